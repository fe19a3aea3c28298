import type { Store } from '@quiz-sync/core';
import fc from 'fast-check';
import { arbitrarySubmission } from '../arbitraries/arbitrary-submission.js';
import { AWKWARD_TEXTS } from '../arbitraries/arbitrary-text.js';
import { aResponse, aSubmission, someResponses } from '../builders/a-submission.js';
import type { TestFunctions } from '../test-functions.js';
import { succeed } from './outcome.js';
import { acknowledgeAll, loadAll, pendingIds } from './pending-state.js';
import { type StoreHarness, type StoreUnderTest, storeUnderTest } from './store-harness.js';

export function submissionRepoContract(test: TestFunctions, harness: StoreHarness): void {
  test.describe('SubmissionRepo', () => {
    const subject = storeUnderTest(test, harness);
    oneSubmission(test, subject);
    concurrentInserts(test, subject);
    exactContent(test, subject);
    if (subject.abilities.survivesReopening === true) durability(test, subject);
  });
}

function oneSubmission({ it, expect }: TestFunctions, subject: StoreUnderTest): void {
  it('finds what was inserted, and nothing else', async () => {
    const { submissions } = subject.store();
    const stored = aSubmission({ session_id: 'session-1', selected_course_type: 'Mathematics' });
    expect(await succeed(submissions.insert(stored))).toEqual({ type: 'inserted' });
    expect(await succeed(submissions.find('submission-1'))).toStrictEqual(stored);
    expect(await succeed(submissions.find('submission-2'))).toBeUndefined();
  });

  it('finds many at once, each once, and passes over those it does not know', async () => {
    const { submissions } = subject.store();
    const stored = ['a', 'b', 'c'].map((submission_id) => aSubmission({ submission_id }));
    for (const each of stored) await succeed(submissions.insert(each));
    const found = await succeed(submissions.findMany(['c', 'nobody', 'a', 'c']));
    expect(found.toSorted((a, b) => (a.submission_id < b.submission_id ? -1 : 1))).toStrictEqual([
      stored[0],
      stored[2],
    ]);
    expect(await succeed(submissions.findMany([]))).toEqual([]);
  });

  it('answers what lies there when the id is taken, and keeps it', async () => {
    const { submissions } = subject.store();
    const first = aSubmission({ user_id: 'learner-1' });
    await succeed(submissions.insert(first));
    const other = aSubmission({ user_id: 'learner-2', responses: someResponses(3) });
    expect(await succeed(submissions.insert(other))).toStrictEqual({ type: 'exists', existing: first });
    expect(await succeed(submissions.find('submission-1'))).toStrictEqual(first);
    expect(await succeed(submissions.count())).toEqual({ submissions: 1, responses: 1 });
  });

  it('makes a submission pending in the same step', async () => {
    const stored = aSubmission();
    await succeed(subject.store().submissions.insert(stored));
    const [change] = await loadAll(subject.store());
    expect(change).toMatchObject({ kind: 'submission', submission: stored });
    expect(change?.version).toBeGreaterThanOrEqual(1);
    expect(new Date(change?.since ?? '').toISOString()).toBe(change?.since);
  });

  it('does not make a repeat pending again', async () => {
    const stored = aSubmission();
    await succeed(subject.store().submissions.insert(stored));
    await acknowledgeAll(subject.store());
    await succeed(subject.store().submissions.insert(stored));
    expect(await loadAll(subject.store())).toHaveLength(0);
  });

  it('counts submissions and responses', async () => {
    const { submissions } = subject.store();
    expect(await succeed(submissions.count())).toEqual({ submissions: 0, responses: 0 });
    await succeed(submissions.insert(aSubmission({ submission_id: 'a', responses: someResponses(3) })));
    await succeed(submissions.insert(aSubmission({ submission_id: 'b', responses: someResponses(500) })));
    expect(await succeed(submissions.count())).toEqual({ submissions: 2, responses: 503 });
  });
}

function concurrentInserts({ it, expect }: TestFunctions, subject: StoreUnderTest): void {
  it('stores one of a hundred with the same id at once (fault 46)', async () => {
    await expectOneOfMany([subject.store()]);
  });

  if (subject.abilities.sharesData === true)
    it('stores one of a hundred with the same id at once over two connections (fault 46)', async () => {
      await expectOneOfMany([subject.store(), await subject.another()]);
    });

  async function expectOneOfMany(stores: readonly Store[]): Promise<void> {
    const attempts = Array.from({ length: 100 }, (_, index) =>
      aSubmission({ user_id: `learner-${index}`, responses: someResponses(1 + (index % 3)) }),
    );
    const outcomes = await Promise.all(
      attempts.map((stored, index) => succeed(storeAt(stores, index).submissions.insert(stored))),
    );
    const winners = attempts.filter((_, index) => outcomes[index]?.type === 'inserted');
    expect(winners).toHaveLength(1);
    for (const outcome of outcomes)
      if (outcome.type === 'exists') expect(outcome.existing).toStrictEqual(winners[0]);
    const [winner] = winners;
    expect(await succeed(subject.store().submissions.count())).toEqual({
      submissions: 1,
      responses: winner?.responses.length,
    });
    expect(await pendingIds(subject.store())).toEqual(['submission submission-1']);
  }

  it('stores all of a hundred with different ids at once', async () => {
    const { submissions } = subject.store();
    const ids = Array.from({ length: 100 }, (_, index) => `submission-${index}`);
    const outcomes = await Promise.all(
      ids.map((submission_id) => succeed(submissions.insert(aSubmission({ submission_id })))),
    );
    expect(outcomes.every((outcome) => outcome.type === 'inserted')).toBe(true);
    expect(await succeed(submissions.count())).toEqual({ submissions: 100, responses: 100 });
    expect(await pendingIds(subject.store())).toEqual(ids.map((id) => `submission ${id}`).sort());
  });
}

function storeAt(stores: readonly Store[], index: number): Store {
  const store = stores[index % stores.length];
  if (store === undefined) throw new RangeError('at least one store');
  return store;
}

function exactContent({ it, expect }: TestFunctions, subject: StoreUnderTest): void {
  it('keeps awkward ids exactly, and apart (fault 45)', async () => {
    const { submissions } = subject.store();
    const all = AWKWARD_TEXTS.map((text) =>
      aSubmission({
        submission_id: text,
        user_id: text,
        session_id: text,
        responses: [aResponse({ quiz_id: text, topic: text, course_id: text, explanation: text })],
      }),
    );
    for (const stored of all)
      expect(await succeed(submissions.insert(stored)), stored.submission_id).toEqual({ type: 'inserted' });
    for (const stored of all)
      expect(await succeed(submissions.find(stored.submission_id))).toStrictEqual(stored);
    expect(Object.keys({})).toEqual([]);
  });

  it('keeps the largest texts and the most responses', async () => {
    const { submissions } = subject.store();
    const explanation = '\u{1f600}'.repeat(50_000);
    const stored = aSubmission({ responses: someResponses(500).concat(aResponse({ explanation })) });
    await succeed(submissions.insert(stored));
    expect(await succeed(submissions.find('submission-1'))).toStrictEqual(stored);
  });

  it('keeps free-form data as it came', async () => {
    const { submissions } = subject.store();
    const question_data = {
      $where: 'this.a > 1',
      'a.b': [1, 0.1, 1e300, -7, null, true, { '': 'empty key' }, []],
      nested: { toString: 'text', '0': {} },
    };
    const stored = aSubmission({
      responses: [aResponse({ question_data }), aResponse({ question_data: null })],
    });
    await succeed(submissions.insert(stored));
    expect(await succeed(submissions.find('submission-1'))).toStrictEqual(stored);
  });

  it('keeps any submission exactly, in the store and on the list (fault 45)', async () => {
    const { submissions } = subject.store();
    let run = 0;
    await fc.assert(
      fc.asyncProperty(arbitrarySubmission(), async (generated) => {
        run += 1;
        const stored = aSubmission({
          ...generated,
          submission_id: `${run}:${generated.submission_id}`,
        });
        await succeed(submissions.insert(stored));
        expect(await succeed(submissions.find(stored.submission_id))).toStrictEqual(stored);
        const [change] = await loadAll(subject.store());
        expect(change?.kind === 'submission' && change.submission).toStrictEqual(stored);
        await acknowledgeAll(subject.store());
      }),
      { numRuns: 60 },
    );
  });
}

function durability({ it, expect }: TestFunctions, subject: StoreUnderTest): void {
  it('has what it answered for after reopening, still pending', async () => {
    const stored = aSubmission({ session_id: 'session-1', responses: someResponses(3) });
    await succeed(subject.store().submissions.insert(stored));
    const before = await loadAll(subject.store());
    const reopened = await subject.reopen();
    expect(await succeed(reopened.submissions.find('submission-1'))).toStrictEqual(stored);
    expect(await succeed(reopened.submissions.count())).toEqual({ submissions: 1, responses: 3 });
    expect(await loadAll(reopened)).toEqual(before);
  });
}
