import type { Submission } from '@quiz-sync/core';
import { tallyLearner } from '@quiz-sync/core';
import { arbitrarySubmission, aSubmission } from '@quiz-sync/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Connection } from '../dist/worker/connection.js';
import { insertGroup } from '../dist/worker/insert-group.js';
import { FOLDED_ANEW } from '../dist/worker/learner-tallies.js';
import { mergeTallies } from '../dist/worker/merge-tallies.js';
import { toSubmissionRow } from '../dist/worker/submission-row.js';
import { callsOn, connectForTest } from './in-process.js';

const POOLS = { sessions: ['s', 't'], topics: ['a', 'b'], courses: ['c', '\u{1f600}', '\ufb00'] };

describe('mergeTallies', () => {
  it('equals the tally of both sets together, or says that it cannot tell', () => {
    const several = fc.array(arbitrarySubmission(POOLS), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(several, several, (one, other) => {
        const merged = mergeTallies(tallyLearner('u', one), tallyLearner('u', other));
        if (merged === undefined) expect(haveEqualInstants(one, other)).toBe(true);
        else expect(merged).toEqual(tallyLearner('u', [...one, ...other]));
      }),
      { numRuns: 300 },
    );
  });
});

function haveEqualInstants(one: readonly Submission[], other: readonly Submission[]): boolean {
  const instants = new Set(one.map(({ submitted_at }) => submitted_at));
  return other.some(({ submitted_at }) => instants.has(submitted_at));
}

/** Submissions of `learner-1`, one a minute, in two courses and two sessions. */
function history(from: number, to: number): Submission[] {
  return Array.from({ length: to - from }, (_, offset) => {
    const index = from + offset;
    return aSubmission({
      submission_id: `submission-${index}`,
      session_id: `session-${index % 2}`,
      submitted_at: new Date(Date.UTC(2026, 2, 1, 0, index)).toISOString(),
    });
  });
}

function insert(connection: Connection, submissions: readonly Submission[]): void {
  insertGroup(
    connection,
    submissions.map((submission) => toSubmissionRow(aSubmission(submission))),
  );
}

function keptThrough(connection: Connection): unknown {
  return connection.sql('SELECT through_seq FROM learner_tallies').get()?.['through_seq'];
}

describe('the tally of a learner with a long history', () => {
  it('is kept once it is worth it, and only new submissions are folded from then on', async () => {
    const connection = await connectForTest();
    const call = callsOn(connection);
    const all = history(0, 2 * FOLDED_ANEW + 10);
    for (const [end, kept] of [
      [FOLDED_ANEW - 1, undefined],
      [FOLDED_ANEW, FOLDED_ANEW],
      [2 * FOLDED_ANEW - 1, FOLDED_ANEW],
      [2 * FOLDED_ANEW + 10, 2 * FOLDED_ANEW + 10],
    ] as const) {
      const stored = call('submissions.count').submissions;
      insert(connection, all.slice(stored, end));
      expect(call('stats.learners', ['learner-1'])).toEqual([tallyLearner('learner-1', all.slice(0, end))]);
      expect(keptThrough(connection)).toBe(kept);
    }
    connection.sql("UPDATE submissions SET document = 'is not read again'").run();
    expect(call('stats.learners', ['learner-1'])).toEqual([tallyLearner('learner-1', all)]);
  });

  it('is folded anew where the kept one cannot tell which session was the last', async () => {
    const connection = await connectForTest();
    const call = callsOn(connection);
    const first = history(0, FOLDED_ANEW);
    insert(connection, first);
    call('stats.learners', ['learner-1']);
    const last = first.at(-1);
    if (last === undefined) throw new Error('there is a history');
    const rivals = ['a', 'z'].map((id) => ({ ...last, submission_id: id, session_id: `of-${id}` }));
    for (const [index, rival] of rivals.entries()) {
      insert(connection, [rival]);
      const expected = tallyLearner('learner-1', [...first, ...rivals.slice(0, index + 1)]);
      expect(call('stats.learners', ['learner-1'])).toEqual([expected]);
    }
  });

  it('takes late submissions of earlier days in, and reads histories of any length', async () => {
    const connection = await connectForTest();
    const all = [...history(1_000, 2_100), ...history(0, 700)];
    for (let start = 0; start < all.length; start += 600) {
      insert(connection, all.slice(start, start + 600));
      const expected = tallyLearner('learner-1', all.slice(0, start + 600));
      expect(callsOn(connection)('stats.learners', ['learner-1'])).toEqual([expected]);
    }
  });
});
