import { ERROR_CODES, type ErrorCode } from '@quiz-sync/core';

/** With which status each refusal is answered. `toProblem` answers so, to which every answer of the tests is held. */
const STATUS = {
  invalid_input: 400,
  invalid_query: 400,
  invalid_idempotency_key: 400,
  malformed_json: 400,
  body_unreadable: 400,
  malformed_url: 400,
  authentication_required: 401,
  access_not_set_up: 401,
  insufficient_scope: 403,
  not_for_learners: 403,
  other_learner: 403,
  path_unknown: 404,
  learner_unknown: 404,
  run_unknown: 404,
  response_unknown: 404,
  method_not_allowed: 405,
  sync_disabled: 409,
  lease_held: 409,
  idempotency_key_in_use: 409,
  body_too_large: 413,
  unsupported_media_type: 415,
  submission_id_reused: 422,
  idempotency_key_reused: 422,
  too_many_requests: 429,
  internal_error: 500,
  store_corrupt: 500,
  store_unavailable: 503,
  store_full: 503,
  shutting_down: 503,
  too_many_listeners: 503,
  identity_provider_unavailable: 503,
} as const satisfies Partial<Record<ErrorCode, number>>;

export type Refusal = keyof typeof STATUS | 'spreadsheet';

/** What Google, or the spreadsheet, can say no with: told to who waits for it. */
const SPREADSHEET_CODES: readonly ErrorCode[] = [
  'rate_limited',
  'unavailable',
  'outcome_unknown',
  'outcome_awaited',
  'revision_conflict',
  'credentials_rejected',
  'spreadsheet_not_shared',
  'sheets_api_disabled',
  'spreadsheet_not_found',
  'protected',
  'cell_limit_reached',
  'invalid_request',
  'sheet_busy',
  'tab_headers_missing',
  'fence_lost',
  'verify_stopped',
  'rows_of_another_store',
];

/** The codes behind refusals, by the status they are answered with. */
export function codesByStatus(refusals: Iterable<Refusal>): Map<number, ErrorCode[]> {
  const byStatus = new Map<number, ErrorCode[]>();
  const add = (status: number, code: ErrorCode) =>
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  for (const refusal of new Set(refusals)) {
    if (refusal !== 'spreadsheet') add(STATUS[refusal], refusal);
    else for (const code of SPREADSHEET_CODES) add(ERROR_CODES[code].blocked ? 502 : 503, code);
  }
  return byStatus;
}
