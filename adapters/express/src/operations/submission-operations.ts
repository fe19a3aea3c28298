import { completionInputSchema, courseQuizInputSchema, quizInputSchema } from '@quiz-sync/core';
import { completionStored, submissionStored } from '../answers/submission-answers.js';
import { named } from '../openapi/named-schema.js';
import type { DocumentedAnswer, Operation } from '../openapi/operation.js';
import type { Refusal } from '../openapi/refusal-status.js';
import { idempotencyKey } from './parameters.js';

const RECEIPT = {
  success: true,
  data: {
    submission_id: '5b1f0f5e-8d2b-4a55-9b1c-0a7c6d5e4f3a',
    user_id: 'learner-1',
    quiz_type: 'micro',
    total_responses: 2,
    correct_responses: 1,
    overall_score: 50,
    topic_breakdown: [{ topic: 'Fractions', total: 2, correct: 1, score: 50 }],
    sync: { state: 'pending' },
  },
};

const COMPLETION = {
  success: true,
  data: {
    user_id: 'learner-1',
    course_id: 'algebra-1',
    completed_at: '2026-11-23T12:00:00.000Z',
    sync: { state: 'pending' },
  },
};

/** Of what may come under a key. */
const KEY_REFUSALS = [
  'invalid_idempotency_key',
  'idempotency_key_reused',
  'idempotency_key_in_use',
] as const satisfies readonly Refusal[];

/** There on an answer that was given before under the same key. */
const REPLAYED = { 'Idempotency-Replayed': 'true: the answer that was given before under the same key.' };

/** 201 for what was stored now, 200 with the same body for a repeat. */
function receipts(example: unknown): Record<number, DocumentedAnswer> {
  return {
    200: {
      description: 'It was stored before; nothing was stored now.',
      schema: submissionStored,
      example,
      headers: REPLAYED,
    },
    201: {
      description: 'It is stored durably, and the next sync writes it.',
      schema: submissionStored,
      example,
      headers: REPLAYED,
    },
  };
}

export const submissionOperations: Readonly<Record<string, Operation>> = {
  'POST /quiz/submit': {
    id: 'submitQuiz',
    tag: 'Submissions',
    summary: 'Submit a quiz',
    description:
      'Stores the responses of one quiz durably and answers; never waits for Google. Sent again with the same `submission_id` or `Idempotency-Key` it is stored once and answered as the first time.',
    parameters: [idempotencyKey],
    body: {
      schema: named('QuizSubmission', quizInputSchema),
      examples: {
        least: {
          summary: 'What is needed',
          value: {
            user_id: 'learner-1',
            quiz_type: 'micro',
            responses: [{ quiz_id: 'q1', topic: 'Fractions', selected_option: 'A', correct: true }],
          },
        },
        whole: {
          summary: 'Everything that is taken',
          value: {
            submission_id: 'submission-17',
            user_id: 'learner-1',
            session_id: 'session-3',
            quiz_type: 'diagnostic',
            submitted_at: '2026-11-23T13:00:00+01:00',
            selected_course_type: 'mathematics',
            responses: [
              {
                quiz_id: 'q1',
                topic: 'Fractions',
                selected_option: 'B',
                correct: false,
                correct_answer: 'C',
                course_id: 'algebra-1',
                page_index: 4,
                explanation: 'A half and a third are five sixths.',
                question_data: { question: 'What is 1/2 + 1/3?', options: ['2/5', '1/6', '5/6', '1'] },
              },
            ],
          },
        },
      },
    },
    answers: receipts(RECEIPT),
    refusals: ['submission_id_reused', ...KEY_REFUSALS],
  },
  'POST /course/quiz/submit': {
    id: 'submitCourseQuiz',
    tag: 'Submissions',
    summary: 'Submit one question of a course',
    description: 'A submission of one response, written flat. Everything else is as for a quiz.',
    parameters: [idempotencyKey],
    body: {
      schema: named('CourseQuizSubmission', courseQuizInputSchema),
      examples: {
        least: {
          summary: 'What is needed',
          value: {
            user_id: 'learner-1',
            course_id: 'algebra-1',
            page_index: 0,
            selected_option: 'A',
            correct: true,
          },
        },
        whole: {
          summary: 'Everything that is taken',
          value: {
            submission_id: 'submission-18',
            user_id: 'learner-1',
            session_id: 'session-3',
            submitted_at: '2026-11-23T12:05:00Z',
            selected_course_type: 'mathematics',
            course_id: 'algebra-1',
            page_index: 1,
            quiz_id: 'algebra-1-page-1',
            topic: 'Fractions',
            selected_option: 'C',
            correct: true,
            correct_answer: 'C',
            explanation: 'Thirds and halves are sixths.',
            question_data: { question: 'What is 1/2 + 1/3?' },
          },
        },
      },
    },
    answers: receipts({ ...RECEIPT, data: { ...RECEIPT.data, quiz_type: 'course' } }),
    refusals: ['submission_id_reused', ...KEY_REFUSALS],
  },
  'POST /course/complete': {
    id: 'completeCourse',
    tag: 'Submissions',
    summary: 'Complete a course',
    description:
      'Stores that a learner has finished a course. There is at most one completion per learner and course, and the first one stays.',
    parameters: [idempotencyKey],
    body: {
      schema: named('CourseCompletion', completionInputSchema),
      examples: {
        least: { summary: 'What is needed', value: { user_id: 'learner-1', course_id: 'algebra-1' } },
        whole: {
          summary: 'Everything that is taken',
          value: {
            user_id: 'learner-1',
            course_id: 'geometry-1',
            session_id: 'session-3',
            completed_at: '2026-11-23T12:10:00Z',
            selected_course_type: 'geometry',
            explanation: 'Angles of a triangle add up to 180 degrees.',
            correct_answer: 'C',
            question_data: { question: 'What do they add up to?', options: { C: '180' } },
          },
        },
      },
    },
    answers: {
      200: {
        description: 'It was completed before.',
        schema: completionStored,
        example: COMPLETION,
        headers: REPLAYED,
      },
      201: {
        description: 'It is stored durably.',
        schema: completionStored,
        example: COMPLETION,
        headers: REPLAYED,
      },
    },
    refusals: KEY_REFUSALS,
  },
};
