/**
 * How soon is a submission in the spreadsheet, where each call to Google takes 300 ms: one by one when quiet, and of those
 * that come 500 a second. A submission is visible from the moment that Google has carried out the batch with its row.
 *
 *     npm run build && npm exec -- node test/bench/visible.ts
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as passed } from 'node:timers/promises';
import { type SheetsEmulator, startSheetsEmulator } from '@quiz-sync/sheets-emulator';
import { startServer } from '../end-to-end/server-process.ts';
import { createSpreadsheet } from '../end-to-end/sheet-over-http.ts';

const CALL_MS = 300;
const QUIET_ROUNDS = 15;
/** Longer than it takes until the spreadsheet is in sync again and the next run may begin at once, with calls to spare. */
const QUIET_MS = 4_000;
const PER_SECOND = 500;
const LOAD_SECONDS = 20;
const TICK_MS = 20;
const LEARNERS = 500;
const GIVE_UP_MS = 120_000;

const folder = mkdtempSync(join(tmpdir(), 'quiz-sync-visible-'));
const emulator = await startSheetsEmulator();
emulator.faults.add({ times: 'always', effect: { type: 'delay', ms: CALL_MS } });
const spreadsheetId = await createSpreadsheet(emulator.url, 'Visible');
const service = await startServer({
  cwd: folder,
  env: {
    SHEETS_EMULATOR_HOST: `127.0.0.1:${emulator.port}`,
    QUIZ_SYNC_SPREADSHEET_ID: spreadsheetId,
    QUIZ_SYNC_RATE_LIMIT_PER_ADDRESS: '1000000',
    LOG_LEVEL: 'warn',
  },
});
const seen = watchRows(emulator);

/** When the row of each quiz was first there; looked for in this process, so that nobody calls for it. */
function watchRows(watched: SheetsEmulator): { readonly at: ReadonlyMap<string, number>; stop(): void } {
  const at = new Map<string, number>();
  let next = 2;
  const look = (): void => {
    const spreadsheet = watched.spreadsheet(spreadsheetId);
    if (!spreadsheet.tabs.includes('QuizResponses')) return;
    const now = performance.now();
    for (const [quizId] of spreadsheet.values('QuizResponses', `C${next}:C`)) {
      at.set(String(quizId), now);
      next += 1;
    }
  };
  const timer = setInterval(look, TICK_MS);
  return { at, stop: () => clearInterval(timer) };
}

let sent = 0;

/** Sends a submission of one answer; answers the quiz that it names and when it was sent. */
async function submit(): Promise<{
  readonly quizId: string;
  readonly sentAt: number;
  readonly answeredMs: number;
}> {
  sent += 1;
  const quizId = `quiz-${sent}`;
  const user_id = `learner-${sent % LEARNERS}`;
  const response = { quiz_id: quizId, topic: 'Fractions', selected_option: 'A', correct: true };
  const sentAt = performance.now();
  const answer = await fetch(`${service.url}/api/quiz/submit`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ user_id, quiz_type: 'micro', responses: [response] }),
  });
  if (answer.status !== 201) throw new Error(`${answer.status} ${await answer.text()}`);
  await answer.arrayBuffer();
  return { quizId, sentAt, answeredMs: performance.now() - sentAt };
}

/** Milliseconds from the sending until the row was there. */
async function untilVisible({ quizId, sentAt }: Awaited<ReturnType<typeof submit>>): Promise<number> {
  const giveUpAt = performance.now() + GIVE_UP_MS;
  while (performance.now() < giveUpAt) {
    const there = seen.at.get(quizId);
    if (there !== undefined) return there - sentAt;
    await passed(TICK_MS);
  }
  throw new Error(`${quizId} is not in the spreadsheet after ${GIVE_UP_MS} ms`);
}

async function whenQuiet(): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < QUIET_ROUNDS; round += 1) {
    await passed(QUIET_MS);
    times.push(await untilVisible(await submit()));
  }
  return times;
}

/** From sending to visible, and to the answer, which a machine too slow for so many delays as well. */
async function underLoad(): Promise<{ readonly visible: number[]; readonly answered: number[] }> {
  const beganAt = performance.now();
  const submitted: ReturnType<typeof submit>[] = [];
  while (submitted.length < PER_SECOND * LOAD_SECONDS) {
    const due = Math.floor(((performance.now() - beganAt) / 1_000) * PER_SECOND);
    while (submitted.length < due) submitted.push(submit());
    await passed(TICK_MS);
  }
  const visible: number[] = [];
  for (const each of submitted) visible.push(await untilVisible(await each));
  return { visible, answered: (await Promise.all(submitted)).map(({ answeredMs }) => answeredMs) };
}

function tell(name: string, times: readonly number[], aimMs?: number): void {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (part: number): string =>
    ((sorted[Math.floor(part * (sorted.length - 1))] ?? 0) / 1_000).toFixed(2);
  const aim = aimMs === undefined ? '' : ` (aim: 95% within ${aimMs / 1_000} s)`;
  process.stdout.write(
    `${name}: half within ${at(0.5)} s, 95% within ${at(0.95)} s, all within ${at(1)} s${aim}\n`,
  );
}

try {
  // The first one makes the tabs.
  await untilVisible(await submit());
  tell('quiet', await whenQuiet(), 1_500);
  const { visible, answered } = await underLoad();
  tell(`${PER_SECOND} a second`, visible, 6_000);
  tell('  of these, answered', answered);
} finally {
  seen.stop();
  await service.kill();
  await emulator.close();
  rmSync(folder, { recursive: true, force: true });
}
