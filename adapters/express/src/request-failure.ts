import type {
  ForceSyncError,
  InputIssue,
  LearnerUnknown,
  Scope,
  SpreadsheetError,
  StoreError,
  SubmitError,
  UpsertError,
} from '@quiz-sync/core';
import type { JsonProblem } from './parse-json.js';

/** What can be wrong with a request before, or without, asking the application. */
export type TransportFailure =
  | JsonProblem
  | { readonly type: 'unsupported_media_type'; readonly message: string }
  | { readonly type: 'body_too_large'; readonly limitBytes: number }
  /** The client went away, or sent less or other than it announced. */
  | { readonly type: 'body_unreadable'; readonly message: string }
  | { readonly type: 'malformed_url' }
  | { readonly type: 'invalid_query'; readonly issues: readonly InputIssue[] }
  | { readonly type: 'invalid_idempotency_key'; readonly message: string }
  | { readonly type: 'method_not_allowed'; readonly allow: string }
  | { readonly type: 'path_unknown' }
  | { readonly type: 'run_unknown'; readonly run_id: string }
  | { readonly type: 'response_unknown'; readonly response_id: string }
  | { readonly type: 'authentication_required' }
  /** Nobody has made a key yet, and the request comes from elsewhere than the service's own machine. */
  | { readonly type: 'access_not_set_up' }
  | { readonly type: 'insufficient_scope'; readonly scope: Scope }
  /** The caller is a learner, and this is not about what is that learner's own. */
  | { readonly type: 'not_for_learners' }
  | { readonly type: 'other_learner'; readonly pointer: string }
  /** Over a limit of requests, or of failed authentications. */
  | { readonly type: 'too_many_requests'; readonly retryAfterSeconds: number }
  | { readonly type: 'identity_provider_unavailable' }
  /** The process is ending; another instance, or this one restarted, will answer. */
  | { readonly type: 'shutting_down' }
  /** A bug of ours: never told in detail to the outside. */
  | { readonly type: 'internal_error' };

/** Everything a route can answer with instead of what was asked. */
export type RequestFailure =
  | TransportFailure
  | SubmitError
  | UpsertError
  | LearnerUnknown
  | ForceSyncError
  | SpreadsheetError
  | StoreError;
