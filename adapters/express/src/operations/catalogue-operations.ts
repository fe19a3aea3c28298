import { courseFactsSchema, idSchema, learnerFactsSchema, sessionFactsSchema } from '@quiz-sync/core';
import { courseStored, learnerStored, sessionStored } from '../answers/catalogue-answers.js';
import { named } from '../openapi/named-schema.js';
import type { Operation } from '../openapi/operation.js';
import { userId } from './parameters.js';

const MERGES = 'Fields left out keep their value; the answer says what is known now.';

export const catalogueOperations: Readonly<Record<string, Operation>> = {
  'PUT /learners/:user_id': {
    id: 'putLearner',
    tag: 'Catalogue',
    summary: 'Tell who a learner is',
    description: MERGES,
    parameters: [userId],
    body: {
      schema: named('LearnerFacts', learnerFactsSchema),
      examples: {
        whole: {
          summary: 'Names and address',
          value: { first_name: 'Ada', last_name: 'Lovelace', email: 'ada@school.example' },
        },
      },
    },
    answers: {
      200: {
        description: 'The profile.',
        schema: learnerStored,
        example: { success: true, data: { user_id: 'learner-1', first_name: 'Ada', version: 1 } },
      },
    },
    refusals: [],
  },
  'PUT /courses/:course_id': {
    id: 'putCourse',
    tag: 'Catalogue',
    summary: 'Tell what a course is called',
    description: MERGES,
    parameters: [
      {
        name: 'course_id',
        in: 'path',
        description: 'The course, as responses name it.',
        schema: idSchema,
        example: 'algebra-1',
      },
    ],
    body: {
      schema: named('CourseFacts', courseFactsSchema),
      examples: {
        whole: { summary: 'Title and number of pages', value: { title: 'Algebra I', page_count: 12 } },
      },
    },
    answers: {
      200: {
        description: 'The course.',
        schema: courseStored,
        example: {
          success: true,
          data: { course_id: 'algebra-1', title: 'Algebra I', page_count: 12, version: 1 },
        },
      },
    },
    refusals: [],
  },
  'PUT /sessions/:session_id': {
    id: 'putSession',
    tag: 'Catalogue',
    summary: 'Tell how a session went',
    description: MERGES,
    parameters: [
      {
        name: 'session_id',
        in: 'path',
        description: 'The session, as submissions name it.',
        schema: idSchema,
        example: 'session-3',
      },
    ],
    body: {
      schema: named('SessionFacts', sessionFactsSchema),
      examples: {
        whole: {
          summary: 'Everything that is taken',
          value: {
            user_id: 'learner-1',
            started_at: '2026-11-23T11:30:00Z',
            last_activity: '2026-11-23T12:10:00Z',
            messages_per_session: 14,
            session_duration: 2400,
            pretest_completed: true,
            confidence_rating: 80,
          },
        },
      },
    },
    answers: {
      200: {
        description: 'The session.',
        schema: sessionStored,
        example: {
          success: true,
          data: { session_id: 'session-3', created_at: '2026-11-23T11:30:01.000Z', version: 1 },
        },
      },
    },
    refusals: [],
  },
};
