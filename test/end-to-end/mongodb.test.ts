import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createQuizSync } from '@quiz-sync/core';
import { openMongoStore } from '@quiz-sync/mongodb';
import { type SheetsEmulator, startSheetsEmulator } from '@quiz-sync/sheets-emulator';
import { fakeSheets } from '@quiz-sync/testing';
import { timerScheduler } from '@quiz-sync/timer-scheduler';
import { ok } from 'neverthrow';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { refuseWrites } from '../../adapters/mongodb/test/refuse-writes.ts';
import { hasMongodb } from '../servers/mongodb.ts';
import { mongodbForTests } from '../servers/mongodb-for-tests.ts';
import { type TcpProxy, tcpProxy } from '../servers/tcp-proxy.ts';
import { generateAnswers } from './answers.ts';
import { differences } from './differences.ts';
import { recompute } from './recompute.ts';
import { replay } from './replay.ts';
import { type ServerProcess, startServer } from './server-process.ts';
import { createSpreadsheet } from './sheet-over-http.ts';
import { groupSubmissions, type SubmissionBody } from './submissions.ts';

const SEED = 20_260_311;
const TWENTY_MINUTES = 20 * 60_000;

vi.setConfig({ testTimeout: 240_000 });

describe.runIf(hasMongodb)('the service with QUIZ_SYNC_STORE=mongodb://…', () => {
  const mongodbUrl = mongodbForTests();

  const storeIn = (database: string): string => `${mongodbUrl()}${database}_${process.pid}_${Date.now()}`;

  it('replays quiz results into the sheet once each, whatever is sent twice and although it is killed', async () => {
    const submissions = groupSubmissions(generateAnswers(200, SEED), SEED, TWENTY_MINUTES);
    const report = await replay({
      submissions,
      kills: 1,
      seed: SEED,
      concurrency: 6,
      store: storeIn('replay'),
    });
    expect(differences(report.tabs, recompute(submissions))).toEqual([]);
    expect(report.answers['201']).toBeLessThanOrEqual(submissions.length);
    expect(report.lastCalls).toEqual({ reads: 1, writes: 1 });
  });

  it('sends a test row there and back, and leaves nothing of it in store and sheet', async () => {
    const store = await openMongoStore(storeIn('test_row'));
    onTestFinished(() => store.close());
    const sheets = fakeSheets({ timeZone: 'UTC' });
    const scheduler = timerScheduler({ timing: { delayMs: 0, spacingMs: 0 } });
    const quizSync = createQuizSync({ store, sheets, scheduler, settings: { syncOnStart: false } });
    expect(await quizSync.sendTestRow()).toEqual(ok({ target: sheets.target, row: 2 }));
    expect(await store.submissions.count()).toEqual(ok({ submissions: 0, responses: 0 }));
    const left = sheets.records('QuizResponses').filter((record) => Object.keys(record).length > 0);
    expect(left).toEqual([]);
    (await quizSync.stop())._unsafeUnwrap();
  });

  it('refuses submissions while the store is away, and goes on by itself when it is back (fault 32)', async () => {
    await behindProxy(async (server, proxy) => {
      expect((await submit(server, 'before')).status).toBe(201);
      await proxy.become('refuse');
      const refused = await submit(server, 'during');
      expect(refused.status, server.output()).toBe(503);
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
      expect((await fetch(`${server.url}/readyz`)).status).toBe(503);
      expect((await fetch(`${server.url}/livez`)).status).toBe(200);
      await proxy.become('forward');
      await vi.waitFor(async () => expect((await fetch(`${server.url}/readyz`)).status).toBe(200), 60_000);
      expect((await submit(server, 'before')).status).toBe(200);
      expect((await submit(server, 'during')).status).toBe(201);
      await vi.waitFor(() => expect(server.output()).toContain('The MongoDB store answers again.'), 60_000);
      expect(server.output()).not.toContain('CANARY');
    });
  });

  it('refuses submissions while the server takes no writes, with what to do, and goes on when it does again (fault 34)', async () => {
    await behindProxy(async (server, proxy) => {
      expect((await submit(server, 'before')).status).toBe(201);
      await vi.waitFor(async () => expect(await stateOf(server)).toBe('in_sync'), 60_000);
      proxy.answerFor(refuseWrites({ code: 371, errmsg: 'User writes blocked', of: 'document' }));
      const refused = await submit(server, 'during');
      expect(refused.status).toBe(503);
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(await refused.json()).toMatchObject({ code: 'store_full' });
      expect((await fetch(`${server.url}/api/learners/${LEARNER}/statistics`)).status).toBe(200);
      proxy.answerFor(() => undefined);
      expect((await submit(server, 'during')).status).toBe(201);
      await vi.waitFor(async () => expect(await stateOf(server)).toBe('in_sync'), 60_000);
    });
  });

  async function stateOf({ url }: ServerProcess): Promise<string> {
    const { state } = (await (await fetch(`${url}/api/sync/status`)).json()) as { state: string };
    return state;
  }

  async function behindProxy(work: (server: ServerProcess, proxy: TcpProxy) => Promise<void>): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), 'quiz-sync-mongodb-'));
    const emulator: SheetsEmulator = await startSheetsEmulator({ port: 0 });
    const store = new URL(storeIn('proxied'));
    await using proxy = await tcpProxy(Number(store.port));
    const server = await startServer({
      cwd: folder,
      env: {
        SHEETS_EMULATOR_HOST: `127.0.0.1:${emulator.port}`,
        QUIZ_SYNC_SPREADSHEET_ID: await createSpreadsheet(emulator.url, 'Proxied'),
        QUIZ_SYNC_STORE: `mongodb://127.0.0.1:${proxy.port}${store.pathname}`,
      },
    });
    await work(server, proxy);
    await server.stop();
    await emulator.close();
    await rm(folder, { recursive: true });
  }
});

const [BODY] = groupSubmissions(generateAnswers(3, SEED), SEED, TWENTY_MINUTES) as [SubmissionBody];
const LEARNER = BODY.user_id;

function submit({ url }: ServerProcess, submission_id: string): Promise<Response> {
  const sent: SubmissionBody = { ...BODY, submission_id };
  return fetch(`${url}/api/quiz/submit`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(sent),
  });
}
