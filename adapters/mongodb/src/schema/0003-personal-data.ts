import type { SchemaStep } from './schema-step.js';

/** For walking one learner's submissions in an order. */
export const personalData: SchemaStep = {
  version: 3,
  indexes: [{ collection: 'submissions', name: 'by_user_and_id', key: { user_id: 1, _id: 1 } }],
};
