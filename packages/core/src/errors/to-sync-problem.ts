import type { LeaseHeld } from '../ports/lease.js';
import type { SchedulerError } from '../ports/scheduler.js';
import type { SheetsError } from '../ports/sheets-port.js';
import type { FenceLost, StoreError } from '../ports/store-error.js';
import type { OutcomeAwaited } from '../sync/settle/landing-times.js';
import type { SyncProblem } from '../sync/sync-run.js';
import { ERROR_CODES, type ErrorCode } from './error-codes.js';
import { type ErrorNames, fillIn } from './fill-in.js';
import { maskSecrets } from './mask-secrets.js';

/** Everything that can stop a sync. `sheet_busy`: it was changed by others again and again while we planned. */
export type SyncFailure =
  | SheetsError
  | StoreError
  | FenceLost
  | LeaseHeld
  | SchedulerError
  | { readonly type: 'verify_stopped'; readonly message: string }
  | { readonly type: 'rows_of_another_store'; readonly message: string }
  | OutcomeAwaited
  | { readonly type: 'sheet_busy'; readonly message: string };

/** What a problem is told with, besides the failure itself. */
export interface ProblemContext {
  readonly names: ErrorNames;
  /** ISO; when it was noticed. */
  readonly at: string;
  /** The problem there was before: as long as it stays the same, so does its `since`. */
  readonly previous: SyncProblem | undefined;
}

/** Tells people what stops a sync, since when, and what to do about it. */
export function toSyncProblem(failure: SyncFailure, { names, at, previous }: ProblemContext): SyncProblem {
  const code = codeOf(failure);
  const { title, remedy, blocked } = ERROR_CODES[code];
  const known = namesIn(failure, names);
  return {
    code,
    // It is stored, shown and logged, and no adapter of a stranger's is trusted to have looked.
    message: maskSecrets(`${fillIn(title, known)}: ${wordsOf(failure)}`),
    remedy: fillIn(remedy, known),
    since: previous?.code === code ? previous.since : at,
    blocked,
    ...(failure.type === 'rate_limited' && failure.quota !== undefined ? { quota: failure.quota } : {}),
  };
}

/** The public code of a failure: its type, except where one type has two remedies. */
function codeOf(failure: SyncFailure): ErrorCode {
  switch (failure.type) {
    case 'permission_denied':
      return failure.reason === 'api_disabled' ? 'sheets_api_disabled' : 'spreadsheet_not_shared';
    case 'rate_limited':
    case 'unavailable':
    case 'outcome_unknown':
    case 'revision_conflict':
    case 'credentials_rejected':
    case 'spreadsheet_not_found':
    case 'protected':
    case 'cell_limit_reached':
    case 'invalid_request':
    case 'store_unavailable':
    case 'store_full':
    case 'store_corrupt':
    case 'fence_lost':
    case 'sheet_busy':
    case 'verify_stopped':
    case 'rows_of_another_store':
    case 'outcome_awaited':
    case 'lease_held':
    case 'scheduler_stopped':
    case 'scheduler_unavailable':
      return failure.type;
    default:
      return failure satisfies never;
  }
}

/** What the failure itself names goes before what was known already. */
function namesIn(failure: SyncFailure, names: ErrorNames): ErrorNames {
  switch (failure.type) {
    case 'permission_denied':
      return { ...names, account: failure.account ?? names.account };
    case 'protected':
      return { ...names, range: failure.range ?? names.range };
    default:
      return names;
  }
}

/** The particulars: what Google, the store or the scheduler said. */
function wordsOf(failure: SyncFailure): string {
  return failure.type === 'lease_held'
    ? `${failure.holder} holds the lease until ${failure.expiresAt}`
    : failure.message;
}
