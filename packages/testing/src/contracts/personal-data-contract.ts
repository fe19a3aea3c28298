import { ARCHIVE_KINDS, type PendingChange, type Store } from '@quiz-sync/core';
import { AWKWARD_TEXTS } from '../arbitraries/arbitrary-text.js';
import { aCompletion } from '../builders/a-document.js';
import { aSubmission, someResponses } from '../builders/a-submission.js';
import type { TestFunctions } from '../test-functions.js';
import { contentOf, readKind } from './archive-copy.js';
import { fillStore } from './full-store.js';
import { succeed } from './outcome.js';
import { acknowledge, acknowledgeAll, loadAll, pendingIds, refOf } from './pending-state.js';
import { type StoreHarness, type StoreUnderTest, storeUnderTest } from './store-harness.js';

const EARLY = '2026-01-01T00:00:00.000Z';

export function personalDataContract(test: TestFunctions, harness: StoreHarness): void {
  test.describe('PersonalData', () => {
    const subject = storeUnderTest(test, harness);
    whatGoes(test, subject);
    whatWaits(test, subject);
    whatComesAfter(test, subject);
    whatIsRead(test, subject);
  });
}

/** Somebody with something of every kind, in sessions of her own and shared ones; and somebody else. */
async function fillWithTwo(store: Store): Promise<void> {
  const { submissions, courses, learners, sessions, idempotency } = store;
  const shared = { session_id: 'shared' };
  const keyed = { scope: '', key: 'key', fingerprint: 'print', user_id: 'ada', answer: '{"user_id":"ada"}' };
  await succeed(sessions.upsert('hers', { user_id: 'ada', messages_per_session: 2 }, EARLY));
  await succeed(sessions.upsert('handed over', { user_id: 'ada', messages_per_session: 1 }, EARLY));
  await succeed(sessions.upsert('handed over', { user_id: 'bob' }, EARLY));
  await succeed(sessions.upsert('nobody’s', { session_duration: 3 }, EARLY));
  await succeed(sessions.upsert('shared', { session_duration: 4 }, EARLY));
  await succeed(learners.upsert('ada', { first_name: 'Ada', email: 'ada@example.org' }));
  await succeed(learners.upsert('bob', { first_name: 'Bob' }));
  for (const [index, session] of ['hers', 'nobody’s', 'shared', 'named alone', 'handed over'].entries()) {
    const named = { submission_id: `ada-${index}`, user_id: 'ada', session_id: session };
    await succeed(submissions.insert(aSubmission({ ...named, responses: someResponses(index + 1) })));
  }
  await succeed(idempotency.submit(aSubmission({ submission_id: 'ada-5', user_id: 'ada' }), keyed));
  await succeed(submissions.insert(aSubmission({ submission_id: 'bob-1', user_id: 'bob', ...shared })));
  await succeed(courses.complete(aCompletion({ user_id: 'ada', session_id: 'hers' })));
  await succeed(courses.complete(aCompletion({ user_id: 'bob' })));
}

const REMOVED_OF_ADA = {
  ...{ submissions: 6, responses: 16, completions: 1, profiles: 1 },
  // Her own, and the one without a learner that nobody else's submissions name.
  ...{ sessions: 2, kept_answers: 1 },
};

const REMOVED_NOTHING = {
  ...{ submissions: 0, responses: 0, completions: 0, profiles: 0, sessions: 0, kept_answers: 0 },
};

function whatGoes({ it, expect }: TestFunctions, subject: StoreUnderTest): void {
  it('removes everything of a learner, says how much, and leaves everybody else as they were', async () => {
    const store = subject.store();
    await fillWithTwo(store);
    await acknowledgeAll(store);
    expect(await succeed(store.personal.erase('ada'))).toEqual(REMOVED_OF_ADA);
    expect(await succeed(store.stats.learners(['ada']))).toEqual([]);
    expect(await succeed(store.courses.completionsOf(['ada']))).toEqual([]);
    expect(await succeed(store.learners.findMany(['ada']))).toEqual([]);
    expect((await succeed(store.sessions.countChats(['ada']))).get('ada') ?? 0).toBe(0);
    expect(await succeed(store.submissions.count())).toEqual({ submissions: 1, responses: 1 });
    expect(await succeed(store.submissions.findMany(['ada-0', 'ada-5', 'bob-1']))).toHaveLength(1);
    expect(await succeed(store.courses.completionsOf(['bob']))).toHaveLength(1);
    expect(await succeed(store.learners.findMany(['bob']))).toMatchObject([{ first_name: 'Bob' }]);
    const left = await succeed(store.sessions.findMany(['hers', 'handed over', 'nobody’s', 'shared']));
    expect(left.map(({ session_id }) => session_id).sort()).toEqual(['handed over', 'shared']);
  });

  it('leaves no trace of the learner but the id of the one whose rows are to go, until they are gone', async () => {
    const store = subject.store();
    await fillWithTwo(store);
    await succeed(store.personal.erase('ada'));
    expect((await textsWith(store, /ada/)).map(({ kind }) => kind)).toEqual(['learner']);
    await acknowledgeAll(store);
    expect(await textsWith(store, /ada/)).toEqual([]);
    const again = { scope: '', key: 'key', fingerprint: 'other', user_id: 'bob', answer: '1' };
    expect(await succeed(store.idempotency.keep(again))).toEqual({ type: 'kept' });
  });

  it('finds nothing more the second time, nor of somebody unknown', async () => {
    const store = subject.store();
    await fillWithTwo(store);
    await succeed(store.personal.erase('ada'));
    expect(await succeed(store.personal.erase('ada'))).toEqual(REMOVED_NOTHING);
    await acknowledgeAll(store);
    expect(await succeed(store.personal.erase('ada'))).toEqual(REMOVED_NOTHING);
    expect(await succeed(store.personal.erase('nobody'))).toEqual(REMOVED_NOTHING);
  });

  it('removes more than goes into one step, and counts what is left', async () => {
    const store = subject.store();
    const many = Array.from({ length: 230 }, (_, index) => index);
    const ofBoth = many.flatMap((index) => [
      aSubmission({ submission_id: `a${index}`, user_id: 'ada', responses: someResponses(2) }),
      aSubmission({ submission_id: `b${index}`, user_id: 'bob' }),
    ]);
    await Promise.all(ofBoth.map((submission) => succeed(store.submissions.insert(submission))));
    await succeed(store.submissions.count());
    expect(await succeed(store.personal.erase('ada'))).toMatchObject({ submissions: 230, responses: 460 });
    expect(await succeed(store.submissions.count())).toEqual({ submissions: 230, responses: 230 });
  });

  it('tells learners apart, however their ids are written (fault 45)', async () => {
    const store = subject.store();
    const texts = AWKWARD_TEXTS.slice(0, 12);
    for (const user_id of texts)
      await succeed(store.submissions.insert(aSubmission({ submission_id: user_id, user_id })));
    for (const [index, user_id] of texts.entries()) {
      expect(await succeed(store.personal.erase(user_id))).toMatchObject({ submissions: 1 });
      const { submissions } = await succeed(store.submissions.count());
      expect(submissions).toBe(texts.length - index - 1);
    }
  });
}

/** Records in which a text is found. */
async function textsWith(store: Store, text: RegExp) {
  const records = [];
  for (const kind of ARCHIVE_KINDS) records.push(...(await readKind(store, kind)));
  return records.filter((record) => text.test(JSON.stringify(record)));
}

async function changesOf(store: Store): Promise<PendingChange[]> {
  return (await loadAll(store)).toSorted((a, b) => (a.kind < b.kind ? -1 : 1));
}

function whatWaits({ it, expect }: TestFunctions, subject: StoreUnderTest): void {
  it('makes pending what must go from the sheet, and what of others may change', async () => {
    const store = subject.store();
    await fillWithTwo(store);
    await acknowledgeAll(store);
    await succeed(store.personal.erase('ada'));
    const changes = await changesOf(store);
    expect(changes.filter(({ kind }) => kind === 'learner')).toMatchObject([
      { user_id: 'ada', erased: true },
    ]);
    const sessions = changes.flatMap((change) =>
      change.kind === 'session' ? [[change.session_id, change.deleted] as const] : [],
    );
    expect(new Map(sessions)).toEqual(
      new Map([
        ...[['hers', true] as const, ['nobody’s', true] as const, ['named alone', true] as const],
        ...[['shared', false] as const, ['handed over', false] as const],
      ]),
    );
    expect(changes).toHaveLength(6);
  });

  it('waits also for somebody who is unknown, once: rows may be left of a call that was cut short', async () => {
    const store = subject.store();
    await succeed(store.personal.erase('nobody'));
    expect(await loadAll(store)).toMatchObject([{ kind: 'learner', user_id: 'nobody', erased: true }]);
    await acknowledgeAll(store);
    expect(await loadAll(store)).toEqual([]);
    expect(await succeed(store.pending.requeueAll(undefined, 10))).toBeUndefined();
    expect(await loadAll(store)).toEqual([]);
  });

  it('is not taken off the list by who saw what was there before', async () => {
    const store = subject.store();
    await fillWithTwo(store);
    const before = (await loadAll(store)).map(refOf);
    await succeed(store.personal.erase('ada'));
    await acknowledge(store, before);
    const waiting = await pendingIds(store);
    for (const id of ['learner ada', 'session named alone']) expect(waiting).toContain(id);
    const [erasure] = (await loadAll(store)).filter(({ kind }) => kind === 'learner');
    await succeed(store.personal.erase('ada'));
    await acknowledge(store, erasure === undefined ? [] : [refOf(erasure)]);
    expect(await pendingIds(store)).toContain('learner ada');
  });

  it('is no learner meanwhile, whatever else makes documents pending', async () => {
    const store = subject.store();
    await fillWithTwo(store);
    await succeed(store.personal.erase('ada'));
    await succeed(store.learners.touch(['ada']));
    await succeed(store.pending.requeue([{ kind: 'learner', id: 'ada' }]));
    expect(await succeed(store.learners.findMany(['ada']))).toEqual([]);
    const { subjects } = await succeed(store.stats.subjects(undefined, 1_000));
    expect(subjects.filter(({ kind }) => kind === 'learner').map(({ id }) => id)).toEqual(['bob']);
    expect(await succeed(store.pending.awaited([{ kind: 'learner', id: 'ada' }]))).toHaveLength(1);
    await acknowledgeAll(store);
    expect(await pendingIds(store)).toEqual([]);
  });
}

function whatComesAfter({ it, expect }: TestFunctions, subject: StoreUnderTest): void {
  it('keeps what is told of the learner afterwards, with rows of before still to go', async () => {
    const store = subject.store();
    await fillWithTwo(store);
    await succeed(store.personal.erase('ada'));
    const { learner, changed } = await succeed(store.learners.upsert('ada', { last_name: 'Byron' }));
    expect(changed).toBe(true);
    expect(learner).toEqual({ user_id: 'ada', last_name: 'Byron', version: learner.version });
    await succeed(store.submissions.insert(aSubmission({ submission_id: 'ada-0', user_id: 'ada' })));
    const [erasure] = (await loadAll(store)).filter(({ kind }) => kind === 'learner');
    expect(erasure).toMatchObject({ user_id: 'ada', erased: true });
    await acknowledgeAll(store);
    expect(await succeed(store.learners.findMany(['ada']))).toMatchObject([{ last_name: 'Byron' }]);
    expect(await succeed(store.submissions.count())).toEqual({ submissions: 2, responses: 2 });
    await succeed(store.learners.touch(['ada']));
    expect(await loadAll(store)).toMatchObject([{ kind: 'learner', user_id: 'ada', erased: false }]);
  });

  it('goes along when the store is moved to another', async () => {
    const store = subject.store();
    await fillStore(store);
    const [first = '', second = ''] = AWKWARD_TEXTS;
    await succeed(store.personal.erase(first));
    await succeed(store.personal.erase(second));
    await succeed(store.learners.upsert(second, {}));
    const learners = await readKind(store, 'learner');
    const { length } = AWKWARD_TEXTS;
    expect(learners.filter((record) => 'erasure' in record && record.erasure !== 'none')).toHaveLength(2);
    expect(learners).toHaveLength(length);
    const before = await contentOf(store);
    await succeed(store.archive.write(learners, 'bookmark'));
    await succeed(store.archive.finish());
    expect(await contentOf(store)).toEqual(before);
  });
}

function whatIsRead({ it, expect }: TestFunctions, subject: StoreUnderTest): void {
  it('reads a learner’s submissions once each, in pages, and the sessions', async () => {
    const store = subject.store();
    await fillWithTwo(store);
    for (const limit of [1, 2, 6, 100]) {
      const found: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await succeed(store.personal.submissionsOf('ada', cursor, limit));
        expect(page.submissions.length).toBeLessThanOrEqual(limit);
        found.push(...page.submissions.map(({ submission_id }) => submission_id));
        cursor = page.next;
      } while (cursor !== undefined);
      expect(found.sort()).toEqual([0, 1, 2, 3, 4, 5].map((index) => `ada-${index}`));
    }
    expect(await succeed(store.personal.submissionsOf('nobody', undefined, 5))).toEqual({
      submissions: [],
      next: undefined,
    });
    expect(await succeed(store.personal.sessionsOf('ada'))).toMatchObject([{ session_id: 'hers' }]);
    expect(await succeed(store.personal.sessionsOf('nobody'))).toEqual([]);
  });
}
