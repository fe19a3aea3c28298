import { open, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openSqliteStore } from '@quiz-sync/sqlite';
import { describe, expect, test, vi } from 'vitest';
import { freePort } from '../../../test/servers/free-port.ts';
import { hasMongodb } from '../../../test/servers/mongodb.ts';
import { mongodbForTests } from '../../../test/servers/mongodb-for-tests.ts';
import { hasRedis, useRedis } from '../../../test/servers/redis.ts';
import { emulatedPlaces, type Place } from './emulated-places.js';
import { insertSubmissions } from './insert-submissions.js';
import { type Workplace, workplace } from './spawned-cli.js';

/** The doctor as a process, on real stores and an emulated Google. */

vi.setConfig({ testTimeout: 60_000 });

const { emulator, place } = emulatedPlaces();

interface Found {
  readonly state: string;
  readonly exit_code: number;
  readonly checks: readonly { name: string; state: string; detail: string; remedy: string | null }[];
}

async function examine(here: Workplace, env: Readonly<Record<string, string>> = {}) {
  const { code, out, err } = await here.run('doctor --json', { PORT: '0', ...env });
  const found: Found = JSON.parse(out);
  expect({ err, exit_code: found.exit_code }).toEqual({ err: '', exit_code: code });
  const inState = (state: string) => found.checks.filter((check) => check.state === state);
  return { code, found, failures: inState('failure'), warnings: inState('warning'), ok: inState('ok') };
}

function contentOf(spreadsheetId: string) {
  const seen = emulator().spreadsheet(spreadsheetId);
  return seen.tabs.map((tab) => [tab, seen.values(tab)]);
}

/**
 * All of the spreadsheet but the marker, whose number every write raises, and all of the store but what goes with it: who
 * held the lease last, and the revision.
 */
async function everythingOf({ spreadsheetId, folder }: Place) {
  const address = `${emulator().url}/v4/spreadsheets/${spreadsheetId}?includeGridData=true`;
  const { namedRanges, ...spreadsheet } = (await (await fetch(address)).json()) as Record<string, unknown>;
  const database = new DatabaseSync(path.join(folder, '.quiz-sync/quiz-sync.db'), { readOnly: true });
  try {
    const tables = database
      .prepare(TABLES)
      .all()
      .map(({ name }) => String(name));
    const rows = tables.map((table) => [table, database.prepare(`SELECT * FROM "${table}"`).all()]);
    return { spreadsheet, markers: (namedRanges as unknown[]).length, rows };
  } finally {
    database.close();
  }
}

const TABLES = `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
  AND name NOT IN ('lease', 'leases', 'sync_state') ORDER BY name`;

describe('on SQLite', () => {
  test('an empty folder stays empty', async () => {
    await using here = await place();
    const { code, failures } = await examine(here);
    expect({ code, failures }).toEqual({ code: 0, failures: [] });
    expect(await readdir(here.folder)).toEqual([]);
    expect(contentOf(here.spreadsheetId)).toEqual([['Sheet1', []]]);
  });

  test('without a spreadsheet, too', async () => {
    await using here = await workplace();
    expect((await examine(here)).code).toBe(0);
    expect(await readdir(here.folder)).toEqual([]);
  });

  test('of what was set up all is well, and it stays as it is', async () => {
    await using here = await place();
    await here.run('setup');
    await insertSubmissions(path.join(here.folder, '.quiz-sync/quiz-sync.db'), 3);
    await here.run('force');
    const before = await everythingOf(here);
    const { found, code } = await examine(here);
    expect(found.checks.filter(({ state }) => state !== 'ok')).toEqual([]);
    expect(code).toBe(0);
    expect(await everythingOf(here)).toEqual(before);
    expect((await here.run('doctor', { PORT: '0' })).out).toMatch(
      /^Everything is as it should be \(23 checks\)\n/,
    );
    expect((await here.run('force')).code).toBe(0);
  });

  test('a wrong PORT is told, and everything else is looked at', async () => {
    await using here = await place();
    await here.run('setup');
    const { code, failures, ok } = await examine(here, { PORT: 'x' });
    expect(code).toBe(2);
    expect(failures).toMatchObject([{ name: 'configuration', remedy: 'Correct PORT.' }]);
    expect(ok).toHaveLength(20); // Of the service nothing is looked at.
  });

  test('a spreadsheet shared for reading only is found out, and one not shared at all', async () => {
    await using here = await place();
    await here.run('setup');
    emulator().access.revoke(here.spreadsheetId, 'reading');
    const reading = await examine(here);
    expect(reading.code).toBe(4);
    expect(reading.failures).toMatchObject([{ name: 'revision', remedy: expect.stringMatching(/^Share/) }]);
    emulator().access.revoke(here.spreadsheetId);
    const nothing = await examine(here);
    expect(nothing.code).toBe(4);
    expect(nothing.failures).toMatchObject([
      { name: 'spreadsheet', remedy: expect.stringMatching(/^Share/) },
    ]);
    expect(nothing.ok.map(({ name }) => name)).toContain('store integrity');
  });

  test('a damaged file is found out, and the spreadsheet is looked at', async () => {
    await using here = await place();
    await here.run('setup');
    const file = path.join(here.folder, '.quiz-sync/quiz-sync.db');
    await insertSubmissions(file, 300); // More than fit on a few pages.
    await damage(file);
    const { code, failures, ok } = await examine(here);
    expect(code).toBe(1);
    expect(failures).toContainEqual(
      expect.objectContaining({ name: 'store integrity', remedy: expect.stringContaining('backup') }),
    );
    expect(ok.map(({ name }) => name)).toContain('spreadsheet');
  });

  test('a store that is no database is named, with what to do', async () => {
    await using here = await place();
    const file = await open(path.join(here.folder, 'notes.db'), 'w');
    await file.write('not a database, but a text that is long enough to be looked at as one '.repeat(99));
    await file.close();
    const { code, failures } = await examine(here, { QUIZ_SYNC_STORE: 'sqlite:notes.db' });
    expect(code).toBe(2);
    expect(failures).toMatchObject([{ name: 'store file', detail: expect.stringContaining('notes.db') }]);
    expect(failures[0]?.remedy).toBeTruthy();
  });

  test('an unfinished copy is named, with the command that finishes it', async () => {
    await using here = await place();
    const store = await openSqliteStore(path.join(here.folder, 'b.db'));
    const bookmark = JSON.stringify({ source: 'sqlite:/srv/a.db', left: ['submission'] });
    expect((await store.archive.write([], bookmark)).isOk()).toBe(true);
    await store.close();
    const { code, failures } = await examine(here, { QUIZ_SYNC_STORE: 'sqlite:b.db' });
    expect(code).toBe(2);
    expect(failures).toHaveLength(1);
    expect(failures[0]).toMatchObject({
      name: 'store copy',
      remedy: expect.stringMatching(
        /^quiz-sync copy-store --from sqlite:\/srv\/a\.db --to sqlite:\/.*b\.db$/,
      ),
    });
  });
});

/** Makes the last page of the file unreadable, which no opening looks at. */
async function damage(path: string): Promise<void> {
  const PAGE_BYTES = 4096;
  const { size } = await stat(path);
  const file = await open(path, 'r+');
  await file.write(Buffer.alloc(PAGE_BYTES, 0xff), 0, PAGE_BYTES, size - PAGE_BYTES);
  await file.close();
}

test('a MongoDB that nobody answers for is named without its password', async () => {
  await using here = await place({
    QUIZ_SYNC_STORE: 'mongodb://ada:CANARY@127.0.0.1:9/quiz?serverSelectionTimeoutMS=200',
  });
  const { code, found, failures, ok } = await examine(here);
  expect(code).toBe(1);
  expect(failures).toMatchObject([
    { name: 'store: the server answers', remedy: expect.stringMatching(/^Check the address/) },
  ]);
  expect(ok.map(({ name }) => name)).toContain('spreadsheet');
  expect(JSON.stringify(found)).not.toContain('CANARY');
});

describe.runIf(hasMongodb)('on a real MongoDB', () => {
  const mongodbUrl = mongodbForTests();

  test('a new database stays new; of a store that was set up all is well', async () => {
    const database = `doctor_test_${process.pid}_${Math.random().toString(36).slice(2, 8)}`;
    await using here = await place({ QUIZ_SYNC_STORE: `${mongodbUrl()}${database}` });
    for (const again of [1, 2]) {
      const fresh = await examine(here);
      expect(fresh.failures, `look ${again}`).toEqual([]);
      expect(fresh.ok).toContainEqual(
        expect.objectContaining({
          name: 'store: indexes are as they should be',
          detail: expect.stringContaining(`the database ${database} is new`),
        }),
      );
      expect(fresh.warnings.map(({ detail }) => detail)).toContain('not looked at: there is no store yet');
    }
    await here.run('setup');
    const { code, found } = await examine(here);
    expect(found.checks.filter(({ state }) => state !== 'ok')).toEqual([]);
    expect(found.checks.filter(({ name }) => name.startsWith('store'))).toHaveLength(9);
    expect(code).toBe(0);
  });
});

describe.runIf(hasRedis)('of a scheduler on Redis', () => {
  const ofScheduler = ({ found }: Awaited<ReturnType<typeof examine>>) =>
    found.checks.filter(({ name }) => name.startsWith('scheduler'));

  test('that is there, says what was looked at', async () => {
    const redis = await useRedis();
    await using here = await place({ QUIZ_SYNC_SCHEDULER: redis.url });
    const checks = ofScheduler(await examine(here));
    await redis.close();
    expect(checks.map(({ name }) => name)).toEqual([
      'scheduler: answers',
      'scheduler: version',
      'scheduler: role',
      'scheduler: eviction',
      'scheduler: persistence',
      'scheduler: commands',
    ]);
    expect(checks.filter(({ state }) => state === 'failure')).toEqual([]);
  });

  test('that is not there, says what to do, and no secret', async () => {
    await using here = await place({
      QUIZ_SYNC_SCHEDULER: `redis://:CANARY@127.0.0.1:${await freePort()}`,
    });
    const looked = await examine(here);
    expect(looked.code).toBe(1);
    expect(ofScheduler(looked)).toMatchObject([
      {
        name: 'scheduler: answers',
        state: 'failure',
        detail: expect.stringContaining('nothing listens there'),
        remedy: expect.stringContaining('QUIZ_SYNC_SCHEDULER'),
      },
    ]);
    expect(JSON.stringify(looked.found)).not.toContain('CANARY');
  });
});
