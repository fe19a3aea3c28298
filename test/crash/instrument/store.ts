import { openSqliteStore as open } from '@quiz-sync/sqlite';

export * from '@quiz-sync/sqlite';

const { QUIZ_SYNC_CRASH_DISK_BYTES: diskBytes } = process.env;

/** With a disk as small as the test says. */
export function openSqliteStore(path: string) {
  return open(path, diskBytes === undefined ? {} : { maxBytes: Number(diskBytes) });
}
