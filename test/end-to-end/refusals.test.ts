import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type SheetsEmulator, startSheetsEmulator } from '@quiz-sync/sheets-emulator';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ServerProcess, startServer } from './server-process.ts';
import { createSpreadsheet, readTab } from './sheet-over-http.ts';

interface Status {
  readonly state: string;
  readonly summary: string;
  readonly pending: { readonly total: number };
  readonly last_error: { readonly code: string; readonly remedy: string } | null;
}

let folder: string;
let emulator: SheetsEmulator;
let server: ServerProcess | undefined;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'quiz-sync-refusals-'));
  emulator = await startSheetsEmulator({ port: 0 });
});

afterEach(async () => {
  await server?.kill();
  await emulator.close();
  rmSync(folder, { recursive: true, force: true });
});

async function serve(spreadsheetId: string): Promise<ServerProcess> {
  const env = { SHEETS_EMULATOR_HOST: `127.0.0.1:${emulator.port}`, QUIZ_SYNC_SPREADSHEET_ID: spreadsheetId };
  server = await startServer({ cwd: folder, env });
  return server;
}

async function submit({ url }: ServerProcess, submissionId: string): Promise<number> {
  const response = { quiz_id: 'q1', topic: 'Fractions', selected_option: 'A', correct: true };
  const body = { submission_id: submissionId, user_id: 'u1', quiz_type: 'micro', responses: [response] };
  const answer = await fetch(`${url}/api/quiz/submit`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return answer.status;
}

async function force({ url }: ServerProcess): Promise<void> {
  await (await fetch(`${url}/api/sync/force?wait=true`, { method: 'POST' })).text();
}

async function status({ url }: ServerProcess): Promise<Status> {
  return (await (await fetch(`${url}/api/sync/status`)).json()) as Status;
}

describe('when Google says no', () => {
  it('a spreadsheet that is not shared: submissions succeed, the status says what to do, and all arrives once shared (fault 15)', async () => {
    const spreadsheetId = await createSpreadsheet(emulator.url, 'School');
    emulator.access.revoke(spreadsheetId, 'nothing');
    const running = await serve(spreadsheetId);
    expect(await submit(running, 's1')).toBe(201);
    await force(running);
    const blocked = await status(running);
    expect(blocked).toMatchObject({ state: 'blocked', last_error: { code: 'spreadsheet_not_shared' } });
    expect(blocked.last_error?.remedy).toContain('as Editor');
    expect(await submit(running, 's2')).toBe(201);
    emulator.access.share(spreadsheetId);
    await force(running);
    expect(await status(running)).toMatchObject({ state: 'in_sync', last_error: null });
    const rows = await readTab(emulator.url, spreadsheetId, 'QuizResponses');
    expect(rows.map((row) => row['quiz_sync_key']).sort()).toEqual(['s1:0', 's2:0']);
  });

  it('a spreadsheet that does not exist: nothing is dropped, and all arrives in the one named instead (fault 17)', async () => {
    const first = await serve('no-such-spreadsheet-anywhere-at-all');
    expect(await submit(first, 's1')).toBe(201);
    await force(first);
    expect(await status(first)).toMatchObject({
      state: 'blocked',
      last_error: { code: 'spreadsheet_not_found' },
    });
    await first.stop();
    const spreadsheetId = await createSpreadsheet(emulator.url, 'School');
    const second = await serve(spreadsheetId);
    await force(second);
    expect(await readTab(emulator.url, spreadsheetId, 'QuizResponses')).toMatchObject([
      { quiz_sync_key: 's1:0' },
    ]);
  });

  it('a token that has expired: replaced once, and nobody notices (fault 14)', async () => {
    const spreadsheetId = await createSpreadsheet(emulator.url, 'School');
    const running = await serve(spreadsheetId);
    await submit(running, 's1');
    await force(running);
    emulator.faults.add({ match: { kind: 'write' }, effect: { type: 'before', status: 401 } });
    await submit(running, 's2');
    await force(running);
    await force(running);
    expect((await status(running)).state).toBe('in_sync');
    expect(await readTab(emulator.url, spreadsheetId, 'QuizResponses')).toHaveLength(2);
  });
});

describe('when the service is told to stop', () => {
  it('ends with 0, and what it was told is there after a restart (fault 38)', async () => {
    const spreadsheetId = await createSpreadsheet(emulator.url, 'School');
    emulator.faults.add({ times: 'always', effect: { type: 'delay', ms: 200 } });
    const first = await serve(spreadsheetId);
    expect(await submit(first, 's1')).toBe(201);
    expect(await first.stop()).toBe(0);
    const second = await serve(spreadsheetId);
    await force(second);
    expect(await readTab(emulator.url, spreadsheetId, 'QuizResponses')).toMatchObject([
      { quiz_sync_key: 's1:0' },
    ]);
  });
});
