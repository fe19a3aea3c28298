import type { SessionFacts, Store } from '@quiz-sync/core';
import { aCompletion } from '../builders/a-document.js';
import { aSubmission } from '../builders/a-submission.js';
import type { TestFunctions } from '../test-functions.js';
import { succeed } from './outcome.js';
import { acknowledge, acknowledgeAll, loadAll, pendingIds, refOf } from './pending-state.js';
import { type StoreHarness, type StoreUnderTest, storeUnderTest } from './store-harness.js';

const LONG_AGO = '2026-01-01T00:00:00.000Z';
const LIMIT = '2026-02-01T00:00:00.000Z';
const LATELY = '2026-03-01T00:00:00.000Z';

/** The part of SessionRepo's contract that is about cleaning up, and how deletions become acknowledged. */
export function sessionCleanUpContract(test: TestFunctions, harness: StoreHarness): void {
  test.describe('SessionRepo.cleanUp', () => {
    const subject = storeUnderTest(test, harness);
    whatGoes(test, subject);
    howItGoes(test, subject);
    howItComesBack(test, subject);
  });
}

/** Sessions by what becomes of them when cleaned up at LIMIT. */
async function fillStore(store: Store): Promise<{ empty: string[]; kept: string[] }> {
  const quiet: Record<string, SessionFacts> = {
    'never spoke': { user_id: 'learner-1' },
    'said to be empty': { messages_per_session: 0 },
    'active long ago': { last_activity: LONG_AGO, pretest_completed: true, session_duration: 3 },
  };
  const kept: Record<string, SessionFacts> = {
    'has messages': { messages_per_session: 1 },
    'active lately': { last_activity: LATELY },
    'active at the limit': { last_activity: LIMIT },
    'named by a submission': {},
    'named by a completion': {},
  };
  for (const [id, facts] of Object.entries({ ...quiet, ...kept }))
    await succeed(store.sessions.upsert(id, facts, LONG_AGO));
  await succeed(store.sessions.upsert('made lately', {}, LATELY));
  await succeed(store.sessions.upsert('made lately, active long ago', { last_activity: LONG_AGO }, LATELY));
  await succeed(store.submissions.insert(aSubmission({ session_id: 'named by a submission' })));
  await succeed(store.courses.complete(aCompletion({ session_id: 'named by a completion' })));
  await acknowledgeAll(store);
  await succeed(store.sessions.upsert('not in the sheet yet', {}, LONG_AGO));
  return {
    empty: [...Object.keys(quiet), 'made lately, active long ago'].sort(),
    kept: [...Object.keys(kept), 'made lately', 'not in the sheet yet'].sort(),
  };
}

async function sessionsLeft(store: Store, ids: readonly string[]): Promise<string[]> {
  return (await succeed(store.sessions.findMany(ids))).map(({ session_id }) => session_id).sort();
}

function whatGoes({ it, expect }: TestFunctions, subject: StoreUnderTest): void {
  it('removes what is empty, old, unused and in the sheet, and nothing else (fault 51)', async () => {
    const store = subject.store();
    const { empty, kept } = await fillStore(store);
    expect(await succeed(store.sessions.cleanUp(LIMIT, { dryRun: false }))).toBe(empty.length);
    expect(await sessionsLeft(store, [...empty, ...kept])).toEqual(kept);
  });

  it('counts in a dry run what the real run removes, and changes nothing (fault 51)', async () => {
    const store = subject.store();
    const { empty, kept } = await fillStore(store);
    const before = await loadAll(store);
    const foretold = await succeed(store.sessions.cleanUp(LIMIT, { dryRun: true }));
    expect(await loadAll(store)).toEqual(before);
    expect(await sessionsLeft(store, [...empty, ...kept])).toEqual([...empty, ...kept].sort());
    expect(await succeed(store.sessions.cleanUp(LIMIT, { dryRun: false }))).toBe(foretold);
    expect(foretold).toBe(empty.length);
  });

  it('finds nothing more the second time', async () => {
    const store = subject.store();
    await fillStore(store);
    await succeed(store.sessions.cleanUp(LIMIT, { dryRun: false }));
    expect(await succeed(store.sessions.cleanUp(LIMIT, { dryRun: true }))).toBe(0);
    expect(await succeed(store.sessions.cleanUp(LIMIT, { dryRun: false }))).toBe(0);
    await acknowledgeAll(store);
    expect(await succeed(store.sessions.cleanUp(LIMIT, { dryRun: false }))).toBe(1);
  });
}

function howItGoes({ it, expect }: TestFunctions, subject: StoreUnderTest): void {
  it('leaves a pending deletion, gone for every other method', async () => {
    const store = subject.store();
    await cleanedUp(store, 'session-1', { user_id: 'learner-1' });
    expect(await loadAll(store)).toMatchObject([{ kind: 'session', session_id: 'session-1', deleted: true }]);
    expect(await sessionsLeft(store, ['session-1'])).toEqual([]);
    const chats = await succeed(store.sessions.countChats(['learner-1']));
    expect(chats.get('learner-1') ?? 0).toBe(0);
  });

  it('stays a deletion when made pending again', async () => {
    const store = subject.store();
    await cleanedUp(store, 'session-1');
    const [before] = await loadAll(store);
    await succeed(store.pending.requeue([{ kind: 'session', id: 'session-1' }]));
    const [after] = await loadAll(store);
    expect(after).toMatchObject({ kind: 'session', deleted: true });
    expect(after?.version).toBeGreaterThan(before?.version ?? 0);
  });

  it('loses its document with the acknowledgement', async () => {
    const store = subject.store();
    await cleanedUp(store, 'session-1');
    await acknowledgeAll(store);
    await succeed(store.pending.requeue([{ kind: 'session', id: 'session-1' }]));
    expect(await loadAll(store)).toEqual([]);
    expect(await succeed(store.pending.requeueAll(undefined, 100))).toBeUndefined();
    expect(await loadAll(store)).toEqual([]);
  });
}

function howItComesBack({ it, expect }: TestFunctions, subject: StoreUnderTest): void {
  it('is made anew when heard of again before its row is gone', async () => {
    const store = subject.store();
    await cleanedUp(store, 'session-1', { user_id: 'learner-1', session_duration: 3 });
    const [deletion] = await loadAll(store);
    const { session, changed } = await succeed(
      store.sessions.upsert('session-1', { messages_per_session: 2 }, LATELY),
    );
    expect(changed).toBe(true);
    expect(session).toEqual({
      session_id: 'session-1',
      messages_per_session: 2,
      created_at: LATELY,
      version: session.version,
    });
    expect(session.version).toBeGreaterThan(deletion?.version ?? Number.POSITIVE_INFINITY);
    expect(await loadAll(store)).toMatchObject([
      { kind: 'session', deleted: false, version: session.version },
    ]);
  });

  it('survives the acknowledgement of its earlier deletion', async () => {
    const store = subject.store();
    await cleanedUp(store, 'session-1');
    const deletion = (await loadAll(store)).map(refOf);
    await succeed(store.sessions.upsert('session-1', {}, LATELY));
    await acknowledge(store, deletion);
    expect(await sessionsLeft(store, ['session-1'])).toEqual(['session-1']);
    expect(await pendingIds(store)).toEqual(['session session-1']);
  });

  it('can be heard of again after its row is gone', async () => {
    const store = subject.store();
    await cleanedUp(store, 'session-1', { user_id: 'learner-1' });
    await acknowledgeAll(store);
    const { session, changed } = await succeed(store.sessions.upsert('session-1', {}, LATELY));
    expect(changed).toBe(true);
    expect(session).toEqual({ session_id: 'session-1', created_at: LATELY, version: session.version });
    expect(await pendingIds(store)).toEqual(['session session-1']);
  });
}

/** An empty session, cleaned up; its deletion waits. */
async function cleanedUp(store: Store, sessionId: string, facts: SessionFacts = {}): Promise<void> {
  await succeed(store.sessions.upsert(sessionId, facts, LONG_AGO));
  await acknowledgeAll(store);
  await succeed(store.sessions.cleanUp(LIMIT, { dryRun: false }));
}
