import { aResponse } from '@quiz-sync/testing';
import { describe, expect, it } from 'vitest';
import { KEY_LIFETIME_MS } from '../../src/ports/idempotency-keys.js';
import { completeCourse } from '../../src/use-cases/complete-course.js';
import type { Dependencies } from '../../src/use-cases/dependencies.js';
import { submitCourseQuiz } from '../../src/use-cases/submit-course-quiz.js';
import { submitQuiz } from '../../src/use-cases/submit-quiz.js';
import { LONGEST_KEPT_ANSWER } from '../../src/use-cases/under-key.js';
import { makeDependencies } from './make-dependencies.js';

const key = { key: 'key-1' };
const quiz = { user_id: 'ada', quiz_type: 'micro', responses: [aResponse()] };
const question = { user_id: 'ada', course_id: 'c1', page_index: 0, selected_option: 'A', correct: true };
const finished = { user_id: 'ada', course_id: 'c1' };

/** Another instance on the same store. */
function anotherInstance(deps: Dependencies): Dependencies {
  return { ...deps, keysUnderWay: new Map() };
}

async function submissionsIn({ store }: Dependencies): Promise<number> {
  return (await store.submissions.count())._unsafeUnwrap().submissions;
}

describe.each([
  ['submitQuiz', submitQuiz, quiz, { ...quiz, user_id: 'bob' }],
  ['submitCourseQuiz', submitCourseQuiz, question, { ...question, page_index: 1 }],
  ['completeCourse', completeCourse, finished, { ...finished, course_id: 'c2' }],
] as const)('%s under a key', (_name, act, input, other) => {
  it('answers the same request as the first time (fault 47)', async () => {
    const deps = makeDependencies();
    const first = (await act(deps, input, key))._unsafeUnwrap();
    deps.clock.advance(60_000);
    const again = (await act(anotherInstance(deps), input, key))._unsafeUnwrap();
    expect(first).toMatchObject({ repeat: false });
    expect(first).not.toHaveProperty('replayed');
    expect(again).toEqual({ ...first, replayed: true });
    expect(deps.scheduler.requests).toHaveLength(1);
  });

  it('refuses another request, and stores nothing of it (fault 47)', async () => {
    const deps = makeDependencies();
    await act(deps, input, key);
    const before = (await deps.store.pending.count())._unsafeUnwrap().total;
    expect((await act(deps, other, key))._unsafeUnwrapErr()).toEqual({ type: 'idempotency_key_reused' });
    expect((await deps.store.pending.count())._unsafeUnwrap().total).toBe(before);
  });

  it('tells who asks again meanwhile to wait, and who asks for something else that it is taken (fault 47)', async () => {
    const deps = makeDependencies();
    const meanwhile: unknown[] = [];
    deps.store.faults.beforeNext(
      act === completeCourse ? 'idempotency.complete' : 'idempotency.submit',
      async () => {
        for (const sent of [input, other]) meanwhile.push((await act(deps, sent, key))._unsafeUnwrapErr());
      },
    );
    expect((await act(deps, input, key)).isOk()).toBe(true);
    expect(meanwhile).toEqual([{ type: 'idempotency_key_in_use' }, { type: 'idempotency_key_reused' }]);
    expect((await act(deps, input, key))._unsafeUnwrap()).toMatchObject({ replayed: true });
  });

  it('stores it once when two instances are asked at once, and both answer the same', async () => {
    const deps = makeDependencies();
    const answers = await Promise.all([act(deps, input, key), act(anotherInstance(deps), input, key)]);
    const [first, second] = answers.map((answer) => answer._unsafeUnwrap());
    expect(second).toEqual({ ...first, replayed: true });
    expect((await deps.store.pending.count())._unsafeUnwrap().total).toBe(1);
  });

  it('answers what was stored before without the key as a repeat, and that again', async () => {
    const deps = makeDependencies();
    const sent = act === completeCourse ? input : { ...input, submission_id: 'mine' };
    const first = (await act(deps, sent))._unsafeUnwrap();
    const repeated = { ...first, repeat: true };
    expect((await act(deps, sent, key))._unsafeUnwrap()).toEqual(repeated);
    expect((await act(deps, sent, key))._unsafeUnwrap()).toEqual({ ...repeated, replayed: true });
  });

  it('leaves the key free when nothing was stored', async () => {
    const deps = makeDependencies();
    expect((await act(deps, { ...other, extra: 1 }, key)).isErr()).toBe(true);
    deps.store.faults.failNext('any');
    expect((await act(deps, other, key))._unsafeUnwrapErr()).toMatchObject({ type: 'store_unavailable' });
    expect((await act(deps, input, key))._unsafeUnwrap()).toMatchObject({ repeat: false });
  });

  it('frees the key after a day; the same request is a repeat even then', async () => {
    const deps = makeDependencies();
    const first = (await act(deps, input, key))._unsafeUnwrap();
    deps.clock.advance(KEY_LIFETIME_MS);
    expect((await act(deps, input, key))._unsafeUnwrap()).toEqual({ ...first, repeat: true });
  });

  it.each(['', 'k'.repeat(201), 'a\u0000b'])('refuses a key that is no id: %j', async (bad) => {
    const deps = makeDependencies();
    expect((await act(deps, input, { key: bad }))._unsafeUnwrapErr()).toMatchObject({
      type: 'invalid_idempotency_key',
    });
  });
});

describe('a key', () => {
  it('stands in for a submission id, and leaves one that is given', async () => {
    const deps = makeDependencies();
    const { receipt } = (await submitQuiz(deps, quiz, key))._unsafeUnwrap();
    expect(receipt.submission_id).toBe('key-1');
    const named = await submitQuiz(deps, { ...quiz, submission_id: 'mine' }, { key: 'key-2' });
    expect(named._unsafeUnwrap().receipt.submission_id).toBe('mine');
    expect((await submitQuiz(deps, quiz))._unsafeUnwrap().receipt.submission_id).toBe('id-1');
  });

  it('is one for all operations', async () => {
    const deps = makeDependencies();
    await submitQuiz(deps, quiz, key);
    expect((await completeCourse(deps, finished, key))._unsafeUnwrapErr()).toEqual({
      type: 'idempotency_key_reused',
    });
  });

  it('is another one in another scope', async () => {
    const deps = makeDependencies();
    const scoped = (scope: string) => ({ key: 'key-1', scope });
    const ids = new Set<string>();
    for (const scope of ['', 'ada', 'bob'])
      ids.add((await submitQuiz(deps, quiz, scoped(scope)))._unsafeUnwrap().receipt.submission_id);
    expect(ids.size).toBe(3);
    const again = (await submitQuiz(deps, quiz, scoped('ada')))._unsafeUnwrap();
    expect(again).toMatchObject({ replayed: true });
    expect(ids).toContain(again.receipt.submission_id);
  });

  it('holds a request of other wording but the same meaning', async () => {
    const deps = makeDependencies();
    const at = (submitted_at: string) => ({ ...quiz, submitted_at });
    await submitQuiz(deps, at('2026-03-01T09:00:00Z'), key);
    const { responses, ...rest } = at('2026-03-01T10:00:00+01:00');
    expect((await submitQuiz(deps, { responses, ...rest }, key))._unsafeUnwrap()).toMatchObject({
      replayed: true,
    });
  });

  it('does not keep an answer that is very long: the request is handled again, as a repeat', async () => {
    const deps = makeDependencies();
    const topics = Array.from({ length: 400 }, (_, index) => `${index}`.padEnd(200, 'x'));
    const long = { ...quiz, responses: topics.map((topic) => aResponse({ topic })) };
    const first = (await submitQuiz(deps, long, key))._unsafeUnwrap();
    expect(JSON.stringify(first).length).toBeGreaterThan(LONGEST_KEPT_ANSWER);
    expect((await submitQuiz(deps, long, key))._unsafeUnwrap()).toEqual({ ...first, repeat: true });
    expect((await submitQuiz(deps, quiz, key))._unsafeUnwrapErr()).toEqual({
      type: 'idempotency_key_reused',
    });
    expect(await submissionsIn(deps)).toBe(1);
  });
});
