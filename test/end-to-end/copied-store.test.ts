import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { SyncRun } from '@quiz-sync/core';
import { type SheetsEmulator, startSheetsEmulator } from '@quiz-sync/sheets-emulator';
import { expect, it, onTestFinished } from 'vitest';
import { type ServerProcess, startServer } from './server-process.ts';

const CLI = resolve(fileURLToPath(import.meta.url), '../../../apps/cli/bin/quiz-sync.js');

/** A folder, a spreadsheet, and services that are gone when the test ends. */
interface Place {
  readonly emulator: SheetsEmulator;
  readonly spreadsheetId: string;
  /** Starts the service on the store of that name. */
  serve(store: string): Promise<ServerProcess>;
  /** Runs the command to its end; answers its exit code and what it printed. */
  cli(...words: string[]): Promise<{ code: number | null; out: string; err: string }>;
}

async function place(): Promise<Place> {
  const cwd = mkdtempSync(join(tmpdir(), 'quiz-sync-copied-'));
  const emulator = await startSheetsEmulator({ port: 0 });
  const spreadsheetId = emulator.createSpreadsheet('School');
  const env = {
    SHEETS_EMULATOR_HOST: `127.0.0.1:${emulator.port}`,
    QUIZ_SYNC_SPREADSHEET_ID: spreadsheetId,
  };
  const services: ServerProcess[] = [];
  onTestFinished(async () => {
    for (const service of services) await service.kill();
    await emulator.close();
    rmSync(cwd, { recursive: true, force: true });
  });
  return {
    emulator,
    spreadsheetId,
    serve: async (store) => {
      const service = await startServer({ cwd, env: { ...env, QUIZ_SYNC_STORE: store } });
      services.push(service);
      return service;
    },
    cli: async (...words) => {
      const child = spawn(process.execPath, [CLI, ...words], {
        cwd,
        env: { PATH: process.env['PATH'], HOME: cwd, ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const printed = Promise.all([text(child.stdout), text(child.stderr)]);
      const [code] = await once(child, 'close');
      const [out, err] = await printed;
      return { code, out, err };
    },
  };
}

async function submit({ url }: ServerProcess, number: number): Promise<number> {
  const response = {
    quiz_id: `q${number}`,
    topic: 'Fractions',
    selected_option: 'B',
    correct: number % 3 > 0,
  };
  const body = {
    submission_id: `s${number}`,
    user_id: `u${number % 5}`,
    session_id: `session-${number % 7}`,
    quiz_type: 'micro',
    responses: [response],
  };
  const answer = await fetch(`${url}/api/quiz/submit`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return answer.status;
}

async function forced({ url }: ServerProcess): Promise<SyncRun> {
  const answer = await fetch(`${url}/api/sync/force?wait=true`, { method: 'POST' });
  return (await answer.json()) as SyncRun;
}

/** A run takes what was pending when it began, so that another may be left to do. */
async function settled(service: ServerProcess): Promise<void> {
  let run: SyncRun;
  do {
    run = await forced(service);
    expect(run).toMatchObject({ status: 'succeeded' });
  } while (run.changes > 0);
}

async function statistics({ url }: ServerProcess): Promise<unknown> {
  return (await fetch(`${url}/api/learners/u1/statistics`)).json();
}

it('a service goes on from a copy of its store, and writes nothing again', async () => {
  const here = await place();
  const before = await here.serve('sqlite:a.db');
  for (let number = 0; number < 40; number += 1) expect(await submit(before, number)).toBe(201);
  await settled(before);
  const counted = await statistics(before);
  await before.stop();

  const copied = await here.cli('copy-store', '--from', 'sqlite:a.db', '--to', 'sqlite:b.db', '--json');
  expect({ code: copied.code, err: copied.err }).toEqual({ code: 0, err: '' });
  expect(JSON.parse(copied.out)).toMatchObject({ records: { submission: 40, tab: 5, target: 1 } });

  here.emulator.clearCalls();
  const after = await here.serve('sqlite:b.db');
  expect(await statistics(after)).toEqual(counted);
  expect(await submit(after, 0)).toBe(200);
  expect(await forced(after)).toMatchObject({ status: 'succeeded', changes: 0 });
  expect(here.emulator.calls.filter(({ kind }) => kind === 'write')).toEqual([]);

  here.emulator.clearCalls();
  expect(await submit(after, 40)).toBe(201);
  const { reads, writes, tabs } = await forced(after);
  expect({ reads, writes }).toEqual({ reads: 1, writes: 1 });
  expect(here.emulator.calls.map(({ kind }) => kind)).toEqual(['read', 'write']);
  // One response of one learner, in a session that is known.
  expect(tabs).toMatchObject({
    responses: { updated: 0, added: 1, removed: 0 },
    profiles: { updated: 1, added: 0, removed: 0 },
  });
  for (const tab of Object.values(tabs)) expect(tab.updated + tab.added).toBeLessThanOrEqual(1);
  expect(here.emulator.spreadsheet(here.spreadsheetId).values('QuizResponses')).toHaveLength(42);
}, 60_000);
