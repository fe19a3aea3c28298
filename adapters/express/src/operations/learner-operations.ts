import { z } from 'zod';
import { fateFound } from '../answers/response-answers.js';
import { learnerStatisticsSchema } from '../answers/statistics-answer.js';
import type { Operation } from '../openapi/operation.js';
import { userId } from './parameters.js';

export const learnerOperations: Readonly<Record<string, Operation>> = {
  'GET /learners/:user_id/statistics': {
    id: 'getLearnerStatistics',
    tag: 'Learners',
    summary: 'What the spreadsheet shows of a learner',
    description: 'Computed now from what is stored. Every field is there; what is not known is `null`.',
    parameters: [userId],
    answers: { 200: { description: 'The statistics.', schema: learnerStatisticsSchema } },
    refusals: ['learner_unknown'],
  },
  'GET /responses/:response_id': {
    id: 'getResponse',
    tag: 'Learners',
    summary: 'Where a response is on its way into the spreadsheet',
    description: 'Never waits for Google.',
    parameters: [
      {
        name: 'response_id',
        in: 'path',
        description: 'The `submission_id`, a colon, and the number of the response from 0.',
        schema: z.string().min(1),
        example: 'submission-17:0',
      },
    ],
    answers: {
      200: {
        description: 'Where it is.',
        schema: fateFound,
        example: {
          success: true,
          data: {
            response_id: 'submission-17:0',
            state: 'in_sheet',
            since: '2026-11-23T12:00:01.000Z',
            row: 2,
            problem: null,
            cut_cells: [],
          },
        },
      },
    },
    refusals: ['response_unknown'],
  },
};
