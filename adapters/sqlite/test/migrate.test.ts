import { DatabaseSync } from 'node:sqlite';
import { aSubmission } from '@quiz-sync/testing';
import { describe, expect, it } from 'vitest';
import { ALL_MIGRATIONS } from '../dist/migrations/all-migrations.js';
import { migrate } from '../dist/worker/migrate.js';
import { openForTest, succeed, temporaryFile } from './temporary-store.js';

const FIRST = { version: 1, sql: "CREATE TABLE a (x TEXT); INSERT INTO a VALUES ('kept')" };
const SECOND = { version: 2, sql: 'ALTER TABLE a ADD COLUMN y TEXT; CREATE TABLE b (z TEXT)' };
const BROKEN = { version: 2, sql: 'CREATE TABLE b (z TEXT); INSERT INTO nowhere VALUES (1)' };

function schemaOf(database: DatabaseSync): { version: unknown; tables: unknown[] } {
  const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").all();
  return {
    version: database.prepare('PRAGMA user_version').get()?.['user_version'],
    tables: tables.map(({ name }) => name),
  };
}

describe('migrate', () => {
  it('numbers the steps from 1 without gaps', () => {
    expect(ALL_MIGRATIONS.map(({ version }) => version)).toEqual(ALL_MIGRATIONS.map((_, index) => index + 1));
  });

  it('takes only the steps that are missing, and keeps what is there', () => {
    const database = new DatabaseSync(':memory:');
    migrate(database, [FIRST]);
    migrate(database, [FIRST, SECOND]);
    migrate(database, [FIRST, SECOND]);
    expect(schemaOf(database)).toEqual({ version: 2, tables: ['a', 'b'] });
    expect(
      database
        .prepare('SELECT x, y FROM a')
        .all()
        .map((row) => ({ ...row })),
    ).toEqual([{ x: 'kept', y: null }]);
  });

  it('leaves the last whole version when a step fails, and goes on from there', () => {
    const database = new DatabaseSync(':memory:');
    expect(() => migrate(database, [FIRST, BROKEN])).toThrow(/nowhere/);
    expect(schemaOf(database)).toEqual({ version: 1, tables: ['a'] });
    migrate(database, [FIRST, SECOND]);
    expect(schemaOf(database)).toEqual({ version: 2, tables: ['a', 'b'] });
  });

  it('says what went wrong when SQLite has undone the step itself, as it does on a full disk', () => {
    const database = new DatabaseSync(':memory:');
    database.exec('PRAGMA max_page_count = 3');
    const large = { version: 2, sql: 'INSERT INTO a VALUES (hex(zeroblob(100000)))' };
    expect(() => migrate(database, [FIRST, large])).toThrow(/full/);
    expect(schemaOf(database)).toEqual({ version: 1, tables: ['a'] });
  });

  it.each(ALL_MIGRATIONS.map(({ version }) => version))(
    'brings a file of version %i up to date',
    async (version) => {
      const path = await temporaryFile();
      const database = new DatabaseSync(path);
      migrate(database, ALL_MIGRATIONS.slice(0, version));
      database.exec(
        `INSERT INTO learners (user_id, facts, version) VALUES ('learner-1', '{"first_name":"Ada"}', 7)`,
      );
      database.close();
      const store = await openForTest(path);
      await succeed(store.submissions.insert(aSubmission()));
      expect((await succeed(store.describe())).schemaVersion).toBe(ALL_MIGRATIONS.length);
      expect(await succeed(store.learners.findMany(['learner-1']))).toEqual([
        { user_id: 'learner-1', first_name: 'Ada', version: 7 },
      ]);
      expect(await succeed(store.stats.learners(['learner-1']))).toHaveLength(1);
      expect(await succeed(store.syncState.currentTarget())).toBeUndefined();
    },
  );

  it('is done once when several open a new file at the same time', async () => {
    const path = await temporaryFile();
    const stores = await Promise.all(Array.from({ length: 6 }, () => openForTest(path)));
    await Promise.all(
      stores.map((store, index) =>
        succeed(store.submissions.insert(aSubmission({ submission_id: `submission-${index}` }))),
      ),
    );
    for (const store of stores) expect((await succeed(store.submissions.count())).submissions).toBe(6);
  });
});
