import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openSqliteStore } from '@quiz-sync/sqlite';
import { aSubmission } from '@quiz-sync/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { requireDurable } from '../dist/worker/open-database.js';
import { ALL_MIGRATIONS } from '../src/migrations/all-migrations.js';
import { openForTest, succeed, temporaryDirectory, temporaryFile } from './temporary-store.js';

async function refusalOf(path: string): Promise<string> {
  const outcome = await openSqliteStore(path).then(
    () => 'opened',
    (error: unknown) => error,
  );
  if (!(outcome instanceof Error)) throw new Error(`expected an Error, got ${String(outcome)}`);
  return outcome.message;
}

/** A file with the given SQL in it. */
async function databaseWith(sql: string): Promise<string> {
  const path = await temporaryFile();
  const database = new DatabaseSync(path);
  database.exec(sql);
  database.close();
  return path;
}

describe('openSqliteStore', () => {
  it('makes the directories and the file, for the owner alone', async () => {
    const path = join(await temporaryDirectory(), 'a', 'b', 'quiz.db');
    const store = await openForTest(path);
    await succeed(store.submissions.insert(aSubmission()));
    for (const file of [path, `${path}-wal`, `${path}-shm`])
      expect((await stat(file)).mode & 0o777, file).toBe(0o600);
  });

  it('makes nothing where a store must exist and does not', async () => {
    const folder = await temporaryDirectory();
    const missing = join(folder, 'a', 'quiz.db');
    const opening = openSqliteStore(missing, { mustExist: true, whenUnavailable: 'wait' });
    await expect(opening).rejects.toMatchObject({
      reason: 'missing',
      message: `There is no store at ${missing}.`,
    });
    await expect(stat(dirname(missing))).rejects.toMatchObject({ code: 'ENOENT' });
    const made = await openSqliteStore(missing);
    await made.close();
    const opened = await openSqliteStore(missing, { mustExist: true });
    await opened.close();
  });

  it('takes a file without content for no store yet', async () => {
    const path = await temporaryFile();
    await writeFile(path, '');
    await expect(openSqliteStore(path, { mustExist: true })).rejects.toMatchObject({ reason: 'missing' });
  });

  it('leaves the permissions of a file that is there', async () => {
    const path = await temporaryFile();
    await writeFile(path, '', { mode: 0o640 });
    await openForTest(path);
    expect((await stat(path)).mode & 0o777).toBe(0o640);
  });

  it('has WAL and full syncs in force on the connection that writes (fault 6)', async () => {
    const path = await temporaryFile();
    const store = await openForTest(path);
    expect(await succeed(store.describe())).toMatchObject({
      path,
      journalMode: 'wal',
      synchronous: 2,
      schemaVersion: ALL_MIGRATIONS.length,
    });
  });

  it('takes a relative path from the working directory of the moment', async () => {
    const path = join(await temporaryDirectory(), 'quiz.db');
    const store = await openForTest(relative(process.cwd(), path));
    expect((await succeed(store.describe())).path).toBe(path);
  });
});

describe('openSqliteStore refuses, in one line with the path and a remedy,', () => {
  it('a directory', async () => {
    const path = await temporaryDirectory();
    expect(await refusalOf(path)).toMatch(
      new RegExp(
        `^Cannot open the SQLite store ${path}: EISDIR.* Give the path of a file, not of a directory\\.$`,
      ),
    );
  });

  it('a path through a file', async () => {
    const file = await temporaryFile();
    await writeFile(file, 'not a directory');
    expect(await refusalOf(join(file, 'quiz.db'))).toMatch(
      /A part of the path is a file.*choose another path\.$/,
    );
    expect(await refusalOf(join(file, 'deeper', 'quiz.db'))).toMatch(/choose another path\.$/);
  });

  it('a file that is no database, and leaves it as it is', async () => {
    const path = await temporaryFile();
    await writeFile(path, 'dear diary, '.repeat(1_000));
    expect(await refusalOf(path)).toMatch(
      /: file is not a database\. Give the path of a store, or of a file that/,
    );
    expect(await readFile(path, 'utf8')).toMatch(/^(dear diary, )+$/);
  });

  it("another program's database, and leaves it as it is", async () => {
    const path = await databaseWith('CREATE TABLE recipes (name TEXT); PRAGMA user_version = 1');
    expect(await refusalOf(path)).toMatch(
      /it is a database of another program\. Give the path of a file that/,
    );
    const tables = new DatabaseSync(path).prepare('SELECT name FROM sqlite_schema').all();
    expect(tables.map(({ name }) => name)).toEqual(['recipes']);
  });

  it('a newer schema', async () => {
    const path = await temporaryFile();
    await (await openForTest(path)).close();
    const database = new DatabaseSync(path);
    database.exec('PRAGMA user_version = 99');
    database.close();
    expect(await refusalOf(path)).toMatch(
      /written by a newer version \(its schema is 99, this version knows up to \d+\)\. Update Quiz Sync/,
    );
  });

  it('a damaged file', async () => {
    const path = await temporaryFile();
    await (await openForTest(path)).close();
    const bytes = await readFile(path);
    await writeFile(path, bytes.fill(0xff, 100));
    expect(await refusalOf(path)).toMatch(/malformed\. Restore it from a backup\.$/);
  });

  it('a locked file, after waiting', async () => {
    const path = await databaseWith('');
    const holder = new DatabaseSync(path);
    holder.exec('BEGIN EXCLUSIVE');
    const outcome = openSqliteStore(path, { busyTimeoutMs: 20 });
    await expect(outcome).rejects.toThrow(
      /database is locked\. Another program keeps it locked: close that program/,
    );
    holder.close();
  });

  it.each(['', ':memory:', 'file:quiz.db?mode=memory'])('%j, which is no file', async (path) => {
    expect(await refusalOf(path)).toMatch(
      /^Cannot open the SQLite store ".*": it is not the path of a file\./,
    );
  });

  it('names without a line break, whatever the path holds', async () => {
    const directory = join(await temporaryDirectory(), 'two\nlines');
    await mkdir(directory);
    expect(await refusalOf(directory)).not.toContain('\n');
    expect(dirname(directory)).not.toBe(directory);
  });
});

describe('requireDurable', () => {
  it('lets pass what survives a power loss', async () => {
    const database = await walDatabase();
    database.exec('PRAGMA synchronous = FULL');
    expect(() => requireDurable(database)).not.toThrow();
  });

  it.each(['OFF', 'NORMAL'])('refuses a connection whose synchronous is %s (fault 6)', async (level) => {
    const database = await walDatabase();
    database.exec(`PRAGMA synchronous = ${level}`);
    expect(() => requireDurable(database)).toThrow(
      /its commits are not synced to the disk \(synchronous is [01],/,
    );
  });

  it('refuses a file that cannot have a write-ahead log', () => {
    expect(() => requireDurable(new DatabaseSync(':memory:'))).toThrow(
      /its journal mode is memory and cannot be/,
    );
  });

  async function walDatabase(): Promise<DatabaseSync> {
    const database = new DatabaseSync(await temporaryFile());
    onTestFinished(() => database.close());
    database.exec('PRAGMA journal_mode = WAL');
    return database;
  }
});
