// Replays answers, of real learners from a CSV file (`user_id,skill_name,correct`) or made-up ones, through two servers on
// one MongoDB and one Redis, behind a round-robin. One by chance is killed again and again. Prints what came of it:
//   npm run replay:servers -- [FILE] [--answers N] [--kills N] [--seed N]
// Without --answers all of the file are sent, or 2000 made-up ones.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { startSheetsEmulator } from '@quiz-sync/sheets-emulator';
import { mostInAMinute } from '../instances/most-in-a-minute.ts';
import { useMongodb } from '../servers/mongodb.ts';
import { startRedis } from '../servers/redis-process.ts';
import { generateAnswers, readAnswers } from './answers.ts';
import { differences } from './differences.ts';
import { recompute } from './recompute.ts';
import { type RoundRobin, roundRobin } from './round-robin.ts';
import { createSpreadsheet, readTab } from './sheet-over-http.ts';
import { groupSubmissions } from './submissions.ts';

const { values: given, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    answers: { type: 'string' },
    kills: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
  },
});
const [file] = positionals;
const [kills, seed] = [wholeNumber('kills', given.kills), wholeNumber('seed', given.seed)];
const atMost = given.answers === undefined ? undefined : wholeNumber('answers', given.answers);
const answers = file === undefined ? generateAnswers(atMost ?? 2_000, seed) : readAnswers(file, atMost);
const IN_SYNC_WITHIN_MS = 1_800_000;
const began = performance.now();

const folder = mkdtempSync(join(tmpdir(), 'quiz-sync-two-'));
const emulator = await startSheetsEmulator();
const [mongodb, redis] = [await useMongodb(), await startRedis()];
const spreadsheetId = await createSpreadsheet(emulator.url, 'Two servers');
const both = await roundRobin(2, folder, {
  SHEETS_EMULATOR_HOST: `127.0.0.1:${emulator.port}`,
  QUIZ_SYNC_SPREADSHEET_ID: spreadsheetId,
  // FerretDB 1 reads a collection whole for all but a search by one `_id`: a command may take it longer than a store waits by default.
  QUIZ_SYNC_STORE: `${mongodb.url}two_servers_${process.pid}_${Date.now()}?socketTimeoutMS=120000`,
  QUIZ_SYNC_SCHEDULER: redis.url,
});
const submissions = groupSubmissions(answers, seed, 20 * 60_000);
const [statuses] = await Promise.all([
  both.sendAll(submissions, 8),
  both.killAlong(submissions.length, kills, seed),
]);
await untilInSync(both);
const tab = (title: string) => readTab(emulator.url, spreadsheetId, title);
const tabs = {
  responses: await tab('QuizResponses'),
  profiles: await tab('UserProfiles'),
  courses: await tab('course_statistics'),
};
const wrong = differences(tabs, recompute(submissions));
const tally = {
  ...(file === undefined ? {} : { file: basename(file) }),
  seed,
  submissions: submissions.length,
  answers: answers.length,
  kills: both.kills(),
  http: statuses,
  rows: Object.fromEntries(Object.entries(tabs).map(([title, rows]) => [title, rows.length])),
  differences: wrong.length,
  mostCallsInAMinute: mostInAMinute(emulator.calls.map(({ at }) => at)),
  seconds: Math.round((performance.now() - began) / 1_000),
};
process.stdout.write(`${[JSON.stringify(tally, null, 2), ...wrong.slice(0, 20)].join('\n')}\n`);
process.exitCode = wrong.length === 0 ? 0 : 1;
await both.close();
await redis.close();
await mongodb.close();
await emulator.close();
rmSync(folder, { recursive: true, force: true });

function wholeNumber(name: string, given: string): number {
  if (!/^\d{1,9}$/.test(given)) throw new RangeError(`--${name} must be a whole number, not ${given}`);
  return Number(given);
}

async function untilInSync({ servers }: RoundRobin): Promise<void> {
  const deadline = performance.now() + IN_SYNC_WITHIN_MS;
  for (let states = ''; states !== 'in_sync,in_sync'; ) {
    if (performance.now() > deadline) throw new Error(`not in sync in time: ${states}`);
    // A status counts what is stored, for which FerretDB reads all of it: asked at leisure, it does not crowd out the sync.
    await new Promise((tick) => setTimeout(tick, 2_000));
    const each: string[] = [];
    for (const { url } of servers) {
      const { state } = (await (await fetch(`${url}/api/sync/status`)).json()) as { state: string };
      each.push(state);
    }
    states = each.join();
  }
}
