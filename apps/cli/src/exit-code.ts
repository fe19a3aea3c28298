import type { ErrorCode } from '@quiz-sync/core';
import type { Failure } from './failure.js';

/** How the command ends, for scripts: the numbers are part of the interface and never change their meaning. */
export const EXIT_CODES = {
  done: 0,
  failed: 1,
  usage: 2,
  partly: 3,
  access: 4,
  spreadsheet: 5,
  otherWriter: 6,
  later: 75,
  interrupted: 130,
} as const;

export type ExitName = keyof typeof EXIT_CODES;
export type ExitCode = (typeof EXIT_CODES)[ExitName];

/** What each number says, for help and documentation. */
export const EXIT_MEANINGS: Readonly<Record<ExitName, string>> = {
  done: 'done',
  failed: 'failed',
  usage: 'wrong flag, value or configuration',
  partly: 'done in part: tabs were set aside, or drift is left',
  access: 'credentials or permission',
  spreadsheet: 'spreadsheet or tab',
  otherWriter: 'another writer is at it',
  later: 'temporary: try again later',
  interrupted: 'interrupted',
};

/** How the command ends after this failure. */
export function exitCodeOf(failure: Failure): ExitCode {
  switch (failure.type) {
    case 'usage':
    case 'configuration_invalid':
    case 'settings_refused':
    case 'store_missing':
    case 'store_unusable':
    case 'api_keys_invalid':
    case 'access_not_set_up':
    case 'source_unfinished':
    case 'destination_in_use':
      return EXIT_CODES.usage;
    case 'sync_failed':
      return exitCodeOfProblem(failure.problem.code as ErrorCode);
    case 'other_writer':
    case 'source_changed':
    case 'destination_changed':
      return EXIT_CODES.otherWriter;
    case 'lease_held':
    case 'store_unavailable':
    case 'store_full':
    case 'store_corrupt':
    case 'sync_disabled':
      return exitCodeOfProblem(failure.type);
    case 'service_refused':
      return exitCodeOfProblem(failure.code as ErrorCode);
    case 'setup_stopped':
      return EXIT_CODES[failure.at];
    case 'service_unreachable':
    case 'not_written':
    case 'local_spreadsheet_not_open':
      return EXIT_CODES.later;
    case 'interrupted':
    case 'copy_stopped':
      return EXIT_CODES.interrupted;
    case 'key_unknown':
    case 'file_failed':
    case 'store_not_open':
    case 'not_listening':
    case 'unexpected':
      return EXIT_CODES.failed;
    default:
      return failure satisfies never;
  }
}

/**
 * How the command ends when this is what stops a sync. A code that only a newer version knows has failed for reasons
 * we cannot tell apart.
 */
function exitCodeOfProblem(code: ErrorCode): ExitCode {
  switch (code) {
    case 'credentials_rejected':
    case 'spreadsheet_not_shared':
    case 'sheets_api_disabled':
    case 'authentication_required':
    case 'access_not_set_up':
    case 'insufficient_scope':
    case 'not_for_learners':
    case 'other_learner':
      return EXIT_CODES.access;
    case 'spreadsheet_not_found':
    case 'protected':
    case 'cell_limit_reached':
    case 'tab_headers_missing':
    case 'rows_of_another_store':
      return EXIT_CODES.spreadsheet;
    case 'lease_held':
    case 'fence_lost':
      return EXIT_CODES.otherWriter;
    case 'rate_limited':
    case 'unavailable':
    case 'outcome_unknown':
    case 'outcome_awaited':
    case 'revision_conflict':
    case 'sheet_busy':
    case 'verify_stopped':
    case 'scheduler_stopped':
    case 'scheduler_unavailable':
    case 'store_unavailable':
    case 'shutting_down':
    case 'too_many_listeners':
    case 'request_timeout':
    case 'too_many_requests':
    case 'idempotency_key_in_use':
    case 'identity_provider_unavailable':
    case 'local_spreadsheet_unavailable':
      return EXIT_CODES.later;
    case 'invalid_request':
    case 'sync_disabled':
    case 'store_full':
    case 'store_corrupt':
    case 'invalid_input':
    case 'submission_id_reused':
    case 'learner_unknown':
    case 'run_unknown':
    case 'response_unknown':
    case 'invalid_query':
    case 'invalid_idempotency_key':
    case 'idempotency_key_reused':
    case 'malformed_request':
    case 'malformed_json':
    case 'body_unreadable':
    case 'body_too_large':
    case 'expectation_unknown':
    case 'headers_too_large':
    case 'unsupported_media_type':
    case 'malformed_url':
    case 'path_unknown':
    case 'method_not_allowed':
    case 'text_cut':
    case 'internal_error':
      return EXIT_CODES.failed;
    default:
      code satisfies never;
      return EXIT_CODES.failed;
  }
}
