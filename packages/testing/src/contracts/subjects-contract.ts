import type { RowSubject, Store } from '@quiz-sync/core';
import { AWKWARD_TEXTS } from '../arbitraries/arbitrary-text.js';
import { aCompletion } from '../builders/a-document.js';
import { aSubmission } from '../builders/a-submission.js';
import type { TestFunctions } from '../test-functions.js';
import { succeed } from './outcome.js';
import { acknowledgeAll } from './pending-state.js';
import { type StoreHarness, type StoreUnderTest, storeUnderTest } from './store-harness.js';

/** What comparing the spreadsheet with the store asks: whom rows are about, and for whom something is pending. */
export function subjectsContract(test: TestFunctions, harness: StoreHarness): void {
  test.describe('StatsRepo.subjects', () => walking(test, storeUnderTest(test, harness)));
  test.describe('PendingChanges.awaited', () => awaiting(test, storeUnderTest(test, harness)));
}

const AT = '2026-03-02T09:00:00.000Z';

/** Every way in which a learner or a session comes to be known, each by another one. */
async function everyWay({ submissions, learners, courses, sessions }: Store): Promise<void> {
  const submission = { submission_id: 's1', user_id: 'submits', session_id: 'named' };
  await succeed(submissions.insert(aSubmission(submission)));
  await succeed(submissions.insert(aSubmission({ ...submission, submission_id: 's2' })));
  await succeed(learners.upsert('profile', { first_name: 'Ada' }));
  await succeed(courses.complete(aCompletion({ user_id: 'completes' })));
  await succeed(courses.upsert('course', {}));
  await succeed(sessions.upsert('chat', { user_id: 'chats', messages_per_session: 1 }, AT));
  await succeed(sessions.upsert('silent', { user_id: 'silent', messages_per_session: 0 }, AT));
}

const EVERYTHING = [
  ...['learner chats', 'learner completes', 'learner profile', 'learner submits'],
  ...['session chat', 'session named', 'session silent', 'submission s1', 'submission s2'],
];

const nameOf = ({ kind, id }: RowSubject): string => `${kind} ${id}`;

/** All that a walk in pages of `limit` comes by, in its order. */
async function walk({ stats }: Store, limit: number): Promise<string[]> {
  const found: string[] = [];
  let cursor: string | undefined;
  for (let pages = 0; pages < 1_000; pages += 1) {
    const page = await succeed(stats.subjects(cursor, limit));
    if (page.subjects.length > limit) throw new Error(`a page of ${page.subjects.length} for ${limit}`);
    found.push(...page.subjects.map(nameOf));
    if (page.next === undefined) return found;
    cursor = page.next;
  }
  throw new Error('the walk does not end');
}

function walking({ it, expect }: TestFunctions, subject: StoreUnderTest): void {
  it('ends at once in an empty store', async () => {
    expect(await succeed(subject.store().stats.subjects(undefined, 5))).toEqual({
      subjects: [],
      next: undefined,
    });
  });

  it('comes by everybody and everything that rows are about once, in pages of any size', async () => {
    await everyWay(subject.store());
    for (const limit of [1, 2, 3, 4, 9, 10, 1_000]) {
      expect((await walk(subject.store(), limit)).sort()).toEqual(EVERYTHING);
    }
  });

  it('comes by awkward ids', async () => {
    const store = subject.store();
    for (const text of AWKWARD_TEXTS) {
      const ids = { submission_id: text, user_id: text, session_id: text };
      await succeed(store.submissions.insert(aSubmission(ids)));
      await succeed(store.learners.upsert(text, {}));
    }
    const expected = AWKWARD_TEXTS.flatMap((text) => [
      `submission ${text}`,
      `learner ${text}`,
      `session ${text}`,
    ]);
    for (const limit of [1, 7]) expect((await walk(store, limit)).sort()).toEqual([...expected].sort());
  });

  it('passes over a session that was cleaned up', async () => {
    const store = subject.store();
    await everyWay(store);
    await acknowledgeAll(store);
    await succeed(store.sessions.cleanUp('2026-04-01T00:00:00.000Z', { dryRun: false }));
    expect(await walk(store, 4)).not.toContain('session silent');
  });
}

function awaiting({ it, expect }: TestFunctions, subject: StoreUnderTest): void {
  const asked: RowSubject[] = [
    ...['submits', 'profile', 'completes', 'chats', 'silent', 'nobody'].map(learner),
    ...['named', 'chat', 'silent', 'nobody'].map((id) => ({ kind: 'session' as const, id })),
    ...['s1', 's2', 'nobody'].map((id) => ({ kind: 'submission' as const, id })),
  ];
  const awaited = async (): Promise<string[]> =>
    (await succeed(subject.store().pending.awaited(asked))).map(nameOf).sort();

  it('answers whom pending changes are about, and nobody else', async () => {
    await everyWay(subject.store());
    expect(await awaited()).toEqual([...EVERYTHING, 'learner silent'].sort());
    expect(await succeed(subject.store().pending.awaited([]))).toEqual([]);
  });

  it('answers nobody when nothing is pending', async () => {
    await everyWay(subject.store());
    await acknowledgeAll(subject.store());
    expect(await awaited()).toEqual([]);
  });

  it('tells one of many submissions that is pending again, and whom it is about', async () => {
    const store = subject.store();
    await everyWay(store);
    await acknowledgeAll(store);
    await succeed(store.pending.requeue([{ kind: 'submission', id: 's2' }]));
    expect(await awaited()).toEqual(['learner submits', 'session named', 'submission s2']);
    await succeed(store.learners.touch(['profile']));
    expect(await awaited()).toContain('learner profile');
  });

  it('says since when', async () => {
    const store = subject.store();
    await everyWay(store);
    const [change] = await succeed(store.pending.load({ documents: 1, responses: 500 }));
    const [first] = await succeed(store.pending.awaited([{ kind: 'submission', id: 's1' }]));
    expect(first).toEqual({ kind: 'submission', id: 's1', since: change?.since });
  });

  function learner(id: string): RowSubject {
    return { kind: 'learner', id };
  }
}
