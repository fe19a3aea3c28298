import { type SheetsEmulator, startSheetsEmulator } from '@quiz-sync/sheets-emulator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasMongodb, MONGODB_START_MS, type TestMongodb, useMongodb } from '../servers/mongodb.ts';
import { hasRedis, type TestRedis, useRedis } from '../servers/redis.ts';
import type { KillPoint } from './kill-points.ts';
import { makeRig, sendAll, untilSettled } from './rig.ts';
import { nextRound, ordinaryRound } from './rounds.ts';
import { runScenario } from './scenario.ts';
import { twoServices } from './two-services.ts';

/** Milliseconds: a server that looks after several tests at once answers too late for a shorter one. */
const LEASE_MS = 3_000;

/** Where it is told what is stored, planned, sent and settled; there is no transaction around any of it. */
const POINTS: readonly KillPoint[] = [
  'submissions.insert:before',
  'submissions.insert:after',
  'lease.acquire:after',
  'journal.record:before',
  'journal.record:after',
  'sheets.write:before',
  'sheets.write:after',
  'journal.settle:before',
  'journal.settle:after',
  'syncState.patch:after',
  'syncState.saveRun:after',
  'lease.release:before',
];

/** Several at a time: most of each is waiting for a lease to end, and for Redis to miss who was killed. */
describe.runIf(hasMongodb && hasRedis).concurrent('on MongoDB and Redis,', { timeout: 180_000 }, () => {
  let emulator: SheetsEmulator;
  let mongodb: TestMongodb;
  let redis: TestRedis;
  let databases = 0;

  beforeAll(async () => {
    emulator = await startSheetsEmulator();
    [mongodb, redis] = await Promise.all([useMongodb(), useRedis()]);
  }, MONGODB_START_MS);
  afterAll(async () => {
    await redis.close();
    await mongodb.close();
    await emulator.close();
  });

  /** Two services that are in sync, on a database and a queue of their own. */
  async function settledRig() {
    databases += 1;
    const env = {
      QUIZ_SYNC_STORE: `${mongodb.url}killed_${process.pid}_${Date.now()}_${databases}`,
      QUIZ_SYNC_SCHEDULER: redis.url,
      QUIZ_SYNC_CRASH_LEASE_MS: String(LEASE_MS),
    };
    const rig = await makeRig(emulator, env, twoServices());
    await sendAll(rig, ordinaryRound(nextRound(rig)));
    await untilSettled(rig);
    return rig;
  }

  it.each(POINTS)(
    'whichever of two services is killed at %s, nothing is lost, doubled or changed (faults 1, 2, 3, 4, 36)',
    async (point) => {
      await using rig = await settledRig();
      const { passed, differences } = await runScenario(rig, {
        point,
        occasion: 'ordinary',
        answer: 'a good answer',
      });
      expect(passed).toBe(true);
      expect(differences).toEqual([]);
    },
  );

  it.each(['submissions.insert:after', 'sheets.write:after'] as const)(
    'whichever of two services is told to stop at %s ends what it is at, and with 0 (fault 38)',
    async (point) => {
      await using rig = await settledRig();
      const { passed, code, differences } = await runScenario(rig, {
        ...{ point, occasion: 'ordinary', answer: 'a good answer' },
        action: 'terminate',
      });
      expect(passed).toBe(true);
      expect(code).toBe(0);
      expect(differences).toEqual([]);
    },
  );

  it('a batch that is applied and whose answer is lost is written once, though its service is killed before that is settled (faults 4, 10)', async () => {
    await using rig = await settledRig();
    const { passed, differences } = await runScenario(rig, {
      point: 'journal.settle:before',
      occasion: 'ordinary',
      answer: 'a reset, but applied',
    });
    expect(passed).toBe(true);
    expect(differences).toEqual([]);
  });
});
