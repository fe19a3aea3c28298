import type { Result } from 'neverthrow';
import { toStoreError } from '../to-store-error.js';

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
