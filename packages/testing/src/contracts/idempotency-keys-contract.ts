import { KEY_LIFETIME_MS, type KeyedRequest, type Store } from '@quiz-sync/core';
import { AWKWARD_TEXTS } from '../arbitraries/arbitrary-text.js';
import { aCompletion } from '../builders/a-document.js';
import { aSubmission } from '../builders/a-submission.js';
import type { TestFunctions } from '../test-functions.js';
import { succeed } from './outcome.js';
import { acknowledgeAll, pendingIds } from './pending-state.js';
import { type StoreHarness, type StoreUnderTest, storeUnderTest } from './store-harness.js';

export function idempotencyKeysContract(test: TestFunctions, harness: StoreHarness): void {
  test.describe('IdempotencyKeys', () => {
    const subject = storeUnderTest(test, harness);
    underAKey(test, subject);
    whatHoldsAKey(test, subject);
    atOnce(test, subject);
    if (subject.abilities.movesClock === true) expiry(test, subject);
    if (subject.abilities.survivesReopening === true) durability(test, subject);
  });
}

function aRequest(request: Partial<KeyedRequest> = {}): KeyedRequest {
  return {
    ...{ scope: '', key: 'key-1', fingerprint: 'print-1', user_id: 'learner-1', answer: '{"answer":1}' },
    ...request,
  };
}

function underAKey({ it, expect }: TestFunctions, subject: StoreUnderTest): void {
  it('stores a submission as any other, and remembers the request (fault 47)', async () => {
    const store = subject.store();
    const submission = aSubmission({ session_id: 'session-1' });
    expect(await succeed(store.idempotency.submit(submission, aRequest()))).toEqual({ type: 'inserted' });
    expect(await succeed(store.submissions.find('submission-1'))).toStrictEqual(submission);
    expect(await succeed(store.submissions.count())).toEqual({ submissions: 1, responses: 1 });
    expect(await pendingIds(store)).toEqual(['submission submission-1']);
    await acknowledgeAll(store);
    expect(await succeed(store.idempotency.submit(submission, aRequest()))).toStrictEqual({
      type: 'key_taken',
      by: aRequest(),
    });
    expect(await pendingIds(store)).toEqual([]);
  });

  it('stores a completion as any other, and remembers the request (fault 47)', async () => {
    const store = subject.store();
    const completion = aCompletion({ session_id: 'session-1' });
    expect(await succeed(store.idempotency.complete(completion, aRequest()))).toEqual({ type: 'inserted' });
    expect(await succeed(store.courses.completionsOf(['learner-1']))).toStrictEqual([completion]);
    expect(await pendingIds(store)).toEqual(['completion ["learner-1","course-1"]']);
    expect(await succeed(store.idempotency.complete(completion, aRequest()))).toStrictEqual({
      type: 'key_taken',
      by: aRequest(),
    });
  });

  it('stores nothing of another request under the same key (fault 47)', async () => {
    const store = subject.store();
    await succeed(store.idempotency.submit(aSubmission(), aRequest()));
    const other = aRequest({ fingerprint: 'print-2', user_id: 'learner-2', answer: '2' });
    const taken = { type: 'key_taken', by: aRequest() };
    const submission = aSubmission({ submission_id: 'submission-2' });
    expect(await succeed(store.idempotency.submit(submission, other))).toStrictEqual(taken);
    expect(await succeed(store.idempotency.complete(aCompletion(), other))).toStrictEqual(taken);
    expect(await succeed(store.idempotency.keep(other))).toStrictEqual(taken);
    expect(await succeed(store.submissions.count())).toEqual({ submissions: 1, responses: 1 });
    expect(await succeed(store.courses.completionsOf(['learner-1']))).toEqual([]);
  });

  it('leaves the key free where it finds what was to be stored', async () => {
    const store = subject.store();
    const [submission, completion] = [aSubmission(), aCompletion()];
    await succeed(store.submissions.insert(submission));
    await succeed(store.courses.complete(completion));
    expect(await succeed(store.idempotency.submit(aSubmission({ user_id: 'x' }), aRequest()))).toStrictEqual({
      type: 'exists',
      existing: submission,
    });
    const later = aCompletion({ completed_at: '2026-09-09T09:09:09.000Z' });
    expect(await succeed(store.idempotency.complete(later, aRequest()))).toStrictEqual({
      type: 'exists',
      existing: completion,
    });
    expect(await succeed(store.idempotency.keep(aRequest({ fingerprint: 'other' })))).toEqual({
      type: 'kept',
    });
  });
}

function whatHoldsAKey({ it, expect }: TestFunctions, subject: StoreUnderTest): void {
  it('keeps the request that came first, and tells it to whoever comes after', async () => {
    const { idempotency } = subject.store();
    expect(await succeed(idempotency.keep(aRequest()))).toEqual({ type: 'kept' });
    const taken = { type: 'key_taken', by: aRequest() };
    expect(await succeed(idempotency.keep(aRequest({ answer: '2' })))).toStrictEqual(taken);
    expect(await succeed(idempotency.keep(aRequest()))).toStrictEqual(taken);
  });

  it('tells keys and scopes apart, however they are written (fault 45)', async () => {
    const { idempotency } = subject.store();
    const requests = AWKWARD_TEXTS.flatMap((text, index) => [
      aRequest({ key: text, answer: `key ${index} ${text}` }),
      aRequest({ scope: text, answer: `scope ${index}` }),
    ]);
    for (const request of requests)
      expect(await succeed(idempotency.keep(request))).toEqual({ type: 'kept' });
    for (const request of requests)
      expect(await succeed(idempotency.keep(request))).toStrictEqual({ type: 'key_taken', by: request });
  });

  it('without an answer gives way to an equal request, and to no other', async () => {
    const { idempotency } = subject.store();
    const unanswered = aRequest({ answer: undefined });
    await succeed(idempotency.submit(aSubmission(), unanswered));
    expect(await succeed(idempotency.keep(aRequest({ fingerprint: 'other' })))).toStrictEqual({
      type: 'key_taken',
      by: unanswered,
    });
    expect((await succeed(idempotency.submit(aSubmission(), unanswered))).type).toBe('exists');
    expect(await succeed(idempotency.keep(unanswered))).toEqual({ type: 'kept' });
    expect(await succeed(idempotency.keep(aRequest()))).toEqual({ type: 'kept' });
    expect(await succeed(idempotency.keep(unanswered))).toStrictEqual({ type: 'key_taken', by: aRequest() });
  });

  it('keeps a long answer exactly', async () => {
    const { idempotency } = subject.store();
    const request = aRequest({ answer: '"ä\u{1f600}\\'.repeat(12_000) });
    await succeed(idempotency.keep(request));
    expect(await succeed(idempotency.keep(request))).toStrictEqual({ type: 'key_taken', by: request });
  });
}

function atOnce({ it, expect }: TestFunctions, subject: StoreUnderTest): void {
  it('stores one of many different requests under one key at once (fault 47)', async () => {
    await expectOneOfMany([subject.store()]);
  });

  if (subject.abilities.sharesData === true)
    it('stores one of many different requests under one key at once over two connections (fault 47)', async () => {
      await expectOneOfMany([subject.store(), await subject.another()]);
    });

  async function expectOneOfMany(stores: readonly Store[]): Promise<void> {
    const attempts = Array.from({ length: 20 }, (_, index) => index);
    const outcomes = await Promise.all(
      attempts.map((index) => {
        const submission = aSubmission({ submission_id: `submission-${index}` });
        const request = aRequest({ fingerprint: `print-${index}` });
        const store = stores[index % stores.length] ?? subject.store();
        return succeed(store.idempotency.submit(submission, request));
      }),
    );
    const winners = attempts.filter((index) => outcomes[index]?.type === 'inserted');
    expect(winners).toHaveLength(1);
    for (const outcome of outcomes)
      if (outcome.type !== 'inserted')
        expect(outcome).toMatchObject({ type: 'key_taken', by: { fingerprint: `print-${winners[0]}` } });
    expect(await succeed(subject.store().submissions.count())).toEqual({ submissions: 1, responses: 1 });
  }
}

function expiry({ it, expect }: TestFunctions, subject: StoreUnderTest): void {
  it('frees a key when its time is over, and not before', async () => {
    const { idempotency } = subject.store();
    await succeed(idempotency.keep(aRequest()));
    const next = aRequest({ fingerprint: 'print-2', answer: '2' });
    await subject.advance(KEY_LIFETIME_MS - 1000);
    expect((await succeed(idempotency.keep(next))).type).toBe('key_taken');
    await subject.advance(1000);
    expect(await succeed(idempotency.keep(next))).toEqual({ type: 'kept' });
    await subject.advance(KEY_LIFETIME_MS - 1000);
    expect(await succeed(idempotency.keep(next))).toStrictEqual({ type: 'key_taken', by: next });
  });
}

function durability({ it, expect }: TestFunctions, subject: StoreUnderTest): void {
  it('remembers after reopening what was stored and answered', async () => {
    await succeed(subject.store().idempotency.submit(aSubmission(), aRequest()));
    const { idempotency, submissions } = await subject.reopen();
    expect(await succeed(submissions.find('submission-1'))).toStrictEqual(aSubmission());
    expect(await succeed(idempotency.keep(aRequest()))).toStrictEqual({ type: 'key_taken', by: aRequest() });
  });
}
