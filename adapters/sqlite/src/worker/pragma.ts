import type { DatabaseSync } from 'node:sqlite';

/** What a pragma answers; `undefined` when it answers nothing. Also sets: `journal_mode = WAL`. */
export function pragma(database: DatabaseSync, name: string): unknown {
  return Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0];
}
