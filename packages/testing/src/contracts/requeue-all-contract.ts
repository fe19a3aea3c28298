import type { RequeueCursor, Store } from '@quiz-sync/core';
import { AWKWARD_TEXTS } from '../arbitraries/arbitrary-text.js';
import { aCompletion } from '../builders/a-document.js';
import { aSubmission } from '../builders/a-submission.js';
import type { TestFunctions } from '../test-functions.js';
import { succeed } from './outcome.js';
import { acknowledgeAll, pendingIds } from './pending-state.js';
import { type StoreHarness, type StoreUnderTest, storeUnderTest } from './store-harness.js';

/** The part of PendingChanges' contract that is about making everything pending again, in portions. */
export function requeueAllContract(test: TestFunctions, harness: StoreHarness): void {
  test.describe('PendingChanges.requeueAll', () => {
    const subject = storeUnderTest(test, harness);
    portions(test, subject);
    interruptions(test, subject);
  });
}

/** `count` documents of each kind, all acknowledged. Answers how `pendingIds` names them. */
async function settledStore(store: Store, count: number): Promise<string[]> {
  for (let index = 0; index < count; index += 1) {
    const id = `${index}`;
    await succeed(store.submissions.insert(aSubmission({ submission_id: id, user_id: id })));
    await succeed(store.courses.complete(aCompletion({ user_id: id, course_id: id })));
    await succeed(store.learners.upsert(id, { first_name: 'Ada' }));
    await succeed(store.courses.upsert(id, {}));
    await succeed(store.sessions.upsert(id, {}, '2026-03-02T09:00:00.000Z'));
  }
  const all = await pendingIds(store);
  await acknowledgeAll(store);
  return all;
}

/** Goes on until all are pending; answers how many calls that took. */
async function requeueRest(store: Store, from: RequeueCursor | undefined, limit: number): Promise<number> {
  let cursor = from;
  for (let calls = 1; calls < 1_000; calls += 1) {
    cursor = await succeed(store.pending.requeueAll(cursor, limit));
    if (cursor === undefined) return calls;
  }
  throw new Error('requeueAll does not end');
}

function portions({ it, expect }: TestFunctions, subject: StoreUnderTest): void {
  it('ends at once in an empty store', async () => {
    expect(await succeed(subject.store().pending.requeueAll(undefined, 10))).toBeUndefined();
  });

  it('makes at most so many pending in one call, and says where to go on', async () => {
    const store = subject.store();
    await settledStore(store, 3);
    let cursor: RequeueCursor | undefined;
    let before = 0;
    for (const most of [2, 4, 6]) {
      cursor = await succeed(store.pending.requeueAll(cursor, 2));
      expect(cursor).not.toBeUndefined();
      const { total } = await succeed(store.pending.count());
      expect(total).toBeGreaterThan(before);
      expect(total).toBeLessThanOrEqual(most);
      before = total;
    }
  });

  it('reaches every document of every kind, in portions of any size', async () => {
    const store = subject.store();
    const all = await settledStore(store, 4);
    for (const limit of [1, 3, 4, 7, 20, 1_000]) {
      const calls = await requeueRest(store, undefined, limit);
      expect(await pendingIds(store)).toEqual(all);
      expect(calls).toBeLessThanOrEqual(Math.ceil(all.length / limit) + 6);
      await acknowledgeAll(store);
    }
  });

  it('reaches documents with awkward ids one by one', async () => {
    const store = subject.store();
    for (const text of AWKWARD_TEXTS) {
      await succeed(store.submissions.insert(aSubmission({ submission_id: text })));
      await succeed(store.courses.complete(aCompletion({ user_id: text, course_id: text })));
    }
    const all = await pendingIds(store);
    await acknowledgeAll(store);
    await requeueRest(store, undefined, 1);
    expect(await pendingIds(store)).toEqual(all);
  });
}

function interruptions({ it, expect }: TestFunctions, subject: StoreUnderTest): void {
  it("takes '' for the beginning, as the sync state does", async () => {
    const store = subject.store();
    const all = await settledStore(store, 2);
    await requeueRest(store, '', 3);
    expect(await pendingIds(store)).toEqual(all);
  });

  it('can go on from any place, and repeat a portion', async () => {
    const store = subject.store();
    const all = await settledStore(store, 4);
    const cursor = await succeed(store.pending.requeueAll(undefined, 3));
    await succeed(store.pending.requeueAll(undefined, 3));
    expect((await succeed(store.pending.count())).total).toBe(3);
    await requeueRest(store, cursor, 5);
    expect(await pendingIds(store)).toEqual(all);
  });

  it('does not lose its way when documents come and go meanwhile', async () => {
    const store = subject.store();
    const all = await settledStore(store, 4);
    const cursor = await succeed(store.pending.requeueAll(undefined, 7));
    await acknowledgeAll(store);
    for (const submission_id of ['00', '2b', 'zz'])
      await succeed(store.submissions.insert(aSubmission({ submission_id })));
    await requeueRest(store, cursor, 2);
    const found = await pendingIds(store);
    expect(found.filter((id) => all.includes(id))).toHaveLength(all.length - 7);
    for (const id of ['00', '2b', 'zz']) expect(found).toContain(`submission ${id}`);
  });

  it('keeps a pending deletion a deletion', async () => {
    const store = subject.store();
    await settledStore(store, 1);
    await succeed(store.sessions.cleanUp('2026-04-01T00:00:00.000Z', { dryRun: false }));
    await requeueRest(store, undefined, 2);
    const changes = await succeed(store.pending.load({ documents: 10, responses: 100 }));
    expect(changes.filter((change) => change.kind === 'session')).toMatchObject([{ deleted: true }]);
  });
}
