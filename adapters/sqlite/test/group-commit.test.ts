import type { Submission } from '@quiz-sync/core';
import { aSubmission, someResponses } from '@quiz-sync/testing';
import { describe, expect, it } from 'vitest';
import { openForTest, succeed, temporaryFile } from './temporary-store.js';

function numbered(count: number): Submission[] {
  return Array.from({ length: count }, (_, index) => aSubmission({ submission_id: `submission-${index}` }));
}

/** What only a caller that goes around the types can hand over: SQLite refuses the row. */
function withoutLearner(): Submission {
  return { ...aSubmission({ submission_id: 'without learner' }), user_id: JSON.parse('null') };
}

/** The same; this one cannot even be sent to the thread. */
function notPlainData(): Submission {
  const stored = aSubmission({ submission_id: 'not plain data' });
  return Object.defineProperty({ ...stored }, 'user_id', { value: () => 'a function' });
}

describe('group commit', () => {
  it('takes one transaction for all inserts of one turn', async () => {
    const store = await openForTest(await temporaryFile());
    await Promise.all(numbered(50).map((stored) => succeed(store.submissions.insert(stored))));
    expect(await succeed(store.describe())).toMatchObject({ inserts: 50, insertCommits: 1 });
  });

  it('takes one transaction each when callers wait for one another', async () => {
    const store = await openForTest(await temporaryFile());
    for (const stored of numbered(5)) await succeed(store.submissions.insert(stored));
    expect(await succeed(store.describe())).toMatchObject({ inserts: 5, insertCommits: 5 });
  });

  it('limits how many go together, so that other callers get their turn', async () => {
    const store = await openForTest(await temporaryFile());
    await Promise.all(numbered(1_200).map((stored) => succeed(store.submissions.insert(stored))));
    expect(await succeed(store.describe())).toMatchObject({ inserts: 1_200, insertCommits: 3 });
    expect((await succeed(store.submissions.count())).submissions).toBe(1_200);
  });

  it('answers each caller by itself: new, repeated, and the same twice in one group', async () => {
    const store = await openForTest(await temporaryFile());
    const [first, second] = numbered(2);
    if (first === undefined || second === undefined) throw new Error('two were asked for');
    await succeed(store.submissions.insert(first));
    const outcomes = await Promise.all(
      [first, second, second].map((each) => succeed(store.submissions.insert(each))),
    );
    expect(outcomes).toEqual([
      { type: 'exists', existing: first },
      { type: 'inserted' },
      { type: 'exists', existing: second },
    ]);
    expect(await succeed(store.submissions.count())).toEqual({ submissions: 2, responses: 2 });
  });

  it.each([
    ['a row that the schema refuses', withoutLearner(), /NOT NULL constraint failed/],
    ['a document that cannot be sent', notPlainData(), /could not be cloned/],
  ])('fails %s alone, as a bug, and stores its neighbours', async (_, bad, complaint) => {
    const store = await openForTest(await temporaryFile());
    const neighbours = numbered(4);
    const all = [...neighbours.slice(0, 2), bad, ...neighbours.slice(2)];
    const outcomes = await Promise.allSettled(all.map((stored) => succeed(store.submissions.insert(stored))));
    expect(outcomes.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
    ]);
    expect(outcomes[2]).toMatchObject({ reason: { message: expect.stringMatching(complaint) } });
    expect(await succeed(store.submissions.count())).toEqual({ submissions: 4, responses: 4 });
  });

  it('counts responses of what was stored alone', async () => {
    const store = await openForTest(await temporaryFile());
    const large = aSubmission({ submission_id: 'large', responses: someResponses(500) });
    await Promise.allSettled(
      [large, withoutLearner(), large].map((stored) => succeed(store.submissions.insert(stored))),
    );
    expect(await succeed(store.submissions.count())).toEqual({ submissions: 1, responses: 500 });
  });
});
