import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type SheetsEmulator, startSheetsEmulator } from '@quiz-sync/sheets-emulator';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { hasRedis, type TestRedis, useRedis } from '../servers/redis.ts';
import { generateAnswers } from './answers.ts';
import { type RoundRobin, roundRobin } from './round-robin.ts';
import { createSpreadsheet } from './sheet-over-http.ts';
import { groupSubmissions } from './submissions.ts';

const SEED = 20_261_121;
const SUBMISSIONS = groupSubmissions(generateAnswers(30, SEED), SEED, 20 * 60_000);
/** Changes while one is asked after the other. */
const OF_THE_MOMENT = ['oldest_pending_age_ms'];

const SCHEDULERS = [
  { schedulers: 'one Redis', onRedis: true, own: [] },
  { schedulers: 'timers of their own', onRedis: false, own: ['next_attempt_at'] },
].filter(({ onRedis }) => !onRedis || hasRedis);

describe.for(SCHEDULERS)(
  'of two servers on one store and $schedulers, each',
  { timeout: 120_000 },
  ({ onRedis, own }) => {
    let folder: string;
    let emulator: SheetsEmulator;
    let redis: TestRedis | undefined;
    let spreadsheetId: string;
    let both: RoundRobin;

    beforeEach(async () => {
      folder = mkdtempSync(join(tmpdir(), 'quiz-sync-status-'));
      emulator = await startSheetsEmulator();
      redis = onRedis ? await useRedis() : undefined;
      spreadsheetId = await createSpreadsheet(emulator.url, 'Status');
      both = await roundRobin(2, folder, {
        SHEETS_EMULATOR_HOST: `127.0.0.1:${emulator.port}`,
        QUIZ_SYNC_SPREADSHEET_ID: spreadsheetId,
        QUIZ_SYNC_STORE: `sqlite:${join(folder, 'quiz-sync.db')}`,
        ...(redis === undefined ? {} : { QUIZ_SYNC_SCHEDULER: redis.url }),
      });
    });
    afterEach(async () => {
      await both.close();
      await redis?.close();
      await emulator.close();
      rmSync(folder, { recursive: true, force: true });
    });

    /** What one tells but for what is its own. */
    async function told(url: string): Promise<Record<string, unknown>> {
      const status = (await (await fetch(`${url}/api/sync/status`)).json()) as Record<string, unknown>;
      const left = Object.entries(status).filter(([name]) => ![...OF_THE_MOMENT, ...own].includes(name));
      // Who writes counts its calls as it makes them, and hands the count on when it is done.
      const { calls_left, level, ...quota } = status['quota'] as Record<string, unknown>;
      return { ...Object.fromEntries(left), quota };
    }

    /** Waits until both tell this state, and the same of everything else. */
    async function untilBothSay(state: string): Promise<Record<string, unknown>> {
      return vi.waitFor(
        async () => {
          const [one, other] = await Promise.all(both.servers.map(({ url }) => told(url)));
          expect(one?.['state']).toBe(state);
          expect(other).toEqual(one);
          return one ?? {};
        },
        { timeout: 60_000, interval: 50 },
      );
    }

    it('tells the same at rest, while one of them writes, and after it', async () => {
      await both.sendAll(SUBMISSIONS.slice(0, -1), 2);
      expect(await untilBothSay('in_sync')).toMatchObject({ sync_in_progress: false });
      emulator.faults.add({ match: { kind: 'write' }, effect: { type: 'delay', ms: 4_000 } });
      await both.sendAll(SUBMISSIONS.slice(-1), 1);
      const during = await untilBothSay('syncing');
      expect(during).toMatchObject({ sync_in_progress: true, lease: { holder: expect.any(String) } });
      expect(await untilBothSay('in_sync')).toMatchObject({ submissions: SUBMISSIONS.length });
    });

    // Of timers of their own, the other would make the next attempt at once.
    if (onRedis)
      it('tells the same while it waits for what Google asked for', async () => {
        const refusal = { type: 'before', status: 429, headers: { 'retry-after': '500' } } as const;
        await both.sendAll(SUBMISSIONS.slice(0, 2), 1);
        await untilBothSay('in_sync');
        emulator.faults.add({ match: { kind: 'write' }, effect: refusal });
        await both.sendAll(SUBMISSIONS.slice(2), 2);
        const waiting = await untilBothSay('failing');
        expect(waiting).toMatchObject({ next_attempt_at: expect.any(String), sync_in_progress: false });
      });

    it('tells the same of what blocks the sync, and that it is over', async () => {
      await fetch(`${emulator.url}/_emulator/spreadsheets/${spreadsheetId}/revoke`, { method: 'POST' });
      await both.sendAll(SUBMISSIONS, 2);
      const blocked = await untilBothSay('blocked');
      expect(blocked).toMatchObject({ last_error: { blocked: true }, is_running: true });
      await fetch(`${emulator.url}/_emulator/spreadsheets/${spreadsheetId}/share`, { method: 'POST' });
      await fetch(`${both.servers[1]?.url}/api/sync/force`, { method: 'POST' });
      expect(await untilBothSay('in_sync')).toMatchObject({ last_error: null });
    });
  },
);
