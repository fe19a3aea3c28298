import { StoreNotOpened } from '@quiz-sync/core/light';
import type { Failure } from '../failure.js';

/** What a store rejects with that cannot be opened: an Error of one line. */
export function notOpen(cause: unknown): Failure {
  const isFinal = cause instanceof StoreNotOpened && cause.reason !== 'unavailable';
  const message = cause instanceof Error ? cause.message : String(cause);
  return { type: isFinal ? 'store_unusable' : 'store_not_open', message };
}
