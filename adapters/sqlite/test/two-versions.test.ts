import { DatabaseSync } from 'node:sqlite';
import { createQuizSync } from '@quiz-sync/core';
import { aSubmission, fakeSheets, manualScheduler } from '@quiz-sync/testing';
import { describe, expect, it } from 'vitest';
import { ALL_MIGRATIONS } from '../dist/migrations/all-migrations.js';
import { migrate } from '../dist/worker/migrate.js';
import { openForTest, succeed, temporaryFile } from './temporary-store.js';

interface Column {
  readonly name: string;
  readonly type: string;
  readonly notnull: number;
  readonly dflt_value: unknown;
  readonly pk: number;
}

/** What programs rely on: tables with their columns, and triggers, indexes and what they say. */
function schemaOf(version: number) {
  const database = new DatabaseSync(':memory:');
  migrate(database, ALL_MIGRATIONS.slice(0, version));
  const objects = database.prepare('SELECT type, name, tbl_name, sql FROM sqlite_schema').all();
  const tables = objects.filter(({ type }) => type === 'table').map(({ name }) => String(name));
  const columns = new Map(
    tables.map((table) => [
      table,
      database.prepare(`PRAGMA table_info(${table})`).all() as unknown as Column[],
    ]),
  );
  const others = new Map(
    objects.filter(({ type }) => type !== 'table').map((each) => [String(each['name']), each]),
  );
  database.close();
  return { columns, others };
}

/** Made by nobody yet: a version that adds to everything there is. */
function nextVersion(path: string) {
  const database = new DatabaseSync(path);
  const tables = [...schemaOf(ALL_MIGRATIONS.length).columns.keys()].filter(
    (name) => !name.startsWith('sqlite_'),
  );
  const columns = tables.map((table) => `ALTER TABLE ${table} ADD COLUMN of_tomorrow TEXT;`);
  const sql = `${columns.join('\n')} CREATE TABLE tomorrow (x TEXT) STRICT; CREATE INDEX later ON submissions (of_tomorrow);`;
  migrate(database, [...ALL_MIGRATIONS, { version: ALL_MIGRATIONS.length + 1, sql }]);
  return { database, tables };
}

describe('an old and a new version at once on one file (fault 52)', () => {
  it.each(ALL_MIGRATIONS.slice(1).map(({ version }) => version))(
    'step %i only adds: whatever the version before reads and writes is there as it was',
    (version) => {
      const [before, after] = [schemaOf(version - 1), schemaOf(version)];
      for (const [table, columns] of before.columns) {
        const now = after.columns.get(table) ?? [];
        expect(now.slice(0, columns.length), table).toEqual(columns);
        // What the old version does not know of it cannot fill.
        for (const { name, notnull, dflt_value: fallback } of now.slice(columns.length))
          expect(notnull === 0 || fallback !== null, `${table}.${name}`).toBe(true);
      }
      for (const [name, made] of before.others) expect(after.others.get(name), name).toEqual(made);
      const added = [...after.others].filter(([name]) => !before.others.has(name)).map(([, made]) => made);
      const refuses = added.filter(
        ({ tbl_name: table, sql }) => before.columns.has(String(table)) && /UNIQUE/i.test(String(sql)),
      );
      expect(refuses, 'an old version may write what a new unique index refuses').toEqual([]);
    },
  );

  it('the old one, which runs, goes on storing and syncing after the new one has upgraded the file', async () => {
    const path = await temporaryFile();
    const store = await openForTest(path);
    const [sheets, scheduler] = [fakeSheets(), manualScheduler()];
    const quizSync = createQuizSync({ store, sheets, scheduler });
    await succeed(store.submissions.insert(aSubmission({ submission_id: 'before' })));
    const { database, tables } = nextVersion(path);
    await succeed(store.submissions.insert(aSubmission({ submission_id: 'after', session_id: 'session-1' })));
    await succeed(quizSync.upsertLearner('learner-1', { first_name: 'Ada' }));
    await succeed(quizSync.upsertCourse('course-1', { title: 'Saving' }));
    await succeed(quizSync.upsertSession('session-2', { user_id: 'learner-1' }));
    await succeed(quizSync.completeCourse({ user_id: 'learner-1', course_id: 'course-1' }));
    scheduler.request('test');
    expect((await scheduler.runAll()).at(-1)).toEqual({ type: 'done' });
    await succeed(quizSync.cleanUpSessions({ olderThanMs: 0, dryRun: false }));
    scheduler.request('test');
    await scheduler.runAll();
    expect(await succeed(quizSync.syncStatus())).toMatchObject({ state: 'in_sync', submissions: 2 });
    expect(await succeed(quizSync.verify())).toMatchObject({ clean: true });
    const inNew = database.prepare('SELECT submission_id, of_tomorrow FROM submissions ORDER BY seq').all();
    expect(inNew.map((row) => ({ ...row }))).toEqual([
      { submission_id: 'before', of_tomorrow: null },
      { submission_id: 'after', of_tomorrow: null },
    ]);
    expect(tables.length).toBeGreaterThan(8);
    database.close();
    await quizSync.stop();
  });

  it('the new one works with what the old one writes meanwhile', async () => {
    const path = await temporaryFile();
    const old = new DatabaseSync(path);
    migrate(old, ALL_MIGRATIONS.slice(0, 1));
    const insert = old.prepare(
      'INSERT INTO submissions (submission_id, user_id, session_id, submitted_at, responses, document) VALUES (?, ?, ?, ?, ?, ?)',
    );
    const pend = old.prepare(
      'INSERT INTO pending_submissions (seq, version, since, responses) VALUES (?, 1, ?, ?)',
    );
    const store = await openForTest(path);
    await succeed(store.submissions.insert(aSubmission({ submission_id: 'of the new' })));
    const written = aSubmission({ submission_id: 'of the old' });
    const { user_id: userId, submitted_at: at, responses } = written;
    const { lastInsertRowid } = insert.run(
      'of the old',
      userId,
      null,
      at,
      responses.length,
      JSON.stringify(written),
    );
    pend.run(lastInsertRowid, Date.parse(at), responses.length);
    old.close();
    expect(await succeed(store.submissions.find('of the old'))).toEqual(written);
    expect((await succeed(store.pending.count())).byKind.submission).toBe(2);
    expect(
      await succeed(store.submissions.insert(aSubmission({ submission_id: 'of the old' }))),
    ).toMatchObject({ type: 'exists' });
  });
});
