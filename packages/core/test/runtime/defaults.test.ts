import { describe, expect, it } from 'vitest';
import { defaultClock } from '../../src/runtime/default-clock.js';
import { defaultIds } from '../../src/runtime/default-ids.js';

describe('defaultIds', () => {
  it('makes ids of letters, digits and hyphens that differ', () => {
    const ids = Array.from({ length: 1_000 }, () => defaultIds.newId());
    expect(new Set(ids).size).toBe(1_000);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  });
});

describe('defaultClock', () => {
  it('tells the epoch time in milliseconds', () => {
    const before = Date.now();
    const now = defaultClock.now();
    expect(now).toBeGreaterThanOrEqual(before);
    expect(now).toBeLessThanOrEqual(Date.now());
  });

  it('has a monotonic reading that never goes back', () => {
    const readings = Array.from({ length: 100 }, () => defaultClock.monotonic());
    expect(readings).toEqual([...readings].sort((a, b) => a - b));
  });
});
