import { readFileSync, renameSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import type { SyncRun } from '@quiz-sync/core';
import { loadConfiguration, openApplication, type RunningServer, startServer } from '@quiz-sync/server';
import { openSqliteStore } from '@quiz-sync/sqlite';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { keepingLog } from './serve-app.js';
import { temporaryDirectory } from './temporary-directory.js';

const submission = {
  submission_id: 's-1',
  user_id: 'u1',
  quiz_type: 'micro',
  responses: [{ quiz_id: 'q1', topic: 'risk', selected_option: 'A', correct: true }],
};

function configurationIn(directory: string, env: Record<string, string> = {}) {
  const QUIZ_SYNC_STORE = `sqlite:${path.join(directory, 'quiz.db')}`;
  return loadConfiguration({ env: { PORT: '0', QUIZ_SYNC_STORE, ...env } })._unsafeUnwrap();
}

async function started(directory: string, env?: Record<string, string>): Promise<RunningServer> {
  const server = (
    await startServer(configurationIn(directory, env), { log: keepingLog().log })
  )._unsafeUnwrap();
  onTestFinished(() => server.close());
  return server;
}

async function submit(url: string, body: unknown): Promise<Response> {
  return fetch(`${url}/api/quiz/submit`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

async function forced(url: string): Promise<SyncRun> {
  const answer = await fetch(`${url}/api/sync/force?wait=true`, { method: 'POST' });
  return (await answer.json()) as SyncRun;
}

/** The texts of a tab of the local spreadsheet, as the page reads them. */
async function shownRows(url: string, title: string): Promise<string[][]> {
  const { spreadsheet } = (await (await fetch(`${url}/local-spreadsheet`)).json()) as {
    spreadsheet: { tabs: { tab_id: number; title: string }[] };
  };
  const tab = spreadsheet.tabs.find((candidate) => candidate.title === title);
  const answer = await fetch(`${url}/local-spreadsheet/tabs/${tab?.tab_id}/rows?from=0&count=10`);
  const { rows } = (await answer.json()) as { rows: { text: string }[][] };
  return rows.map((row) => row.map(({ text }) => text)).filter((row) => row.some((text) => text !== ''));
}

test('a submission is stored, synced to the local spreadsheet, and shown from there', async () => {
  const { url } = await started(temporaryDirectory());
  expect((await submit(url, submission)).status).toBe(201);
  expect((await submit(url, submission)).status).toBe(200);
  expect(await forced(url)).toMatchObject({ status: 'succeeded' });
  const rows = await shownRows(url, 'QuizResponses');
  expect(rows).toEqual([expect.arrayContaining(['u1', 'q1', 'risk', 'A', 'TRUE', 's-1:0'])]);
});

test('the tab of responses has its key column hidden', async () => {
  const { url } = await started(temporaryDirectory());
  await submit(url, submission);
  await forced(url);
  const { spreadsheet } = (await (await fetch(`${url}/local-spreadsheet`)).json()) as {
    spreadsheet: { tabs: { title: string; columns: { header: string; hidden: boolean }[] }[] };
  };
  const tab = spreadsheet.tabs.find(({ title }) => title === 'QuizResponses');
  expect(tab?.columns.filter(({ hidden }) => hidden).map(({ header }) => header)).toEqual(['quiz_sync_key']);
});

test('closed and started again, everything is as it was, in the same spreadsheet', async () => {
  const directory = temporaryDirectory();
  const first = await started(directory);
  await submit(first.url, submission);
  await forced(first.url);
  await first.close();
  const second = await started(directory);
  expect(second.application.spreadsheetId).toBe(first.application.spreadsheetId);
  expect((await submit(second.url, submission)).status).toBe(200);
  expect(await shownRows(second.url, 'QuizResponses')).toHaveLength(1);
});

test('the first line says where it listens, what it stores in and what it writes to', async () => {
  const directory = temporaryDirectory();
  const { log, lines } = keepingLog();
  const server = (await startServer(configurationIn(directory), { log }))._unsafeUnwrap();
  onTestFinished(() => server.close());
  expect(lines[0]).toEqual({
    level: 'info',
    message: `Quiz Sync listens on ${server.url}`,
    fields: {
      store: `sqlite:${path.join(directory, 'quiz.db')}`,
      spreadsheet: server.application.spreadsheetId,
      emulator: server.application.sheetsEmulatorUrl,
    },
  });
});

describe('several processes on one directory', () => {
  test('a command joins the local spreadsheet of a running service', async () => {
    const directory = temporaryDirectory();
    const service = await started(directory);
    const command = await openApplication(configurationIn(directory), {
      role: 'command',
      log: keepingLog().log,
    });
    const { spreadsheetId, sheetsEmulatorUrl, close } = command._unsafeUnwrap();
    await close();
    expect({ spreadsheetId, sheetsEmulatorUrl }).toEqual({
      spreadsheetId: service.application.spreadsheetId,
      sheetsEmulatorUrl: service.application.sheetsEmulatorUrl,
    });
    expect((await fetch(`${service.url}/local-spreadsheet`)).status).toBe(200);
  });

  test('a service waits for a command to give it free, and then has its own', async () => {
    const directory = temporaryDirectory();
    const command = (
      await openApplication(configurationIn(directory), { role: 'command', log: keepingLog().log })
    )._unsafeUnwrap();
    const starting = started(directory);
    await command.close();
    const service = await starting;
    expect(service.application.spreadsheetId).toBe(command.spreadsheetId);
    expect(service.application.sheetsEmulatorUrl).not.toBe(command.sheetsEmulatorUrl);
  });

  test('the address that a dead process has left behind leads nobody astray', async () => {
    const directory = temporaryDirectory();
    const first = await started(directory);
    const left = readFileSync(path.join(directory, 'emulator.json'), 'utf8');
    await first.close();
    expect(JSON.parse(left)).toMatchObject({ url: first.application.sheetsEmulatorUrl, role: 'service' });
    const second = await started(directory);
    expect((await fetch(`${second.url}/local-spreadsheet`)).status).toBe(200);
  });
});

describe('with an emulator of somebody else', () => {
  test('everything goes there, and nothing is started here', async () => {
    const owner = await started(temporaryDirectory());
    const emulator = new URL(owner.application.sheetsEmulatorUrl ?? '').host;
    const created = await fetch(`http://${emulator}/v4/spreadsheets`, { method: 'POST' });
    const { spreadsheetId } = (await created.json()) as { spreadsheetId: string };
    const env = { SHEETS_EMULATOR_HOST: emulator, QUIZ_SYNC_SPREADSHEET_ID: spreadsheetId };
    const directory = temporaryDirectory();
    const guest = await started(directory, env);
    await submit(guest.url, submission);
    expect(await forced(guest.url)).toMatchObject({ status: 'succeeded' });
    expect(await shownRows(guest.url, 'QuizResponses')).toHaveLength(1);
    expect(() => readFileSync(path.join(directory, 'emulator.json'))).toThrow('ENOENT');
  });
});

describe('what cannot start says why, and leaves nothing open', () => {
  test('a port that is taken', async () => {
    const { url } = await started(temporaryDirectory());
    const directory = temporaryDirectory();
    const PORT = new URL(url).port;
    const failed = await startServer(configurationIn(directory, { PORT }), { log: keepingLog().log });
    expect(failed._unsafeUnwrapErr()).toMatchObject({ type: 'not_listening' });
    await started(directory);
  });

  test('a store that cannot be opened', async () => {
    const configuration = configurationIn(temporaryDirectory(), {
      QUIZ_SYNC_STORE: 'sqlite:/dev/null/quiz.db',
    });
    const failure = (await startServer(configuration, { log: keepingLog().log }))._unsafeUnwrapErr();
    expect(failure).toEqual({
      type: 'store_unusable',
      message: expect.stringContaining('/dev/null/quiz.db'),
    });
  });

  test('a file of API keys that is not there', async () => {
    const configuration = configurationIn(temporaryDirectory(), {
      QUIZ_SYNC_API_KEYS_FILE: '/nowhere/keys.json',
    });
    const failure = (await startServer(configuration, { log: keepingLog().log }))._unsafeUnwrapErr();
    expect(failure).toEqual({
      type: 'api_keys_invalid',
      message: expect.stringMatching(/^QUIZ_SYNC_API_KEYS_FILE: \/nowhere\/keys\.json .*ENOENT/),
    });
  });

  test('settings that core refuses', async () => {
    const directory = temporaryDirectory();
    const configuration = configurationIn(directory);
    const refused = { ...configuration, timeZone: 'Nowhere/Nothing' };
    const failure = (await startServer(refused, { log: keepingLog().log }))._unsafeUnwrapErr();
    expect(failure).toEqual({
      type: 'settings_refused',
      message: expect.stringContaining('Nowhere/Nothing'),
    });
    await started(directory);
  });
});

test('with syncing switched off everything is stored, and forcing it is refused', async () => {
  const { url } = await started(temporaryDirectory(), { QUIZ_SYNC_SYNC_ENABLED: 'false' });
  const answer = await submit(url, submission);
  expect(await answer.json()).toMatchObject({ data: { sync: { state: 'disabled' } } });
  expect((await fetch(`${url}/api/sync/force`, { method: 'POST' })).status).toBe(409);
});

describe('a store that is an unfinished copy', () => {
  async function unfinishedIn(directory: string): Promise<void> {
    const store = await openSqliteStore(path.join(directory, 'quiz.db'));
    const bookmark = { source: 'sqlite:/srv/old.db', left: ['row'] };
    expect((await store.archive.write([], JSON.stringify(bookmark))).isOk()).toBe(true);
    await store.close();
  }

  test('is refused at the start, and the way to finish it is told', async () => {
    const directory = temporaryDirectory();
    await unfinishedIn(directory);
    const refused = await startServer(configurationIn(directory), { log: keepingLog().log });
    expect(refused._unsafeUnwrapErr()).toEqual({
      type: 'store_unusable',
      message: expect.stringContaining('quiz-sync copy-store --from sqlite:/srv/old.db --to sqlite:/'),
    });
  });

  test('that could not be asked at the start is closed as soon as it can', async () => {
    const directory = temporaryDirectory();
    const [disk, mounted] = [path.join(directory, 'disk'), path.join(directory, 'mounted')];
    symlinkSync(mounted, disk);
    const { log, lines } = keepingLog();
    const env = {
      QUIZ_SYNC_STORE: `sqlite:${path.join(disk, 'quiz.db')}`,
      QUIZ_SYNC_SPREADSHEET_ID: 'nobody',
      SHEETS_EMULATOR_HOST: '127.0.0.1:9',
    };
    const server = (await startServer(configurationIn(directory, env), { log }))._unsafeUnwrap();
    onTestFinished(() => server.close());
    const elsewhere = path.join(directory, 'elsewhere');
    await unfinishedIn(elsewhere);
    renameSync(elsewhere, mounted);
    const told = () => lines.map(({ message }) => message).join('\n');
    await vi.waitFor(() => expect(told()).toContain('Nothing is stored or synced'), 15_000);
    expect((await submit(server.url, submission)).status).toBe(503);
  });
});
