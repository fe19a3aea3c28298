import { countingIds, FAKE_START, fakeClock, recordingLog } from '@quiz-sync/testing';
import { describe, expect, it } from 'vitest';

describe('fakeClock', () => {
  it('moves both times when told to, and not by itself', () => {
    const { now, monotonic, advance } = fakeClock();
    expect([now(), monotonic()]).toEqual([FAKE_START, 0]);
    advance(1_500);
    expect([now(), monotonic()]).toEqual([FAKE_START + 1_500, 1_500]);
  });

  it('lets the wall clock jump, and the other go on', () => {
    const clock = fakeClock(1_000);
    clock.advance(10);
    clock.jumpTo(5);
    expect([clock.now(), clock.monotonic()]).toEqual([5, 10]);
    expect(() => clock.advance(-1)).toThrow(RangeError);
  });
});

describe('countingIds', () => {
  it('counts, each source for itself', () => {
    const runs = countingIds('run');
    expect([runs.newId(), runs.newId(), countingIds().newId()]).toEqual(['run-1', 'run-2', 'id-1']);
  });
});

describe('recordingLog', () => {
  it('remembers what was logged, in order', () => {
    const log = recordingLog();
    log.info('first', { user_id: 'learner-1' });
    log.warn('second');
    log.debug('third');
    log.error('fourth');
    expect(log.entries[0]).toEqual({ level: 'info', message: 'first', fields: { user_id: 'learner-1' } });
    expect(log.messages()).toEqual(['first', 'second', 'third', 'fourth']);
    expect(log.messages('warn')).toEqual(['second']);
  });
});
