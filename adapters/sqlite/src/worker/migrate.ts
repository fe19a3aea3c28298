import type { DatabaseSync } from 'node:sqlite';
import type { Migration } from '../migrations/migration.js';
import { rollBack } from './connection.js';
import { pragma } from './pragma.js';
import { Refusal } from './refusal.js';

/** Marks the file as ours, in the place SQLite's format has for it: `qzsy`. */
const APPLICATION_ID = 0x717a7379;

/**
 * Brings the schema up to date, each step in one transaction: a process killed in between leaves the file at a whole
 * version, and the next one goes on from there. Several processes may do it at once.
 */
export function migrate(database: DatabaseSync, migrations: readonly Migration[]): void {
  requireOurs(database);
  requireKnownVersion(schemaVersion(database), migrations.length);
  for (const migration of migrations)
    if (schemaVersion(database) < migration.version) apply(database, migration);
}

function apply(database: DatabaseSync, { version, sql }: Migration): void {
  database.exec('BEGIN IMMEDIATE');
  try {
    // Another process may have come first while this one waited for the lock.
    if (schemaVersion(database) < version) {
      database.exec(sql);
      database.exec(`PRAGMA user_version = ${version}; PRAGMA application_id = ${APPLICATION_ID}`);
    }
    database.exec('COMMIT');
  } catch (error) {
    rollBack(database);
    throw error;
  }
}

function requireKnownVersion(version: number, known: number): void {
  if (version <= known) return;
  throw new Refusal(
    `it was written by a newer version (its schema is ${version}, this version knows up to ${known})`,
    'Update Quiz Sync, or restore a backup from before the update.',
  );
}

function requireOurs(database: DatabaseSync): void {
  if (pragma(database, 'application_id') === APPLICATION_ID) return;
  const { tables } = database.prepare('SELECT count(*) AS tables FROM sqlite_schema').get() ?? {};
  if (tables === 0) return;
  throw new Refusal(
    'it is a database of another program',
    'Give the path of a file that does not exist yet.',
  );
}

function schemaVersion(database: DatabaseSync): number {
  return Number(pragma(database, 'user_version'));
}
