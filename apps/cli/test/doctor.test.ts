import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { SheetsError } from '@quiz-sync/core';
import { loadConfiguration } from '@quiz-sync/server/light';
import { openSqliteStore } from '@quiz-sync/sqlite';
import { err, errAsync, okAsync } from 'neverthrow';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Examined, ExaminedService } from '../src/checks/examined.js';
import type { Failure } from '../src/failure.js';
import { runCli } from '../src/run-cli.js';
import { capturedProcess } from './capture.js';
import { openedSheets } from './examined-google.js';
import { type Asked, fakeComposition, fakeQuizSync } from './fake-composition.js';
import { PROBLEM, syncStatus } from './samples.js';

/** The command on a real store and an application that answers what it is told to. */

let folder: string;
let file: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'quiz-sync-doctor-'));
  file = path.join(folder, 'quiz-sync.db');
  await (await openSqliteStore(file)).close();
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

const SETTINGS = [{ name: 'spreadsheetId', about: '', value: 'sheet-1', from: '--spreadsheet' }] as const;

/** The service as it would be started, on any port that is free. */
const CONFIGURATION = loadConfiguration({ flags: { port: '0' } })._unsafeUnwrap();
const SERVICE: ExaminedService = { configuration: CONFIGURATION, apiKeys: () => okAsync([]) };

async function run(answers: Partial<Asked> = {}, examined: Partial<Examined> = {}, flags: string[] = []) {
  const cli = capturedProcess(['doctor', ...flags]);
  const quizSync = fakeQuizSync(answers);
  const fake = fakeComposition({
    quizSync,
    configuration: SETTINGS,
    examined: {
      store: { type: 'sqlite', path: file },
      sheets: () => okAsync(openedSheets()),
      service: SERVICE,
      ...examined,
    },
  });
  const code = await runCli(cli, fake.compose);
  return { code, out: cli.stdout.text(), err: cli.stderr.text(), fake };
}

interface Document {
  readonly state: string;
  readonly exit_code: number;
  readonly checks: readonly { name: string; state: string; detail: string; remedy: string | null }[];
  readonly settings: readonly unknown[];
}

async function document(answers: Partial<Asked> = {}, examined: Partial<Examined> = {}) {
  const { code, out } = await run(answers, examined, ['--json']);
  const found: Document = JSON.parse(out);
  expect(found.exit_code).toBe(code);
  const named = (name: string) => found.checks.find((check) => check.name === name);
  return { code, found, named };
}

const INVALID: Failure = {
  type: 'configuration_invalid',
  problems: ['PORT: must be a whole number', 'TZ: is none'],
};

describe('doctor', () => {
  test('tells in one line that all is well, and each thing it looked at', async () => {
    const { code, out, err: said } = await run();
    expect({ code, said }).toEqual({ code: 0, said: '' });
    const lines = out.split('\n');
    expect(lines[0]).toBe('Everything is as it should be (23 checks)');
    expect(lines[2]).toBe('ok       runtime           Node.js 24.21.0');
    expect(out).toContain(
      'https://docs.google.com/spreadsheets/d/sheet-1/edit can be read by sync@school.example',
    );
    expect(out).not.toContain('what to do');
  });

  test('says nothing with --quiet when all is well, and tells warnings', async () => {
    expect((await run({}, {}, ['--quiet'])).out).toBe('');
    const probeRevision = () => okAsync({ revision: 'unproven', revision_meaning: '' } as const);
    const warned = await run({ probeRevision }, {}, ['--quiet']);
    expect(warned.code).toBe(0);
    expect(warned.out).toMatch(
      /^Found 1 warning \(23 checks\)\n[\s\S]*\n {9}what to do: quiz-sync setup\nok {7}port /,
    );
  });

  test('asks to begin with a configuration that cannot be used, as no other command does', async () => {
    const { fake } = await run();
    expect(fake.requests).toMatchObject([{ examining: true }]);
    const other = fakeComposition();
    await runCli(capturedProcess(['status']), other.compose);
    expect(other.requests).toMatchObject([{ examining: false }]);
  });

  test('names each problem of the configuration, and looks at everything else', async () => {
    const { code, found, named } = await document({}, { configuration: err(INVALID) });
    expect(code).toBe(2);
    expect(found.checks.slice(1, 3)).toEqual([
      {
        name: 'configuration',
        state: 'failure',
        detail: 'PORT: must be a whole number',
        remedy: 'Correct PORT.',
      },
      { name: 'configuration', state: 'failure', detail: 'TZ: is none', remedy: 'Correct TZ.' },
    ]);
    expect(named('store integrity')).toMatchObject({ state: 'ok' });
    expect(named('revision')).toMatchObject({ state: 'ok' });
  });

  test('looks at nothing that the configuration does not name', async () => {
    const refuse = () => errAsync(INVALID);
    const nothing = {
      configuration: err(INVALID),
      store: undefined,
      sheets: refuse,
      quizSync: refuse,
      service: undefined,
    };
    const { code, found } = await document({}, nothing);
    expect(code).toBe(2);
    expect(found.checks.filter(({ state }) => state === 'failure')).toHaveLength(2);
    expect(found.checks.filter(({ detail }) => detail.startsWith('not looked at'))).toHaveLength(13);
  });

  test('tells where each value comes from, in the document in full', async () => {
    const { found, named } = await document();
    expect(named('configuration')).toMatchObject({
      detail: 'spreadsheetId from --spreadsheet; 0 defaults (quiz-sync config show)',
    });
    expect(found.settings).toEqual([{ name: 'spreadsheetId', value: 'sheet-1', from: '--spreadsheet' }]);
  });

  test('tells what is surely not meant, and is none the less well', async () => {
    const warnings = ['QUIZ_SYNC_PROT: is not a setting; did you mean PORT?'];
    const { code, found } = await document({}, { warnings });
    expect(code).toBe(0);
    expect(found.checks).toContainEqual({
      name: 'configuration',
      state: 'warning',
      detail: warnings[0],
      remedy: 'Correct QUIZ_SYNC_PROT.',
    });
  });

  test('makes no store that is not there', async () => {
    const elsewhere = path.join(folder, 'new/quiz-sync.db');
    const quizSync = () => {
      throw new Error('opening it would make it');
    };
    const { code, named } = await document({}, { store: { type: 'sqlite', path: elsewhere }, quizSync });
    expect(code).toBe(0);
    expect(named('store file')).toMatchObject({
      state: 'warning',
      detail: expect.stringContaining('there is none yet'),
      remedy: 'quiz-sync setup',
    });
    expect(named('backlog')).toMatchObject({ detail: 'not looked at: there is no store yet' });
    expect(await readdir(folder)).not.toContain('new');
  });

  test('makes no local spreadsheet that is not there', async () => {
    const quizSync = () => {
      throw new Error('opening it would make it');
    };
    const { code, named } = await document({}, { sheets: () => okAsync(undefined), quizSync });
    expect(code).toBe(0);
    expect(named('spreadsheet')).toMatchObject({
      state: 'warning',
      remedy: expect.stringContaining('QUIZ_SYNC_SPREADSHEET_ID'),
    });
  });

  test.each<[SheetsError, number, RegExp]>([
    [
      { type: 'permission_denied', message: 'No.', account: 'sync@school.example', reason: 'not_shared' },
      4,
      /^Share the spreadsheet with sync@school\.example as Editor/,
    ],
    [{ type: 'spreadsheet_not_found', message: 'No.' }, 5, /^Compare the id that was named/],
    [{ type: 'unavailable', message: 'No.' }, 75, /^Nothing to do/],
  ])(
    'a spreadsheet that answers %j ends it with %d, and the store is looked at',
    async (error, ends, remedy) => {
      const { code, named } = await document({}, { sheets: () => okAsync(openedSheets(error)) });
      expect(code).toBe(ends);
      expect(named('spreadsheet')).toMatchObject({ state: 'failure', remedy: expect.stringMatching(remedy) });
      expect(named('backlog')).toMatchObject({ state: 'ok' });
      for (const name of ['tabs', 'headers', 'protections', 'filters', 'revision'])
        expect(named(name)).toMatchObject({ detail: 'not looked at: the spreadsheet cannot be read' });
    },
  );

  test('a write that is refused ends it as setup would end', async () => {
    const probeRevision = () => errAsync({ type: 'sync_failed', problem: PROBLEM } as const);
    const { code, named } = await document({ probeRevision });
    expect(code).toBe(4);
    expect(named('revision')).toMatchObject({ state: 'failure', remedy: PROBLEM.remedy });
  });

  test('somebody who writes just now is no failure', async () => {
    const lease = { holder: 'server-1', expiresAt: '2026-11-23T12:00:30.000Z' };
    const { code, named } = await document({
      probeRevision: () => errAsync({ type: 'lease_held', ...lease }),
      syncStatus: () => okAsync(syncStatus({ lease })),
    });
    expect(code).toBe(0);
    expect(named('lease')).toMatchObject({
      state: 'ok',
      detail: expect.stringContaining('server-1 is writing'),
    });
    expect(named('revision')).toMatchObject({
      state: 'warning',
      detail: expect.stringContaining('server-1'),
    });
  });

  test('writes nothing where syncing is switched off', async () => {
    const probeRevision = () => {
      throw new Error('nothing may be written');
    };
    const { code, named } = await document({
      probeRevision,
      syncStatus: () => okAsync(syncStatus({ sync_enabled: false })),
    });
    expect(code).toBe(0);
    expect(named('backlog')).toMatchObject({ remedy: 'Set QUIZ_SYNC_SYNC_ENABLED to true.' });
  });

  test('the first failure decides how it ends, and a check that breaks keeps none away', async () => {
    const { code, named } = await document(
      { syncStatus: () => okAsync(syncStatus({ last_error: PROBLEM })) },
      { sheets: () => Promise.reject(new Error('a bug')) as never },
    );
    expect(code).toBe(1);
    expect(named('spreadsheet')).toMatchObject({ state: 'failure', detail: 'Unexpected error: a bug' });
    expect(named('backlog')).toMatchObject({ state: 'failure', remedy: PROBLEM.remedy });
  });

  test('an application that cannot be opened is told once', async () => {
    const refused: Failure = { type: 'settings_refused', message: 'Two columns have one header.' };
    const { code, found, named } = await document({}, { quizSync: () => errAsync(refused) });
    expect(code).toBe(2);
    expect(named('application')).toMatchObject({ state: 'failure', detail: 'Two columns have one header.' });
    expect(found.checks.filter(({ state }) => state === 'failure')).toHaveLength(1);
  });

  test('a store that is locked or away fails each check that asks it', async () => {
    const away = { type: 'store_unavailable', message: 'The database is locked.' } as const;
    const { code, named } = await document({ syncStatus: () => errAsync(away) });
    expect(code).toBe(75);
    expect(named('cells')).toMatchObject({ state: 'failure', remedy: expect.stringContaining('Check') });
  });
});
