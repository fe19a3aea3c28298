import { describe, expect, it } from 'vitest';
import { resolveSettings } from '../src/settings.js';

describe('resolveSettings', () => {
  it('has a default for everything', () => {
    expect(resolveSettings({}, { newId: () => 'made-up' })).toEqual({
      timeZone: 'UTC',
      topicCourses: new Map(),
      tabs: {},
      syncEnabled: true,
      syncOnStart: true,
      instance: 'made-up',
    });
  });

  it('keeps what it is given', () => {
    const settings = resolveSettings({
      timeZone: 'Pacific/Chatham',
      topicCourses: { fractions: 'Arithmetic' },
      tabs: { responses: { title: 'Antworten' } },
      syncEnabled: false,
      syncOnStart: false,
      instance: 'server-1',
    });
    expect(settings.timeZone).toBe('Pacific/Chatham');
    expect(settings.topicCourses.get('fractions')).toBe('Arithmetic');
    expect(settings.topicCourses.get('constructor')).toBeUndefined();
    expect(settings.tabs).toEqual({ responses: { title: 'Antworten' } });
    expect(settings).toMatchObject({ syncEnabled: false, syncOnStart: false, instance: 'server-1' });
  });

  it('names every instance differently', () => {
    expect(resolveSettings().instance).not.toBe(resolveSettings().instance);
  });

  it.each(['', 'Mars/Olympus', 'Europe/Berlin ', '+05:30', 'UTC+1'])(
    'refuses the time zone %j by name',
    (timeZone) => {
      expect(() => resolveSettings({ timeZone })).toThrow(TypeError);
      expect(() => resolveSettings({ timeZone })).toThrow(/^timeZone must be .* not "/);
    },
  );
});
