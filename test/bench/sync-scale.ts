/**
 * Does a sync stay as quick when the spreadsheet is full? One submission is synced, in turns, by an application whose
 * spreadsheet holds 1,000 responses and by one whose holds many (200,000 unless another number is given); then every row of
 * the many is written again, by a process of its own whose most memory is told.
 *
 *     npm run build && npm exec -- node test/bench/sync-scale.ts [responses]
 *
 * Everything is real but Google, which is an emulator in a process of its own, and the pacing of its calls. A million
 * responses, which no spreadsheet of Google's holds, take about ten minutes and 5 GB of memory for the emulator.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createQuizSync } from '@quiz-sync/core';
import { googleSheets } from '@quiz-sync/google-sheets';
import { openSqliteStore } from '@quiz-sync/sqlite';
import { aSubmission, manualScheduler, someResponses } from '@quiz-sync/testing';
import { insertGroup } from '../../adapters/sqlite/dist/worker/insert-group.js';
import { openDatabase } from '../../adapters/sqlite/dist/worker/open-database.js';
import { toSubmissionRow } from '../../adapters/sqlite/dist/worker/submission-row.js';
import { createSpreadsheet } from '../end-to-end/sheet-over-http.ts';

const FEW = 1_000;
const ROUNDS = 41;
const RESPONSES_OF_SUBMISSION = 5;
const SUBMISSIONS_OF_LEARNER = 10;
const GROUP = 500;
/** Who is known to both. */
const LEARNERS = FEW / RESPONSES_OF_SUBMISSION / SUBMISSIONS_OF_LEARNER;
/** Room for a million responses; Google's ten million cells hold some 900,000. */
const CELL_LIMIT = 40_000_000;
const PROGRAM = fileURLToPath(import.meta.url);
const EMULATOR = fileURLToPath(
  new URL('../../packages/sheets-emulator/bin/sheets-emulator.js', import.meta.url),
);

/** Where one application keeps what is its own. */
interface Place {
  readonly file: string;
  readonly emulatorHost: string;
  readonly spreadsheetId: string;
}

/** Every learner has as many submissions in the small store as in the large one; all of them are pending. */
function fill(file: string, responses: number): void {
  const connection = openDatabase(file, {});
  const submissions = Math.ceil(responses / RESPONSES_OF_SUBMISSION);
  const learners = Math.ceil(submissions / SUBMISSIONS_OF_LEARNER);
  for (let first = 0; first < submissions; first += GROUP) {
    const group = Array.from({ length: Math.min(GROUP, submissions - first) }, (_, offset) =>
      aSubmission({
        submission_id: `submission-${first + offset}`,
        user_id: `learner-${(first + offset) % learners}`,
        session_id: `session-${(first + offset) % learners}`,
        responses: someResponses(RESPONSES_OF_SUBMISSION),
      }),
    );
    insertGroup(connection, group.map(toSubmissionRow));
  }
  connection.close();
}

async function open({ file, emulatorHost, spreadsheetId }: Place) {
  const store = await openSqliteStore(file);
  const scheduler = manualScheduler();
  const quizSync = createQuizSync({
    store,
    sheets: googleSheets({ spreadsheetId, emulatorHost }),
    scheduler,
  });
  return {
    quizSync,
    async sync(): Promise<void> {
      const outcomes = await scheduler.runAll();
      const [left] = (await quizSync.syncStatus()).map(({ pending }) => [pending.total])._unsafeUnwrap();
      if (left !== 0) throw new Error(`${left} left after ${JSON.stringify(outcomes)}`);
    },
    async close(): Promise<void> {
      await quizSync.stop();
      await store.close();
    },
  };
}

/** What a child of this program does with the place that it is given, and tells of itself. */
const WORK = {
  fill: async (place: Place, responses: number) => fill(place.file, responses),
  sync: async (place: Place) => {
    const application = await open(place);
    application.quizSync.forceSync();
    await application.sync();
    await application.close();
  },
  rebuild: async (place: Place) => {
    const application = await open(place);
    (await application.quizSync.rebuild())._unsafeUnwrap();
    await application.sync();
    await application.close();
  },
};
type Work = keyof typeof WORK;

/** Seconds, and the most memory in MB, of work done by a process of its own. */
function inChild(work: Work, place: Place, responses: number): { seconds: number; memory: number } {
  const printed = execFileSync(process.execPath, [PROGRAM, work, JSON.stringify(place), String(responses)], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(printed);
}

async function beChild(work: Work, place: Place, responses: number): Promise<void> {
  const beganAt = performance.now();
  await WORK[work](place, responses);
  const seconds = (performance.now() - beganAt) / 1_000;
  const memory = process.resourceUsage().maxRSS / 1_024;
  process.stdout.write(JSON.stringify({ seconds, memory }));
}

function told({ seconds, memory }: ReturnType<typeof inChild>): string {
  return `${seconds.toFixed(0)} s, at most ${memory.toFixed(0)} MB`;
}

function medianOf(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[times.length >> 1] ?? Number.NaN;
}

async function compare(places: readonly Place[], counts: readonly number[]): Promise<void> {
  const applications = await Promise.all(places.map(open));
  const times: number[][] = applications.map(() => []);
  for (let round = 0; round < ROUNDS; round += 1) {
    const turns = [...applications.entries()];
    // Neither always goes first.
    for (const [index, { quizSync, sync }] of round % 2 === 0 ? turns : turns.toReversed()) {
      const number = round % LEARNERS;
      const learner = { user_id: `learner-${number}`, session_id: `session-${number}`, quiz_type: 'micro' };
      const responses = someResponses(RESPONSES_OF_SUBMISSION);
      (await quizSync.submitQuiz({ ...learner, responses }))._unsafeUnwrap();
      const beganAt = performance.now();
      await sync();
      times[index]?.push(performance.now() - beganAt);
    }
  }
  const [few = Number.NaN, many = Number.NaN] = times.map(medianOf);
  print(
    `a sync of one submission with ${counts.join(' and with ')} responses: ${few.toFixed(1)} and ${many.toFixed(1)} ms`,
  );
  print(`  ratio of the medians ${(many / few).toFixed(2)} (aim: at most 1.2)`);
  await Promise.all(applications.map((application) => application.close()));
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function bench(many: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'quiz-sync-scale-'));
  const flags = ['--max-old-space-size=12000', EMULATOR, '--port', '0', '--cell-limit', String(CELL_LIMIT)];
  const emulator = spawn(process.execPath, flags, { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const [line] = (await once(emulator.stdout, 'data')) as [Buffer];
    const url = /http:\/\/[^\s/]+/.exec(String(line))?.[0] ?? '';
    const counts = [FEW, many];
    const places: Place[] = [];
    // Both before the children are waited for, while nothing else here goes on: the emulator ends a silent connection.
    for (const count of counts) {
      const spreadsheetId = await createSpreadsheet(url, `${count} responses`);
      places.push({ file: join(folder, `${count}.db`), emulatorHost: new URL(url).host, spreadsheetId });
    }
    for (const [index, place] of places.entries()) {
      const count = counts[index] ?? 0;
      inChild('fill', place, count);
      print(`${count} responses written at first: ${told(inChild('sync', place, count))}`);
    }
    await compare(places, counts);
    const [, large] = places;
    if (large !== undefined)
      print(`${many} responses rebuilt: ${told(inChild('rebuild', large, many))} (aim: 300 MB)`);
  } finally {
    emulator.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

const [, , first = '200000', place, responses] = process.argv;
if (place === undefined) await bench(Number(first));
else await beChild(first as Work, JSON.parse(place), Number(responses));
