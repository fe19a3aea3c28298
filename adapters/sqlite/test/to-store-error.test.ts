import { describe, expect, it } from 'vitest';
import { toStoreError } from '../dist/to-store-error.js';

function sqliteError(errcode: number): Error {
  return Object.assign(new Error('what SQLite says'), { code: 'ERR_SQLITE_ERROR', errcode });
}

describe('toStoreError', () => {
  it.each([
    [3, 'SQLITE_PERM', 'store_full'],
    [4, 'SQLITE_ABORT', 'store_unavailable'],
    [4 | (2 << 8), 'SQLITE_ABORT', 'store_unavailable'],
    [5, 'SQLITE_BUSY', 'store_unavailable'],
    [5 | (2 << 8), 'SQLITE_BUSY', 'store_unavailable'],
    [6, 'SQLITE_LOCKED', 'store_unavailable'],
    [7, 'SQLITE_NOMEM', 'store_unavailable'],
    [8, 'SQLITE_READONLY', 'store_full'],
    [8 | (4 << 8), 'SQLITE_READONLY', 'store_full'],
    [9, 'SQLITE_INTERRUPT', 'store_unavailable'],
    [10, 'SQLITE_IOERR', 'store_unavailable'],
    [10 | (4 << 8), 'SQLITE_IOERR', 'store_unavailable'],
    [11, 'SQLITE_CORRUPT', 'store_corrupt'],
    [11 | (3 << 8), 'SQLITE_CORRUPT', 'store_corrupt'],
    [13, 'SQLITE_FULL', 'store_full'],
    [14, 'SQLITE_CANTOPEN', 'store_unavailable'],
    [15, 'SQLITE_PROTOCOL', 'store_unavailable'],
    [17, 'SQLITE_SCHEMA', 'store_corrupt'],
    [22, 'SQLITE_NOLFS', 'store_full'],
    [23, 'SQLITE_AUTH', 'store_unavailable'],
    [24, 'SQLITE_FORMAT', 'store_corrupt'],
    [26, 'SQLITE_NOTADB', 'store_corrupt'],
  ])('%i is %s, which is %s', (errcode, name, type) => {
    const cause = sqliteError(errcode);
    const message = `SQLite: what SQLite says (${name}, code ${errcode})`;
    expect(toStoreError(cause)).toEqual({ type, message, cause });
  });

  it.each([1, 2, 12, 18, 19, 19 | (8 << 8), 20, 21, 25])('%i can only be a bug of ours', (errcode) => {
    expect(toStoreError(sqliteError(errcode))).toBeUndefined();
  });

  it.each([new TypeError('cannot be bound'), 'text', undefined, { errcode: 5 }])(
    '%s is not SQLite speaking',
    (error) => {
      expect(toStoreError(error)).toBeUndefined();
    },
  );
});
