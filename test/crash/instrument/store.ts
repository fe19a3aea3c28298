import { openSqliteStore as open, type SqliteStoreOptions } from '@quiz-sync/sqlite';

export * from '@quiz-sync/sqlite';

const { QUIZ_SYNC_CRASH_DISK_BYTES: diskBytes } = process.env;

/** With a disk as small as the test says. */
export function openSqliteStore(path: string, options: SqliteStoreOptions) {
  return open(path, diskBytes === undefined ? options : { ...options, maxBytes: Number(diskBytes) });
}
