import type { ChangeKind } from '@quiz-sync/core';
import { aSubmission } from '../builders/a-submission.js';
import type { TestFunctions } from '../test-functions.js';
import { ONE_OF_EACH, oneOfEach } from './one-of-each.js';
import { refused, succeed } from './outcome.js';
import {
  acknowledge,
  acknowledgeAll,
  loadAll,
  pendingIds,
  refOf,
  TARGET,
  underLease,
} from './pending-state.js';
import { type StoreHarness, type StoreUnderTest, storeUnderTest } from './store-harness.js';

/** The part of PendingChanges' contract that is about taking documents off the list and putting them back. */
export function acknowledgeContract(test: TestFunctions, harness: StoreHarness): void {
  test.describe('PendingChanges.acknowledge and requeue', () => {
    const subject = storeUnderTest(test, harness);
    acknowledging(test, subject);
    requeueing(test, subject);
  });
}

function acknowledging({ it, expect }: TestFunctions, subject: StoreUnderTest): void {
  it('takes off exactly what it names', async () => {
    const store = subject.store();
    await oneOfEach(store);
    const changes = await loadAll(store);
    const named = changes.filter(({ kind }) => kind === 'submission' || kind === 'session').map(refOf);
    await acknowledge(store, named);
    expect(await pendingIds(store)).toEqual([
      'completion ["learner-1","course-1"]',
      'course course-1',
      'learner learner-1',
    ]);
  });

  it('leaves what changed since it was loaded', async () => {
    const store = subject.store();
    await oneOfEach(store);
    const loaded = (await loadAll(store)).map(refOf);
    await succeed(store.learners.upsert('learner-1', { first_name: 'Augusta' }));
    await succeed(store.pending.requeue([{ kind: 'submission', id: 'submission-1' }]));
    await acknowledge(store, loaded);
    expect(await pendingIds(store)).toEqual(['learner learner-1', 'submission submission-1']);
  });

  it('may be repeated, and passes over what it does not know', async () => {
    const store = subject.store();
    await oneOfEach(store);
    const refs = (await loadAll(store)).map(refOf);
    await acknowledge(store, refs);
    await acknowledge(store, refs);
    await acknowledge(store, [{ kind: 'learner', id: 'nobody', version: 1 }]);
    await acknowledge(store, []);
    expect(await loadAll(store)).toEqual([]);
    expect(await succeed(store.learners.findMany(['learner-1']))).toHaveLength(1);
    expect(await succeed(store.submissions.count())).toEqual({ submissions: 1, responses: 1 });
  });

  it('is refused under a fence that is not the current one', async () => {
    const store = subject.store();
    await oneOfEach(store);
    const refs = (await loadAll(store)).map(refOf);
    const stale = await underLease(store, async (fence) => fence);
    expect(await refused(store.pending.acknowledge(TARGET, refs, stale))).toMatchObject({
      type: 'fence_lost',
    });
    await underLease(store, async (fence) => {
      expect(await refused(store.pending.acknowledge(TARGET, refs, stale))).toMatchObject({
        type: 'fence_lost',
      });
      expect(await refused(store.pending.acknowledge('other', refs, fence))).toMatchObject({
        type: 'fence_lost',
      });
    });
    expect(await pendingIds(store)).toEqual(ONE_OF_EACH);
  });
}

function requeueing({ it, expect }: TestFunctions, subject: StoreUnderTest): void {
  it('makes documents of every kind pending again, at a higher version', async () => {
    const store = subject.store();
    await oneOfEach(store);
    const before = new Map((await loadAll(store)).map((change) => [change.kind, change.version]));
    const refs = (await loadAll(store)).map(refOf);
    await acknowledgeAll(store);
    await succeed(store.pending.requeue(refs));
    expect(await pendingIds(store)).toEqual(ONE_OF_EACH);
    for (const change of await loadAll(store))
      expect(change.version, change.kind).toBeGreaterThan(
        before.get(change.kind) ?? Number.POSITIVE_INFINITY,
      );
  });

  it('makes a submission pending for a session that only submissions name', async () => {
    const store = subject.store();
    for (const [submission_id, session_id] of [
      ['a', 'session-1'],
      ['b', 'session-1'],
      ['c', 'session-2'],
    ] as const)
      await succeed(store.submissions.insert(aSubmission({ submission_id, session_id })));
    await succeed(store.sessions.upsert('session-2', {}, '2026-03-02T09:00:00.000Z'));
    await acknowledgeAll(store);
    const requeue = (id: string) => succeed(store.pending.requeue([{ kind: 'session', id }]));
    await requeue('session-1');
    const [change, ...others] = await loadAll(store);
    expect(others).toEqual([]);
    expect(change).toMatchObject({ kind: 'submission', submission: { session_id: 'session-1' } });
    await acknowledgeAll(store);
    await requeue('session-2');
    expect(await pendingIds(store)).toEqual(['session session-2']);
  });

  it('passes over unknown ids', async () => {
    const store = subject.store();
    const kinds: ChangeKind[] = ['submission', 'completion', 'learner', 'course', 'session'];
    await succeed(store.pending.requeue(kinds.map((kind) => ({ kind, id: 'unknown' }))));
    await succeed(store.pending.requeue([]));
    expect(await loadAll(store)).toEqual([]);
    expect(await succeed(store.learners.findMany(['unknown']))).toEqual([]);
  });
}
