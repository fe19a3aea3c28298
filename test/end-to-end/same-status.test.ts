import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type SheetsEmulator, startSheetsEmulator } from '@quiz-sync/sheets-emulator';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { hasMongodb, type TestMongodb, useMongodb } from '../servers/mongodb.ts';
import { hasRedis, type TestRedis, useRedis } from '../servers/redis.ts';
import { type TcpGate, tcpGate } from '../servers/tcp-gate.ts';
import { type Instances, openInstances, type ToldStatus } from './instances-in-process.ts';

/** `own`: what each tells of itself. */
const PLACES = [
  { place: 'MongoDB and Redis', onMongodb: true, onRedis: true, own: [] },
  { place: 'SQLite and Redis', onMongodb: false, onRedis: true, own: [] },
  {
    place: 'SQLite, with timers of their own',
    onMongodb: false,
    onRedis: false,
    own: ['next_attempt_at', 'summary'],
  },
].filter(({ onMongodb, onRedis }) => (!onMongodb || hasMongodb) && (!onRedis || hasRedis));

const FULL = { calls_left: 6, level: 6 };

/** Milliseconds that a very slow machine may take until all is as it is waited for. */
const TIMEOUT = 60_000;

/** Milliseconds for which a run that makes one long call is seen. */
const LEASE_TTL_MS = 10_000;

describe.for(PLACES)(
  'of instances on $place, each',
  { timeout: 240_000, concurrent: true },
  ({ onMongodb, onRedis, own }) => {
    let folder: string;
    let emulator: SheetsEmulator;
    let google: TcpGate;
    let redis: TestRedis | undefined;
    let mongodb: TestMongodb | undefined;
    let spreadsheetId: string;
    let instances: Instances;

    beforeEach(async () => {
      folder = mkdtempSync(join(tmpdir(), 'quiz-sync-status-'));
      emulator = await startSheetsEmulator();
      google = await tcpGate(emulator.port);
      redis = onRedis ? await useRedis() : undefined;
      mongodb = onMongodb ? await useMongodb() : undefined;
      spreadsheetId = emulator.createSpreadsheet('Status');
      instances = await openInstances(3, {
        SHEETS_EMULATOR_HOST: `127.0.0.1:${google.port}`,
        QUIZ_SYNC_SPREADSHEET_ID: spreadsheetId,
        QUIZ_SYNC_STORE: mongodb
          ? `${mongodb.url}same_status_${process.pid}_${Date.now()}`
          : `sqlite:${join(folder, 'quiz-sync.db')}`,
        ...(redis && { QUIZ_SYNC_SCHEDULER: redis.url }),
      });
    }, TIMEOUT);
    afterEach(async () => {
      await instances.close();
      google.close();
      await redis?.close();
      await mongodb?.close();
      await emulator.close();
      rmSync(folder, { recursive: true, force: true });
    }, TIMEOUT);

    function force(instance: number): Promise<Response> {
      return fetch(`${instances.urls[instance]}/api/sync/force`, { method: 'POST' });
    }

    function people(act: 'share' | 'revoke'): Promise<Response> {
      return fetch(`${emulator.url}/_emulator/spreadsheets/${spreadsheetId}/${act}`, { method: 'POST' });
    }

    /** All of it, but for what is an instance's own; ages are of the moment of asking. */
    function comparable(status: ToldStatus | undefined): ToldStatus {
      return { ...status, oldest_pending_age_ms: 0, ...Object.fromEntries(own.map((field) => [field, ''])) };
    }

    /** Waits until all tell this, and the same of everything else. */
    async function untilAllSay(
      state: string,
      further: ToldStatus = {},
      timeout: number = TIMEOUT,
    ): Promise<void> {
      await vi.waitFor(
        async () => {
          const [one, ...others] = await instances.statuses();
          expect(one).toMatchObject({ state, ...further });
          for (const other of others) expect(comparable(other)).toEqual(comparable(one));
        },
        { timeout, interval: 50 },
      );
    }

    /**
     * A run that waits for Google is seen until its lease is over, or at most until it gives up and says that it fails. When
     * the machine was too slow for all to be asked within that time, another run is begun.
     */
    async function untilAllSeeARun(): Promise<void> {
      for (let left = 4; ; left -= 1) {
        google.shut();
        await force(0);
        const run = { sync_in_progress: true, lease: { holder: expect.any(String) } };
        const seen = await untilAllSay('syncing', run, LEASE_TTL_MS).then(
          () => true,
          (missed: unknown) => {
            if (left === 0) throw missed;
            return false;
          },
        );
        if (seen) return;
        google.open();
        await force(0);
        await untilAllSay('in_sync');
      }
    }

    /** Waits until a page of an instance that has not been asked shows it. */
    async function untilFollowed(state: string): Promise<void> {
      await vi.waitFor(() => expect(instances.followed.states().at(-1)).toBe(state), { timeout: TIMEOUT });
    }

    it('tells the same at rest, while something waits, in a run, when blocked, after a run forced on another, and while it backs off', async () => {
      await untilAllSay('in_sync', { submissions: 0, next_attempt_at: null, quota: FULL });

      await instances.storeSilently('u1');
      await untilAllSay('pending', { pending: expect.objectContaining({ total: 1 }), next_attempt_at: null });

      await untilAllSeeARun();
      await untilFollowed('syncing');
      google.open();
      await untilAllSay('in_sync', { submissions: 1, statistics: { failed_syncs: expect.any(Number) } });

      await people('revoke');
      await instances.storeSilently('u2');
      await force(1);
      await untilAllSay('blocked', { last_error: { blocked: true }, is_running: true });
      await people('share');
      await force(2);
      await untilAllSay('in_sync', { last_error: null, submissions: 2 });

      const refusal = { type: 'before', status: 429, headers: { 'retry-after': '500' } } as const;
      emulator.faults.add({ effect: refusal, times: 'always' });
      await instances.storeSilently('u3');
      await force(1);
      await untilAllSay('failing', onRedis ? { next_attempt_at: expect.any(String) } : {});

      await untilFollowed('failing');
    });
  },
);
