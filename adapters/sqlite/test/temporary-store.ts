import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteStore, type SqliteStore, type SqliteStoreOptions } from '@quiz-sync/sqlite';
import type { ResultAsync } from 'neverthrow';
import { onTestFinished } from 'vitest';

/** A directory of this test's own. */
export async function temporaryDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'quiz-sync-sqlite-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

/** The path of a file that does not exist yet. */
export async function temporaryFile(): Promise<string> {
  return join(await temporaryDirectory(), 'quiz.db');
}

/** Closed when the test ends, if it has not been. */
export async function openForTest(path: string, options?: SqliteStoreOptions): Promise<SqliteStore> {
  const store = await openSqliteStore(path, options);
  onTestFinished(() => store.close());
  return store;
}

/** The value of a call that must succeed in this test. */
export async function succeed<T>(call: ResultAsync<T, unknown>): Promise<T> {
  const result = await call;
  if (result.isErr()) throw new Error(`must succeed, but: ${JSON.stringify(result.error)}`);
  return result.value;
}
