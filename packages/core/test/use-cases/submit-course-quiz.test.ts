import { describe, expect, it } from 'vitest';
import { submitCourseQuiz } from '../../src/use-cases/submit-course-quiz.js';
import { makeDependencies } from './make-dependencies.js';

const answer = { user_id: 'ada', course_id: 'course-1', page_index: 3, selected_option: 'B', correct: true };

describe('submitCourseQuiz', () => {
  it('is stored as a submission of one response, its question named by course and page', async () => {
    const deps = makeDependencies();
    const { receipt, repeat } = (await submitCourseQuiz(deps, answer))._unsafeUnwrap();
    expect(repeat).toBe(false);
    expect(receipt).toMatchObject({ quiz_type: 'course', total_responses: 1, overall_score: 100 });
    const stored = (await deps.store.submissions.find(receipt.submission_id))._unsafeUnwrap();
    expect(stored).toEqual({
      submission_id: 'id-1',
      user_id: 'ada',
      quiz_type: 'course',
      submitted_at: '2026-03-02T10:00:00.000Z',
      responses: [
        {
          quiz_id: 'course-1:3',
          topic: 'course-1',
          course_id: 'course-1',
          page_index: 3,
          selected_option: 'B',
          correct: true,
        },
      ],
    });
  });

  it('keeps whatever else it is given', async () => {
    const deps = makeDependencies();
    const rest = {
      quiz_id: 'q-9',
      topic: 'ratio',
      explanation: 'because',
      correct_answer: 'B',
      question_data: { n: 1 },
    };
    const about = {
      submission_id: 'mine',
      session_id: 's-1',
      selected_course_type: 'short',
      submitted_at: '2026-03-01T00:00:00Z',
    };
    await submitCourseQuiz(deps, { ...answer, ...rest, ...about });
    const stored = (await deps.store.submissions.find('mine'))._unsafeUnwrap();
    const { user_id, ...response } = answer;
    expect(stored).toEqual({
      ...about,
      submitted_at: '2026-03-01T00:00:00.000Z',
      user_id,
      quiz_type: 'course',
      responses: [{ ...response, ...rest }],
    });
  });

  it('asks for a sync in the words that people search for', async () => {
    const deps = makeDependencies();
    await submitCourseQuiz(deps, answer);
    expect(deps.scheduler.requests).toEqual([{ reason: 'course quiz submission', urgent: false }]);
    expect(deps.log.messages('info')).toEqual([
      'Background sync triggered for user ada after course quiz submission',
    ]);
    await deps.scheduler.stop();
    await submitCourseQuiz(deps, answer);
    expect(deps.log.messages('warn')).toEqual([
      'Failed to trigger background sync after course quiz submission',
    ]);
  });

  it('tells a repeat from a reused id', async () => {
    const deps = makeDependencies();
    const first = (await submitCourseQuiz(deps, { ...answer, submission_id: 'mine' }))._unsafeUnwrap();
    deps.clock.advance(5_000);
    const again = (await submitCourseQuiz(deps, { ...answer, submission_id: 'mine' }))._unsafeUnwrap();
    expect(again).toEqual({ ...first, repeat: true });
    const other = await submitCourseQuiz(deps, { ...answer, submission_id: 'mine', page_index: 4 });
    expect(other._unsafeUnwrapErr().type).toBe('submission_id_reused');
  });

  it.each([
    ['a missing course', { course_id: undefined }, '/course_id', 'is required'],
    ['a missing page', { page_index: undefined }, '/page_index', 'is required'],
    ['a negative page', { page_index: -1 }, '/page_index', 'must be at least 0'],
    [
      'a contradiction',
      { correct_answer: 'A' },
      '/correct',
      'contradicts correct_answer: correct must be true exactly when selected_option equals correct_answer',
    ],
    ['responses', { responses: [] }, '/responses', 'is not a field that is known here'],
    ['a quiz type', { quiz_type: 'course' }, '/quiz_type', 'is not a field that is known here'],
    [
      'the future',
      { submitted_at: '2026-03-02T11:00:00Z' },
      '/submitted_at',
      'must not lie in the future (5 minutes are tolerated)',
    ],
    [
      'a course too long to name a question by',
      { course_id: 'x'.repeat(193) },
      '/quiz_id',
      'is required: this course_id is too long to make one from',
    ],
  ])('refuses %s', async (_name, change, pointer, message) => {
    const deps = makeDependencies();
    const refused = await submitCourseQuiz(deps, { ...answer, ...change });
    expect(refused._unsafeUnwrapErr()).toEqual({ type: 'invalid_input', issues: [{ pointer, message }] });
    expect((await deps.store.submissions.count())._unsafeUnwrap().submissions).toBe(0);
  });

  it('takes the longest course id that a question can be named by', async () => {
    const input = { ...answer, course_id: 'x'.repeat(192), page_index: 1_000_000 };
    expect((await submitCourseQuiz(makeDependencies(), input)).isOk()).toBe(true);
  });
});
