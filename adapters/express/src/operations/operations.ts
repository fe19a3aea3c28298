import type { Operation } from '../openapi/operation.js';
import { catalogueOperations } from './catalogue-operations.js';
import { learnerOperations } from './learner-operations.js';
import { personalDataOperations } from './personal-data-operations.js';
import { submissionOperations } from './submission-operations.js';
import { syncOperations } from './sync-operations.js';
import { verifyOperations } from './verify-operations.js';

/** The operation of each route, by method and path as the route has them: `POST /quiz/submit`. */
export const OPERATIONS: Readonly<Record<string, Operation>> = {
  ...submissionOperations,
  ...catalogueOperations,
  ...learnerOperations,
  ...personalDataOperations,
  ...syncOperations,
  ...verifyOperations,
};
