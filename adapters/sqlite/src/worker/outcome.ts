import type { Result } from 'neverthrow';
import { sqliteCode, toStoreError } from '../to-store-error.js';

/** What became of one request, as it travels back. `bug`: something was thrown that no caller can expect. */
export type Outcome =
  | { readonly type: 'ok'; readonly value: unknown }
  | { readonly type: 'err'; readonly error: unknown }
  | { readonly type: 'bug'; readonly error: unknown };

export function outcomeOf(result: Result<unknown, unknown>): Outcome {
  return result.isOk() ? { type: 'ok', value: result.value } : { type: 'err', error: result.error };
}

/** What was thrown, as a StoreError when it is one. */
export function failed(error: unknown): Outcome {
  const storeError = toStoreError(error);
  return storeError === undefined ? { type: 'bug', error } : { type: 'err', error: storeError };
}

const SQLITE_IOERR = 10;
/** The file was moved or deleted under the connection. */
const SQLITE_READONLY_DBMOVED = 1032;

/** The error after which a connection is not to be used any more, if the outcome is one. */
export function spendingError(outcome: Outcome): Error | undefined {
  if (outcome.type !== 'err') return undefined;
  const { cause } = outcome.error as { readonly cause?: unknown };
  const code = sqliteCode(cause);
  if (!(cause instanceof Error) || code === undefined) return undefined;
  return (code & 0xff) === SQLITE_IOERR || code === SQLITE_READONLY_DBMOVED ? cause : undefined;
}
