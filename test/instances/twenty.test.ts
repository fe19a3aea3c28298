import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as passed } from 'node:timers/promises';
import { type SheetsEmulator, startSheetsEmulator } from '@quiz-sync/sheets-emulator';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { generateAnswers } from '../end-to-end/answers.ts';
import { differences } from '../end-to-end/differences.ts';
import { recompute } from '../end-to-end/recompute.ts';
import { createSpreadsheet, readTab } from '../end-to-end/sheet-over-http.ts';
import { groupSubmissions, type SubmissionBody } from '../end-to-end/submissions.ts';
import { hasMongodb, MONGODB_START_MS, useMongodb } from '../servers/mongodb.ts';
import { hasRedis, useRedis } from '../servers/redis.ts';
import { type Crowd, startCrowd } from './crowd.ts';
import { mostInAMinute } from './most-in-a-minute.ts';

const SEED = 20_261_120;
const SIZE = 20;
const TWENTY_MINUTES = 20 * 60_000;
/** Of Google's to one account: 60 reads and 60 writes. All of ours together are no more than one of them. */
const CALLS_A_MINUTE = 60;

/** Something that is shared, and its end. */
interface Opened {
  readonly url: string;
  close(): Promise<void>;
}

const onSqlite = async (folder: string): Promise<Opened> => ({
  url: `sqlite:${join(folder, 'quiz-sync.db')}`,
  close: async () => {},
});

async function onMongodb(): Promise<Opened> {
  const { url, close } = await useMongodb();
  return { url: `${url}twenty_${process.pid}_${Date.now()}`, close };
}

/** `paceMs`: between submissions, as far as the store keeps up on a small machine. */
const SETTINGS = [
  { on: 'one SQLite file', open: onSqlite, hasRedis: false, paceMs: 25, isThere: true },
  { on: 'one SQLite file and one Redis', open: onSqlite, hasRedis: true, paceMs: 25, isThere: hasRedis },
  {
    on: 'one MongoDB and one Redis',
    open: onMongodb,
    hasRedis: true,
    paceMs: 500,
    isThere: hasMongodb && hasRedis,
  },
].filter(({ isThere }) => isThere);

describe.for(SETTINGS)('20 instances on $on', { timeout: 400_000 }, (setting) => {
  let folder: string;
  let emulator: SheetsEmulator;
  let store: Opened;
  let redis: Opened | undefined;
  let spreadsheetId: string;
  let crowd: Crowd;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'quiz-sync-twenty-'));
    emulator = await startSheetsEmulator();
    spreadsheetId = await createSpreadsheet(emulator.url, 'Twenty');
    store = await setting.open(folder);
    redis = setting.hasRedis ? await useRedis() : undefined;
    const sheets = `127.0.0.1:${emulator.port}`;
    const shared = { store: store.url, redis: redis?.url, sheets, spreadsheetId };
    crowd = await startCrowd(SIZE, shared, SEED);
  }, MONGODB_START_MS);
  afterEach(async () => {
    await crowd[Symbol.asyncDispose]();
    await redis?.close();
    await store.close();
    await emulator.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Sends one after the other until it is enough; answers what was sent. */
  async function sendUntil(isEnough: () => boolean): Promise<SubmissionBody[]> {
    const submissions = groupSubmissions(generateAnswers(30_000, SEED), SEED, TWENTY_MINUTES);
    const sent: SubmissionBody[] = [];
    for (const body of submissions) {
      if (isEnough()) break;
      await crowd.send(body);
      sent.push(body);
      await passed(setting.paceMs);
    }
    return sent;
  }

  async function disturb(): Promise<void> {
    const { killAnyone, killWriter, pauseWriter } = crowd;
    for (const each of [killAnyone, killWriter, killAnyone, killAnyone, pauseWriter, killAnyone, killAnyone])
      await each();
  }

  async function sheetDifferences(submissions: readonly SubmissionBody[]): Promise<string[]> {
    const tab = (title: string) => readTab(emulator.url, spreadsheetId, title);
    const [responses, profiles, courses] = [
      await tab('QuizResponses'),
      await tab('UserProfiles'),
      await tab('course_statistics'),
    ];
    return differences({ responses, profiles, courses }, recompute(submissions));
  }

  async function untilInSync(): Promise<void> {
    // One after the other, since all of them together would keep a small store from its work; and each for as long as a
    // run is on that has nothing more to do, as the last one may be.
    for (const state of crowd.states())
      await vi.waitFor(async () => expect(await state()).toBe('in_sync'), {
        timeout: 200_000,
        interval: 250,
      });
  }

  function callsInAMinute(): number {
    return mostInAMinute(emulator.calls.map(({ at }) => at));
  }

  it('store once what is sent a hundred times at once to all of them (faults 36, 46)', async () => {
    const [body] = groupSubmissions(generateAnswers(9, SEED), SEED, TWENTY_MINUTES);
    if (body === undefined) throw new Error('there is a submission');
    expect(await crowd.sendAtOnce(body, 100)).toEqual({ stored: 1, repeat: 99 });
    await untilInSync();
    expect(await sheetDifferences([body])).toEqual([]);
  });

  it('write every response once within one quota, whoever is killed, or stopped past the lease and woken (faults 36, 37)', async () => {
    let isOver = false;
    const disturbed = disturb().finally(() => {
      isOver = true;
    });
    const [sent] = await Promise.all([sendUntil(() => isOver), disturbed]);
    await untilInSync();
    expect(callsInAMinute()).toBeLessThanOrEqual(CALLS_A_MINUTE);
    expect(await sheetDifferences(sent)).toEqual([]);
  });
});
