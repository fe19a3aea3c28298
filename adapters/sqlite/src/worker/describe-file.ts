import type { SqliteFile } from '../sqlite-store.js';
import { text } from './columns.js';
import type { Connection } from './connection.js';

export function describeFile(
  connection: Connection,
  path: string,
  counts: Pick<SqliteFile, 'inserts' | 'insertCommits'>,
): SqliteFile {
  return {
    path,
    sqliteVersion: text(connection.sql('SELECT sqlite_version() AS version').get() ?? {}, 'version'),
    schemaVersion: Number(connection.pragma('user_version')),
    journalMode: String(connection.pragma('journal_mode')),
    synchronous: Number(connection.pragma('synchronous')),
    ...counts,
  };
}
