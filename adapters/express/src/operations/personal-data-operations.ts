import { learnerErased, learnerExported } from '../answers/personal-data-answers.js';
import type { Operation } from '../openapi/operation.js';
import { userId } from './parameters.js';

export const personalDataOperations: Readonly<Record<string, Operation>> = {
  'DELETE /learners/:user_id': {
    id: 'eraseLearner',
    tag: 'Learners',
    summary: 'Erase a learner',
    description:
      'Removes everything that is stored of a learner and says how much that was; the rows of the spreadsheet go with the next sync. Of a learner who is unknown nothing is removed, and that is no error: a request whose answer was lost is to be sent again. What is submitted afterwards is stored as of anybody.',
    parameters: [userId],
    answers: {
      200: {
        description: 'Nothing of the learner is stored any more.',
        schema: learnerErased,
        example: {
          success: true,
          data: {
            removed: {
              submissions: 12,
              responses: 60,
              completions: 1,
              profiles: 1,
              sessions: 3,
              kept_answers: 2,
            },
            sync: { state: 'pending' },
          },
        },
      },
    },
    refusals: ['invalid_input', 'store_full'],
  },
  'GET /learners/:user_id/export': {
    id: 'exportLearner',
    tag: 'Learners',
    summary: 'Export everything that is stored of a learner',
    description:
      'One JSON document, sent as it is read. A connection that breaks before its end means that the store failed: ask again.',
    parameters: [userId],
    answers: {
      200: {
        description: 'All of it.',
        schema: learnerExported,
        headers: { 'Content-Disposition': 'A name for the file.' },
      },
    },
    refusals: ['learner_unknown'],
  },
};
