import type { ChangeKind } from '@quiz-sync/core';
import { aCompletion } from '../builders/a-document.js';
import { aSubmission, someResponses } from '../builders/a-submission.js';
import type { TestFunctions } from '../test-functions.js';
import { ONE_OF_EACH, oneOfEach } from './one-of-each.js';
import { succeed } from './outcome.js';
import { acknowledge, acknowledgeAll, loadAll, pendingIds, refOf } from './pending-state.js';
import { type StoreHarness, type StoreUnderTest, storeUnderTest } from './store-harness.js';

export function pendingChangesContract(test: TestFunctions, harness: StoreHarness): void {
  test.describe('PendingChanges', () => {
    const subject = storeUnderTest(test, harness);
    counting(test, subject);
    loading(test, subject);
    if (subject.abilities.movesClock === true) order(test, subject);
  });
}

function counting({ it, expect }: TestFunctions, subject: StoreUnderTest): void {
  it('counts nothing in an empty store', async () => {
    expect(await succeed(subject.store().pending.count())).toEqual({
      total: 0,
      byKind: { submission: 0, completion: 0, learner: 0, course: 0, session: 0 },
      oldestSince: undefined,
    });
    expect(await loadAll(subject.store())).toEqual([]);
  });

  it('counts by kind, and tells since when the oldest waits', async () => {
    await oneOfEach(subject.store());
    await succeed(subject.store().submissions.insert(aSubmission({ submission_id: 'submission-2' })));
    const oldest = (await loadAll(subject.store())).map(({ since }) => since).sort()[0];
    expect(await succeed(subject.store().pending.count())).toEqual({
      total: 6,
      byKind: { submission: 2, completion: 1, learner: 1, course: 1, session: 1 },
      oldestSince: oldest,
    });
    await acknowledgeAll(subject.store());
    expect(await succeed(subject.store().pending.count())).toMatchObject({
      total: 0,
      oldestSince: undefined,
    });
  });
}

function loading({ it, expect }: TestFunctions, subject: StoreUnderTest): void {
  it('loads one of each kind', async () => {
    await oneOfEach(subject.store());
    expect(await pendingIds(subject.store())).toEqual(ONE_OF_EACH);
  });

  it('loads at most so many documents', async () => {
    await oneOfEach(subject.store());
    for (const documents of [1, 2, 4])
      expect(await succeed(subject.store().pending.load({ documents, responses: 1_000 }))).toHaveLength(
        documents,
      );
  });

  it('loads at most so many responses, but always one document', async () => {
    const { submissions, pending } = subject.store();
    for (const submission_id of ['a', 'b', 'c'])
      await succeed(submissions.insert(aSubmission({ submission_id, responses: someResponses(10) })));
    const expected = [
      [1, 1],
      [10, 1],
      [19, 1],
      [20, 2],
      [29, 2],
      [30, 3],
      [500, 3],
    ] as const;
    for (const [responses, loaded] of expected)
      expect(await succeed(pending.load({ documents: 100, responses }))).toHaveLength(loaded);
  });

  it('goes on with what was left', async () => {
    const { submissions, pending } = subject.store();
    const ids = Array.from({ length: 25 }, (_, index) => `submission-${index}`);
    for (const submission_id of ids)
      await succeed(submissions.insert(aSubmission({ submission_id, responses: someResponses(3) })));
    const seen: string[] = [];
    for (let round = 0; round < ids.length; round += 1) {
      const changes = await succeed(pending.load({ documents: 10, responses: 12 }));
      seen.push(...changes.map((change) => refOf(change).id));
      await acknowledge(subject.store(), changes.map(refOf));
    }
    expect(seen.sort()).toEqual(ids.sort());
  });
}

function order({ it, expect }: TestFunctions, subject: StoreUnderTest): void {
  it('loads the oldest first, whatever their kind', async () => {
    const store = subject.store();
    const steps = [
      () => succeed(store.courses.upsert('course-1', {})),
      () => succeed(store.submissions.insert(aSubmission())),
      () => succeed(store.learners.touch(['learner-1'])),
      () => succeed(store.courses.complete(aCompletion())),
      () => succeed(store.sessions.upsert('session-1', {}, '2026-03-02T09:00:00.000Z')),
      () => succeed(store.submissions.insert(aSubmission({ submission_id: 'submission-0' }))),
    ];
    for (const step of steps) {
      await step();
      await subject.advance(5);
    }
    const kinds: ChangeKind[] = ['course', 'submission', 'learner', 'completion', 'session', 'submission'];
    const changes = await loadAll(store);
    expect(changes.map(({ kind }) => kind)).toEqual(kinds);
    expect(await succeed(store.pending.load({ documents: 3, responses: 1_000 }))).toEqual(
      changes.slice(0, 3),
    );
    const waits = changes.map(({ since }) => Date.parse(since) - Date.parse(changes[0]?.since ?? ''));
    expect(waits).toEqual([0, 5, 10, 15, 20, 25]);
  });

  it('keeps the place of one that changes while it waits', async () => {
    const store = subject.store();
    await succeed(store.learners.upsert('learner-1', {}));
    const [before] = await loadAll(store);
    await subject.advance(1_000);
    await succeed(store.learners.upsert('learner-2', {}));
    await succeed(store.learners.upsert('learner-1', { first_name: 'Ada' }));
    await succeed(store.learners.touch(['learner-1']));
    const changes = await loadAll(store);
    expect(changes.map((change) => refOf(change).id)).toEqual(['learner-1', 'learner-2']);
    expect(changes[0]?.since).toBe(before?.since);
    expect((await succeed(store.pending.count())).oldestSince).toBe(before?.since);
  });

  it('puts one that comes back behind those that waited', async () => {
    const store = subject.store();
    await succeed(store.learners.upsert('learner-1', {}));
    await acknowledgeAll(store);
    await subject.advance(1_000);
    await succeed(store.learners.upsert('learner-2', {}));
    await subject.advance(1_000);
    await succeed(store.pending.requeue([{ kind: 'learner', id: 'learner-1' }]));
    expect((await loadAll(store)).map((change) => refOf(change).id)).toEqual(['learner-2', 'learner-1']);
  });
}
