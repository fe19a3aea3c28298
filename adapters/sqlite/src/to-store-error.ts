import type { StoreError } from '@quiz-sync/core';

/** What SQLite's primary result codes mean to callers. Codes that only a bug of ours can cause are not here. */
export const STORE_ERRORS: Readonly<Record<number, { name: string; type: StoreError['type'] }>> = {
  3: { name: 'SQLITE_PERM', type: 'store_full' },
  4: { name: 'SQLITE_ABORT', type: 'store_unavailable' },
  5: { name: 'SQLITE_BUSY', type: 'store_unavailable' },
  6: { name: 'SQLITE_LOCKED', type: 'store_unavailable' },
  7: { name: 'SQLITE_NOMEM', type: 'store_unavailable' },
  8: { name: 'SQLITE_READONLY', type: 'store_full' },
  9: { name: 'SQLITE_INTERRUPT', type: 'store_unavailable' },
  10: { name: 'SQLITE_IOERR', type: 'store_unavailable' },
  11: { name: 'SQLITE_CORRUPT', type: 'store_corrupt' },
  13: { name: 'SQLITE_FULL', type: 'store_full' },
  14: { name: 'SQLITE_CANTOPEN', type: 'store_unavailable' },
  15: { name: 'SQLITE_PROTOCOL', type: 'store_unavailable' },
  17: { name: 'SQLITE_SCHEMA', type: 'store_corrupt' },
  22: { name: 'SQLITE_NOLFS', type: 'store_full' },
  23: { name: 'SQLITE_AUTH', type: 'store_unavailable' },
  24: { name: 'SQLITE_FORMAT', type: 'store_corrupt' },
  26: { name: 'SQLITE_NOTADB', type: 'store_corrupt' },
};

/**
 * SQLite's refusal as the union callers know; `undefined` for anything else (a broken constraint, a wrong argument), which is
 * a bug and is to be thrown on.
 */
export function toStoreError(error: unknown): StoreError | undefined {
  const code = sqliteCode(error);
  if (code === undefined) return undefined;
  // The low byte is the primary code; the rest only refines it.
  const known = STORE_ERRORS[code & 0xff];
  if (known === undefined) return undefined;
  const detail = error instanceof Error ? error.message : String(error);
  return { type: known.type, message: `SQLite: ${detail} (${known.name}, code ${code})`, cause: error };
}

/** The extended result code of an error of `node:sqlite`. */
export function sqliteCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error)) return undefined;
  return typeof error.errcode === 'number' ? error.errcode : undefined;
}
