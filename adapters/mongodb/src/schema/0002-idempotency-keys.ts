import type { SchemaStep } from './schema-step.js';

export const idempotencyKeys: SchemaStep = {
  version: 2,
  indexes: [
    { collection: 'idempotency_keys', name: 'by_age', key: { taken_at: 1 } },
    { collection: 'idempotency_keys', name: 'by_user', key: { user_id: 1 } },
  ],
};
