import type { SessionFacts, Store } from '@quiz-sync/core';
import { AWKWARD_TEXTS } from '../arbitraries/arbitrary-text.js';
import type { TestFunctions } from '../test-functions.js';
import { succeed } from './outcome.js';
import { acknowledgeAll, loadAll } from './pending-state.js';
import { type StoreHarness, type StoreUnderTest, storeUnderTest } from './store-harness.js';

const CREATED = '2026-03-02T09:00:00.000Z';

export function sessionRepoContract(test: TestFunctions, harness: StoreHarness): void {
  test.describe('SessionRepo', () => {
    const subject = storeUnderTest(test, harness);
    merging(test, subject);
    changingHands(test, subject);
    counting(test, subject);
  });
}

/** Everything that can be said of a session. */
const ALL_FACTS: SessionFacts = {
  user_id: 'learner-1',
  started_at: '2026-03-02T08:59:00.000Z',
  last_activity: '2026-03-02T09:30:00.000Z',
  messages_per_session: 0,
  session_duration: 12.5,
  pretest_completed: false,
  confidence_rating: 66.6,
};

function merging({ it, expect }: TestFunctions, subject: StoreUnderTest): void {
  it('makes a session, pending, with every fact as given', async () => {
    const { session, changed } = await upsert(subject.store(), 'session-1', ALL_FACTS);
    expect(changed).toBe(true);
    expect(session).toEqual({
      ...ALL_FACTS,
      session_id: 'session-1',
      created_at: CREATED,
      version: session.version,
    });
    expect(await succeed(subject.store().sessions.findMany(['session-1']))).toEqual([session]);
    expect(await loadAll(subject.store())).toMatchObject([
      { kind: 'session', session_id: 'session-1', deleted: false, version: session.version },
    ]);
  });

  it('keeps the facts left out and when it was first heard of', async () => {
    const first = await upsert(subject.store(), 'session-1', {
      user_id: 'learner-1',
      pretest_completed: true,
    });
    const second = await succeed(
      subject
        .store()
        .sessions.upsert(
          'session-1',
          { messages_per_session: 4, user_id: undefined },
          '2026-03-09T00:00:00.000Z',
        ),
    );
    expect(second.session).toMatchObject({
      user_id: 'learner-1',
      pretest_completed: true,
      messages_per_session: 4,
      created_at: CREATED,
    });
    expect(second.session.version).toBeGreaterThan(first.session.version);
  });

  it('raises nothing when the facts are already so', async () => {
    const { session } = await upsert(subject.store(), 'session-1', ALL_FACTS);
    await acknowledgeAll(subject.store());
    for (const facts of [ALL_FACTS, { pretest_completed: false }, { messages_per_session: 0 }, {}])
      expect(await upsert(subject.store(), 'session-1', facts)).toEqual({ session, changed: false });
    expect(await loadAll(subject.store())).toHaveLength(0);
  });

  it('finds those that have a document, once each', async () => {
    const { sessions } = subject.store();
    const { session } = await upsert(subject.store(), 'session-1', {});
    await upsert(subject.store(), 'session-2', {});
    expect(await succeed(sessions.findMany([]))).toEqual([]);
    expect(await succeed(sessions.findMany(['session-1', 'unknown', 'session-1']))).toEqual([session]);
  });

  it('keeps awkward ids exactly, and apart', async () => {
    for (const text of AWKWARD_TEXTS) await upsert(subject.store(), text, { user_id: text });
    const found = await succeed(subject.store().sessions.findMany(AWKWARD_TEXTS));
    expect(found.map(({ session_id }) => session_id).sort()).toEqual([...AWKWARD_TEXTS].sort());
    for (const session of found) expect(session.user_id).toBe(session.session_id);
  });
}

function changingHands({ it, expect }: TestFunctions, subject: StoreUnderTest): void {
  async function learners(...sessionIds: string[]): Promise<Record<string, string[]>> {
    const found = await succeed(subject.store().sessions.learnersOf(sessionIds));
    return Object.fromEntries(
      [...found].filter(([, ids]) => ids.length > 0).map(([id, ids]) => [id, [...ids].sort()]),
    );
  }

  it('tells whose sessions are', async () => {
    await upsert(subject.store(), 'session-1', { user_id: 'learner-1' });
    await upsert(subject.store(), 'session-2', { messages_per_session: 2 });
    expect(await learners('session-1', 'session-2', 'unknown', 'session-1')).toEqual({
      'session-1': ['learner-1'],
    });
    expect(await learners()).toEqual({});
  });

  it('still tells whose a session was before, once each, also when that has been acknowledged', async () => {
    const { sessions } = subject.store();
    for (const user_id of ['learner-1', 'learner-2', 'learner-1', 'learner-3', undefined])
      await upsert(subject.store(), 'session-1', { user_id });
    await acknowledgeAll(subject.store());
    await upsert(subject.store(), 'session-1', { messages_per_session: 3 });
    expect(await learners('session-1')).toEqual({ 'session-1': ['learner-1', 'learner-2', 'learner-3'] });
    expect(await succeed(sessions.findMany(['session-1']))).toMatchObject([{ user_id: 'learner-3' }]);
  });

  it('awaits whose it was, too, while the change is pending', async () => {
    const { pending } = subject.store();
    const learner = { kind: 'learner', id: 'learner-1' } as const;
    await upsert(subject.store(), 'session-1', { user_id: 'learner-1', messages_per_session: 1 });
    await acknowledgeAll(subject.store());
    expect(await succeed(pending.awaited([learner]))).toEqual([]);
    await upsert(subject.store(), 'session-1', { user_id: 'learner-2' });
    expect(await succeed(pending.awaited([learner]))).toMatchObject([learner]);
    await acknowledgeAll(subject.store());
    expect(await succeed(pending.awaited([learner]))).toEqual([]);
  });

  it('awaits whose it is when its last message is taken back, which their profile still counts', async () => {
    const { pending } = subject.store();
    const learner = { kind: 'learner', id: 'learner-1' } as const;
    await upsert(subject.store(), 'session-1', { user_id: 'learner-1', messages_per_session: 1 });
    await acknowledgeAll(subject.store());
    await upsert(subject.store(), 'session-1', { messages_per_session: 0 });
    expect(await succeed(pending.awaited([learner]))).toMatchObject([learner]);
    await acknowledgeAll(subject.store());
    expect(await succeed(pending.awaited([learner]))).toEqual([]);
  });
}

function counting({ it, expect }: TestFunctions, subject: StoreUnderTest): void {
  it('counts the sessions with messages of each learner', async () => {
    const chats: [string, SessionFacts][] = [
      ['session-1', { user_id: 'learner-1', messages_per_session: 1 }],
      ['session-2', { user_id: 'learner-1', messages_per_session: 9 }],
      ['session-3', { user_id: 'learner-1', messages_per_session: 0 }],
      ['session-4', { user_id: 'learner-1' }],
      ['session-5', { user_id: 'learner-2', messages_per_session: 2 }],
      ['session-6', { user_id: 'learner-3', messages_per_session: 2 }],
      ['session-7', { messages_per_session: 2 }],
    ];
    for (const [sessionId, facts] of chats) await upsert(subject.store(), sessionId, facts);
    const counts = await succeed(
      subject.store().sessions.countChats(['learner-1', 'learner-2', 'learner-1', 'nobody']),
    );
    expect(counts.get('learner-1')).toBe(2);
    expect(counts.get('learner-2')).toBe(1);
    expect(counts.get('nobody') ?? 0).toBe(0);
    expect(counts.has('learner-3')).toBe(false);
  });

  it('counts by what is so now', async () => {
    const { sessions } = subject.store();
    await upsert(subject.store(), 'session-1', { user_id: 'learner-1', messages_per_session: 1 });
    await upsert(subject.store(), 'session-1', { user_id: 'learner-2' });
    const counts = await succeed(sessions.countChats(['learner-1', 'learner-2']));
    expect([counts.get('learner-1') ?? 0, counts.get('learner-2') ?? 0]).toEqual([0, 1]);
  });
}

function upsert(store: Store, sessionId: string, facts: SessionFacts) {
  return succeed(store.sessions.upsert(sessionId, facts, CREATED));
}
