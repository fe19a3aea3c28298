import type { SchemaStep } from './schema-step.js';

/**
 * Plain indexes alone, since partial and sparse ones are not to be had on every server: what does not wait has null in
 * `pending_since`, and no query for what waits looks at it.
 */
export const documents: SchemaStep = {
  version: 1,
  indexes: [
    ...['submissions', 'completions', 'learners', 'courses', 'sessions'].map((collection) => ({
      collection,
      name: 'pending',
      key: { pending_since: 1, _id: 1 } as const,
    })),
    { collection: 'submissions', name: 'by_user', key: { user_id: 1, pending_since: 1 } },
    { collection: 'submissions', name: 'by_session', key: { session_id: 1, pending_since: 1 } },
    { collection: 'submissions', name: 'uncounted', key: { uncounted: 1 } },
    { collection: 'completions', name: 'by_user', key: { user_id: 1, pending_since: 1 } },
    { collection: 'completions', name: 'by_session', key: { session_id: 1 } },
    { collection: 'sessions', name: 'by_user', key: { user_id: 1, messages: 1 } },
    { collection: 'sessions', name: 'by_former_user', key: { former_users: 1 } },
    { collection: 'sessions', name: 'silent', key: { messages: 1, deleted: 1, heard_at: 1 } },
    { collection: 'ledger', name: 'by_owner', key: { tab: 1, owner: 1 } },
    { collection: 'ledger', name: 'by_row', key: { tab: 1, row: 1 } },
    { collection: 'ledger', name: 'by_course', key: { tab: 1, course: 1, owner: 1 } },
    { collection: 'ledger_tabs', name: 'by_target', key: { target: 1 } },
    { collection: 'journal_batches', name: 'by_target', key: { target: 1, fence: 1 } },
    { collection: 'sync_runs', name: 'by_number', key: { target: 1, number: -1 } },
    { collection: 'sync_runs', name: 'by_end', key: { target: 1, ended: 1, number: -1 } },
  ],
};
