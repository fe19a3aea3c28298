import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createQuizSync, type QuizSync, type SyncStatus } from '@quiz-sync/core';
import { quizSyncRouter } from '@quiz-sync/express';
import { googleSheets } from '@quiz-sync/google-sheets';
import { type FaultSpec, type SheetsEmulator, startSheetsEmulator } from '@quiz-sync/sheets-emulator';
import { memoryStore } from '@quiz-sync/testing';
import { timerScheduler } from '@quiz-sync/timer-scheduler';
import express from 'express';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeTime, fakeTime } from '../../adapters/timer-scheduler/test/fake-time.ts';

let emulator: SheetsEmulator;
let spreadsheetId: string;
let time: FakeTime;
let quizSync: QuizSync;
let server: Server;
let api: string;

beforeEach(async () => {
  emulator = await startSheetsEmulator({ port: 0 });
  spreadsheetId = emulator.createSpreadsheet('School');
  time = fakeTime();
  const { clock, timers } = time;
  const sheets = googleSheets({ spreadsheetId, emulatorHost: `127.0.0.1:${emulator.port}` });
  const scheduler = timerScheduler({ clock, timers, random: () => 0.5 });
  quizSync = createQuizSync({ store: memoryStore({ now: clock.now }), sheets, scheduler, clock });
  server = createServer(express().use('/api', quizSyncRouter(quizSync)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  api = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
  await submit('s1');
  await untilSynced();
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await quizSync.stop();
  await emulator.close();
});

async function submit(id: string): Promise<void> {
  const response = { quiz_id: 'q1', topic: 'Fractions', selected_option: 'A', correct: true };
  const input = { submission_id: id, user_id: 'ada', quiz_type: 'micro', responses: [response] };
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${api}/quiz/submit`, { method: 'POST', headers, body: JSON.stringify(input) });
  expect(answer.status).toBe(201);
}

/** The status as JSON has it: null for what there is none of. */
type Shown = { [Field in keyof SyncStatus]: SyncStatus[Field] | null };

/** As operators get it. */
async function status(): Promise<Shown> {
  const answer = await fetch(`${api}/sync/status`);
  return (await answer.json()) as Shown;
}

/** Time passes as long as it takes, second by second; calls over HTTP end in between. */
async function until(condition: (now: Shown) => boolean): Promise<Shown> {
  await expect
    .poll(
      async () => {
        const now = await status();
        // A run may wait for its quota, so time goes on, slowly, while one is on.
        if (!condition(now)) await time.advance(now.sync_in_progress ? 20 : 250);
        return condition(await status());
      },
      { interval: 5, timeout: 20_000 },
    )
    .toBe(true);
  return status();
}

const untilSynced = (): Promise<Shown> => until(({ state }) => state === 'in_sync');
const untilRefused = (): Promise<Shown> =>
  until(({ last_error: error, sync_in_progress: busy }) => error != null && busy === false);

/** How far off the next attempt is, in milliseconds. */
function waitOf({ next_attempt_at: at }: Shown): number {
  return Date.parse(at ?? '') - time.clock.now();
}

describe('Google has asked to slow down', () => {
  it.each<[string, Record<string, string>, number]>([
    ['in seconds', { 'retry-after': '7' }, 7_000],
    ['for longer than is sensible: capped', { 'retry-after': '86400' }, 600_000],
    [
      'as a date, by the clock of Google',
      { date: 'Mon, 23 Nov 2026 12:00:00 GMT', 'retry-after': 'Mon, 23 Nov 2026 12:00:30 GMT' },
      30_000,
    ],
    ['without saying for how long: a back-off', {}, 500],
  ])(
    '%s: the status tells when the next attempt is, submissions go on, and then so does the sync (fault 7)',
    async (_how, headers, waitMs) => {
      emulator.faults.add(refusal('write', headers));
      await submit('s2');
      const refused = await untilRefused();
      expect(refused.state).toBe('failing');
      expect(refused.last_error).toMatchObject({ code: 'rate_limited', blocked: false });
      // Runs begin at least two seconds apart, whatever the back-off is.
      expect(waitOf(refused)).toBeLessThanOrEqual(Math.max(waitMs, 2_000));
      expect(waitOf(refused)).toBeGreaterThan(waitMs === 500 ? 0 : waitMs - 1_000);
      const calls = emulator.calls.length;
      await submit('s3');
      if (waitMs > 2_000) {
        await time.advance(waitMs - 2_000);
        expect(emulator.calls).toHaveLength(calls);
      }
      const synced = await untilSynced();
      expect(synced).toMatchObject({
        pending: { total: 0 },
        last_error: null,
        next_attempt_at: null,
      });
      expect(emulator.spreadsheet(spreadsheetId).values('QuizResponses')).toHaveLength(4);
    },
  );

  it.each<['read' | 'write', 'user' | 'project', () => void]>([
    ['write', 'user', () => void emulator.faults.add(refusal('write'))],
    ['read', 'user', () => void emulator.faults.add(refusal('read'))],
    ['read', 'project', () => emulator.quota.enforce({ perUser: 60, perProject: 0 })],
  ])(
    'over the quota of %s calls a minute of the %s: the status names it (fault 7)',
    async (calls, per, exceed) => {
      exceed();
      await submit('s2');
      const { last_error: error } = await untilRefused();
      expect(error).toMatchObject({ code: 'rate_limited', quota: { calls, per } });
      expect(error?.message).toContain('Quota exceeded');
      emulator.quota.lift();
      expect((await untilSynced()).last_error).toBeNull();
    },
  );
});

function refusal(kind: 'read' | 'write', headers: Record<string, string> = {}): FaultSpec {
  return { match: { kind }, effect: { type: 'before', status: 429, headers } };
}
