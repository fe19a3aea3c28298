import { describe, expect, it } from 'vitest';
import { nextRevision, revisionNumber } from '../../src/sync/settle/revision.js';

describe('the revision', () => {
  it.each([
    [[null], 'quiz_sync_r1_ab12'],
    [[undefined, null], 'quiz_sync_r1_ab12'],
    [['quiz_sync_r7_x'], 'quiz_sync_r8_ab12'],
    [['quiz_sync_r7_x', 'quiz_sync_r12_y', null], 'quiz_sync_r13_ab12'],
    [['somebody-elses-range'], 'quiz_sync_r1_ab12'],
  ])('after %j is %s', (known, expected) => {
    expect(nextRevision(known, 'AB-12')).toBe(expected);
  });

  it('holds letters, digits and underscores alone, and keeps enough of the id to be unlike any other', () => {
    const revision = nextRevision([null], '3fa85f64-5717-4562-b3fc-2c963f66afa6');
    expect(revision).toBe('quiz_sync_r1_3fa85f6457174562');
  });

  it.each([
    ['quiz_sync_r42_abc', 42],
    ['quiz_sync_r42', 0],
    ['220755387', 0],
    [null, 0],
    [undefined, 0],
  ])('%j has number %d', (revision, number) => {
    expect(revisionNumber(revision)).toBe(number);
  });
});
