import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type SheetsEmulator, startSheetsEmulator } from '@quiz-sync/sheets-emulator';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { hasMongodb, MONGODB_START_MS, useMongodb } from '../servers/mongodb.ts';
import { hasRedisServer } from '../servers/redis.ts';
import { type RedisProcess, startRedis } from '../servers/redis-process.ts';
import { generateAnswers } from './answers.ts';
import { differences } from './differences.ts';
import { recompute } from './recompute.ts';
import { type RoundRobin, roundRobin } from './round-robin.ts';
import { createSpreadsheet, readTab } from './sheet-over-http.ts';
import { groupSubmissions, type SubmissionBody } from './submissions.ts';

const SEED = 20_260_306;
const TWENTY_MINUTES = 20 * 60_000;

/** A store that servers share. */
interface SharedStore {
  readonly url: string;
  close(): Promise<void>;
}

const STORES = [
  {
    kind: 'SQLite',
    answers: 1_500,
    isThere: true,
    open: async (folder: string): Promise<SharedStore> => ({
      url: `sqlite:${join(folder, 'quiz-sync.db')}`,
      close: async () => {},
    }),
  },
  {
    kind: 'MongoDB',
    // FerretDB on a busy machine takes most of a minute to note what a batch of 1,500 rows has written.
    answers: 400,
    isThere: hasMongodb,
    open: async (): Promise<SharedStore> => {
      const { url, close } = await useMongodb();
      return { url: `${url}several_${process.pid}_${Date.now()}`, close };
    },
  },
].filter(({ isThere }) => isThere && hasRedisServer);

describe.for(STORES)('servers that share a $kind and a Redis', { timeout: 300_000 }, ({ open, answers }) => {
  let folder: string;
  let store: SharedStore;
  let emulator: SheetsEmulator;
  let redis: RedisProcess;
  let spreadsheetId: string;
  let cluster: RoundRobin | undefined;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'quiz-sync-several-'));
    emulator = await startSheetsEmulator({ port: 0 });
    store = await open(folder);
    redis = await startRedis();
    spreadsheetId = await createSpreadsheet(emulator.url, 'Several');
  }, MONGODB_START_MS);
  afterEach(async () => {
    await cluster?.close();
    cluster = undefined;
    await redis.close();
    await store.close();
    await emulator.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function start(count: number): Promise<RoundRobin> {
    cluster = await roundRobin(count, folder, {
      SHEETS_EMULATOR_HOST: `127.0.0.1:${emulator.port}`,
      QUIZ_SYNC_SPREADSHEET_ID: spreadsheetId,
      QUIZ_SYNC_STORE: store.url,
      QUIZ_SYNC_SCHEDULER: redis.url,
    });
    return cluster;
  }

  async function status(url: string): Promise<Record<string, unknown>> {
    return (await (await fetch(`${url}/api/sync/status`)).json()) as Record<string, unknown>;
  }

  /** Waits until every server says that everything is in the sheet. */
  async function untilInSync({ servers }: RoundRobin): Promise<void> {
    const isInSync = async () => {
      for (const { url, output } of servers) {
        const answer = await status(url);
        if (answer['state'] !== 'in_sync')
          throw new Error(`${JSON.stringify(answer)}\n${output().slice(-3_000)}`);
      }
    };
    await vi.waitFor(isInSync, { timeout: 200_000, interval: 50 });
  }

  async function expectSheetOf(submissions: readonly SubmissionBody[]): Promise<void> {
    const tab = (title: string) => readTab(emulator.url, spreadsheetId, title);
    const tabs = {
      responses: await tab('QuizResponses'),
      profiles: await tab('UserProfiles'),
      courses: await tab('course_statistics'),
    };
    expect(differences(tabs, recompute(submissions))).toEqual([]);
  }

  function submissionsOf(answers: number): SubmissionBody[] {
    return groupSubmissions(generateAnswers(answers, SEED), SEED, TWENTY_MINUTES);
  }

  it('write every response once, whichever of them is killed whenever (fault 36)', async () => {
    const submissions = submissionsOf(answers);
    const both = await start(2);
    const [statuses] = await Promise.all([both.sendAll(submissions, 8), both.killSome(6, SEED)]);
    expect(
      Object.keys(statuses).filter((status) => !['200', '201', '503', 'reset'].includes(status)),
    ).toEqual([]);
    expect(both.kills()).toBe(6);
    await untilInSync(both);
    await expectSheetOf(submissions);
  });

  it('tell the same of their sync, and let nobody wait in vain for a forced run', async () => {
    const both = await start(2);
    const submissions = submissionsOf(40);
    await both.sendAll(submissions, 2);
    for (const { url } of [...both.servers, ...both.servers]) {
      const forced = await fetch(`${url}/api/sync/force?wait=true`, { method: 'POST' });
      expect(forced.ok).toBe(true);
      expect(await forced.text()).toContain('"succeeded"');
    }
    await untilInSync(both);
    // Each counts the calls to Google that it could make itself: alike once both may make all of them again.
    const tellTheSame = async () => {
      const [one, other] = await Promise.all(both.servers.map(({ url }) => status(url)));
      expect(other).toEqual(one);
    };
    await vi.waitFor(tellTheSame, { timeout: 60_000, interval: 100 });
    await expectSheetOf(submissions);
  });

  it('store and answer while Redis is away, and sync by themselves when it is back (fault 32)', async () => {
    const submissions = submissionsOf(200);
    const half = Math.floor(submissions.length / 2);
    const both = await start(2);
    await both.sendAll(submissions.slice(0, half), 4);
    await redis.kill();
    const lines = (words: RegExp) => both.servers.map(({ output }) => output().match(words)?.length ?? 0);
    await vi.waitFor(() => expect(lines(/Redis at .* cannot be used/g)).toEqual([1, 1]), { timeout: 60_000 });
    expect(Object.keys(await both.sendAll(submissions.slice(half), 4))).toEqual(['201']);
    for (const { url } of both.servers) expect((await fetch(`${url}/readyz`)).status).toBe(200);
    await redis.restart();
    await untilInSync(both);
    await expectSheetOf(submissions);
    expect(lines(/Redis at .* cannot be used/g)).toEqual([1, 1]);
    expect(lines(/Redis at .* can be used again/g)).toEqual([1, 1]);
  });

  it('start without Redis, and end in time with none', async () => {
    await redis.kill();
    const submissions = submissionsOf(20);
    const one = await start(1);
    expect(await one.sendAll(submissions, 2)).toEqual({ 201: submissions.length });
    expect(await one.servers[0]?.stop()).toBe(0);
    await redis.restart();
    const next = await start(1);
    await untilInSync(next);
    await expectSheetOf(submissions);
  });
});
