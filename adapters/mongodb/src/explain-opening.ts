import type { StoreError } from '@quiz-sync/core';
import { MongoServerError } from 'mongodb';

const AUTHENTICATION_FAILED = new Set<unknown>([18, 8000]);

/**
 * Why the store cannot be opened, in one line; `undefined` when the server cannot be reached and trying again makes
 * sense.
 */
export function explainOpening({ type, message, cause }: StoreError): string | undefined {
  if (cause instanceof MongoServerError && AUTHENTICATION_FAILED.has(cause.code))
    return 'Cannot open the MongoDB store: the server refuses the user name or password. Check both in the URL, and authSource if the user was made in another database.';
  if (type === 'store_full')
    return `Cannot open the MongoDB store: the user may not write (${message}). Give the user the role readWrite on the database.`;
  if (type === 'store_corrupt') return `Cannot open the MongoDB store. ${message}`;
  return undefined;
}
