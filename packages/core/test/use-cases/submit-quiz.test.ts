import { aResponse } from '@quiz-sync/testing';
import { describe, expect, it } from 'vitest';
import { submitQuiz } from '../../src/use-cases/submit-quiz.js';
import { makeDependencies } from './make-dependencies.js';

const quiz = {
  user_id: 'ada',
  session_id: 'session-1',
  quiz_type: 'micro',
  responses: [
    aResponse(),
    aResponse({ quiz_id: 'quiz-2', topic: 'Ratio', correct: false }),
    aResponse({ quiz_id: 'quiz-3' }),
  ],
};

const triggered = 'Background sync triggered for user ada after quiz submission';

describe('submitQuiz', () => {
  it('stores a submission under an id and a time of its own making, and gives a receipt', async () => {
    const deps = makeDependencies();
    const submitted = (await submitQuiz(deps, quiz))._unsafeUnwrap();
    expect(submitted).toEqual({
      repeat: false,
      receipt: {
        submission_id: 'id-1',
        user_id: 'ada',
        quiz_type: 'micro',
        total_responses: 3,
        correct_responses: 2,
        overall_score: 67,
        topic_breakdown: [
          { topic: 'Fractions', total: 2, correct: 2, score: 100 },
          { topic: 'Ratio', total: 1, correct: 0, score: 0 },
        ],
        sync: { state: 'pending' },
      },
    });
    const stored = (await deps.store.submissions.find('id-1'))._unsafeUnwrap();
    expect(stored).toEqual({
      ...quiz,
      submission_id: 'id-1',
      submitted_at: '2026-03-02T10:00:00.000Z',
    });
  });

  it('keeps the id and the time it is given, the time in UTC', async () => {
    const deps = makeDependencies();
    const input = { ...quiz, submission_id: 'mine', submitted_at: '2026-03-01T09:30:00+02:00' };
    const { receipt } = (await submitQuiz(deps, input))._unsafeUnwrap();
    expect(receipt.submission_id).toBe('mine');
    const stored = (await deps.store.submissions.find('mine'))._unsafeUnwrap();
    expect(stored?.submitted_at).toBe('2026-03-01T07:30:00.000Z');
  });

  it('leaves out fields that are explicitly undefined, as every store would', async () => {
    const deps = makeDependencies();
    const input = {
      ...quiz,
      session_id: undefined,
      responses: [{ ...aResponse(), explanation: undefined, course_id: undefined }],
    };
    await submitQuiz(deps, input);
    const submission = (await deps.store.submissions.find('id-1'))._unsafeUnwrap();
    expect(Object.keys(submission ?? {})).not.toContain('session_id');
    expect(Object.keys(submission?.responses[0] ?? {})).toEqual([
      'quiz_id',
      'topic',
      'selected_option',
      'correct',
    ]);
  });

  it('asks for a sync once it is stored, in the words that people search for', async () => {
    const deps = makeDependencies();
    await submitQuiz(deps, quiz);
    expect(deps.scheduler.requests).toEqual([{ reason: 'quiz submission', urgent: false }]);
    expect(deps.log.entries).toEqual([{ level: 'info', message: triggered, fields: { user_id: 'ada' } }]);
  });

  it('answers a repeat as the first time, and stores and asks nothing (fault 2)', async () => {
    const deps = makeDependencies();
    const first = (await submitQuiz(deps, { ...quiz, submission_id: 'mine' }))._unsafeUnwrap();
    deps.clock.advance(60_000);
    const again = (await submitQuiz(deps, { submission_id: 'mine', ...quiz }))._unsafeUnwrap();
    expect(again).toEqual({ receipt: first.receipt, repeat: true });
    expect(deps.scheduler.requests).toHaveLength(1);
    expect(deps.log.messages('info')).toEqual([triggered]);
    expect((await deps.store.submissions.count())._unsafeUnwrap().submissions).toBe(1);
  });

  it('takes a repeat for one however its keys are ordered and its time is written', async () => {
    const deps = makeDependencies();
    const first = {
      submission_id: 'mine',
      submitted_at: '2026-03-01T12:00:00Z',
      ...quiz,
      responses: [{ ...aResponse(), question_data: { b: [1, { y: null, x: 'ä' }], a: true } }],
    };
    await submitQuiz(deps, first);
    const again = await submitQuiz(deps, {
      ...quiz,
      responses: [{ question_data: { a: true, b: [1, { x: 'ä', y: null }] }, ...aResponse() }],
      submitted_at: '2026-03-01T13:00:00.000+01:00',
      submission_id: 'mine',
    });
    expect(again._unsafeUnwrap().repeat).toBe(true);
  });

  it.each([
    ['another answer', { responses: [aResponse({ selected_option: 'B' })] }],
    ['another learner', { user_id: 'bob' }],
    ['another time', { submitted_at: '2026-03-02T09:00:00Z' }],
    ['a field left out', { session_id: undefined }],
  ])('refuses an id used again with %s (fault 47)', async (_name, change) => {
    const deps = makeDependencies();
    const first = (await submitQuiz(deps, { ...quiz, submission_id: 'mine' }))._unsafeUnwrap();
    const reused = await submitQuiz(deps, { ...quiz, submission_id: 'mine', ...change });
    expect(reused._unsafeUnwrapErr()).toEqual({ type: 'submission_id_reused', submission_id: 'mine' });
    expect((await submitQuiz(deps, { ...quiz, submission_id: 'mine' }))._unsafeUnwrap().receipt).toEqual(
      first.receipt,
    );
  });

  it('stores one of a hundred at the same moment and answers all alike (fault 46)', async () => {
    const deps = makeDependencies();
    const input = { ...quiz, submission_id: 'mine' };
    const all = await Promise.all(Array.from({ length: 100 }, () => submitQuiz(deps, input)));
    const answers = all.map((one) => one._unsafeUnwrap());
    expect(answers.filter((answer) => !answer.repeat)).toHaveLength(1);
    expect(new Set(answers.map((answer) => JSON.stringify(answer.receipt))).size).toBe(1);
    expect(deps.scheduler.requests).toHaveLength(1);
  });

  it('succeeds and warns when no sync can be asked for', async () => {
    const deps = makeDependencies();
    await deps.scheduler.stop();
    const submitted = await submitQuiz(deps, quiz);
    expect(submitted._unsafeUnwrap().receipt.sync).toEqual({ state: 'pending' });
    expect(deps.log.entries).toEqual([
      {
        level: 'warn',
        message: 'Failed to trigger background sync after quiz submission',
        fields: { user_id: 'ada', reason: 'scheduler_stopped', reason_message: 'the scheduler has stopped' },
      },
    ]);
  });

  it('asks for nothing and says so when syncing is switched off', async () => {
    const deps = makeDependencies({ syncEnabled: false });
    const submitted = await submitQuiz(deps, quiz);
    expect(submitted._unsafeUnwrap().receipt.sync).toEqual({ state: 'disabled' });
    expect(deps.scheduler.requests).toEqual([]);
    expect(deps.log.entries).toEqual([]);
  });

  it('hands on what the store says, and asks for nothing', async () => {
    const deps = makeDependencies();
    deps.store.faults.failNext('submissions.insert', { type: 'store_full', message: 'disk full' });
    expect((await submitQuiz(deps, quiz))._unsafeUnwrapErr()).toEqual({
      type: 'store_full',
      message: 'disk full',
    });
    expect(deps.scheduler.requests).toEqual([]);
  });

  it('never logs what a learner answered', async () => {
    const deps = makeDependencies();
    const responses = [aResponse({ explanation: 'CANARY', question_data: { text: 'CANARY' } })];
    await submitQuiz(deps, { ...quiz, responses });
    await deps.scheduler.stop();
    await submitQuiz(deps, { ...quiz, responses });
    expect(deps.log.entries).toHaveLength(2);
    expect(JSON.stringify(deps.log.entries)).not.toContain('CANARY');
  });
});
