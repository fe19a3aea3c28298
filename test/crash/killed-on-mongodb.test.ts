import { type SheetsEmulator, startSheetsEmulator } from '@quiz-sync/sheets-emulator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasMongodb, MONGODB_START_MS, type TestMongodb, useMongodb } from '../servers/mongodb.ts';
import type { KillPoint } from './kill-points.ts';
import { makeRig, sendAll, untilSettled } from './rig.ts';
import { nextRound, ordinaryRound } from './rounds.ts';
import { runScenario } from './scenario.ts';

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

/** Several at a time: most of each is waiting for a lease to end. */
describe.runIf(hasMongodb).concurrent('a service on MongoDB', { timeout: 180_000 }, () => {
  let emulator: SheetsEmulator;
  let mongodb: TestMongodb;
  let databases = 0;

  beforeAll(async () => {
    emulator = await startSheetsEmulator();
    mongodb = await useMongodb();
  }, MONGODB_START_MS);
  afterAll(async () => {
    await mongodb.close();
    await emulator.close();
  });

  /** A service that is in sync, on a database of its own. */
  async function settledRig() {
    databases += 1;
    const rig = await makeRig(emulator, {
      QUIZ_SYNC_STORE: `${mongodb.url}killed_${process.pid}_${Date.now()}_${databases}`,
      QUIZ_SYNC_CRASH_LEASE_MS: String(LEASE_MS),
    });
    await sendAll(rig, ordinaryRound(nextRound(rig)));
    await untilSettled(rig);
    return rig;
  }

  it.each(POINTS)(
    'that is killed at %s loses, doubles and changes nothing (faults 1, 2, 3, 4)',
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

  it.each([
    'submissions.insert:after',
    'sheets.write:before',
    'sheets.write:after',
    'journal.settle:before',
  ] as const)('that is told to stop at %s ends what it is at, and with 0 (fault 38)', async (point) => {
    await using rig = await settledRig();
    const { passed, code, differences } = await runScenario(rig, {
      ...{ point, occasion: 'ordinary', answer: 'a good answer' },
      action: 'terminate',
    });
    expect(passed).toBe(true);
    expect(code).toBe(0);
    expect(differences).toEqual([]);
  });

  it('whose batch is applied and whose answer is lost, killed before that is settled: writes it once (faults 4, 10)', async () => {
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
