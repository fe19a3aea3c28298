import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type SheetsEmulator, startSheetsEmulator } from '@quiz-sync/sheets-emulator';
import { seededRandom } from './answers.ts';
import { send } from './send.ts';
import { type ServerProcess, startServer } from './server-process.ts';
import { createSpreadsheet, readTab, type TabRecords } from './sheet-over-http.ts';
import type { SubmissionBody } from './submissions.ts';

export interface ReplayOptions {
  readonly submissions: readonly SubmissionBody[];
  /** How often the server is killed (SIGKILL) on the way, evenly spread. */
  readonly kills: number;
  readonly seed: number;
  /** Requests under way at once. */
  readonly concurrency: number;
  /** `QUIZ_SYNC_STORE`. Default: a SQLite file of its own. */
  readonly store?: string;
}

/** One sync run as `GET /api/sync/runs` tells it. */
export interface RunRecord {
  readonly status: string;
  readonly batches: number;
  readonly reads: number;
  readonly writes: number;
  readonly changes: number;
}

export interface Calls {
  readonly reads: number;
  readonly writes: number;
}

export interface ReplayReport {
  /** Answers by HTTP status, `reset` for connections that broke. */
  readonly answers: Record<string, number>;
  readonly tabs: Record<'responses' | 'profiles' | 'courses', TabRecords>;
  /** Of the last server; newest first. */
  readonly runs: readonly RunRecord[];
  readonly calls: Calls;
  /** What the last submission took, sent alone when all others were in the sheet. */
  readonly lastCalls: Calls;
  readonly seconds: { readonly sending: number; readonly draining: number };
  readonly peakMemoryBytes: number;
}

/**
 * Replays submissions through the real service over HTTP into a spreadsheet of an emulator that outlives it: one in
 * five is sent twice, some of them at the same time, and the server is killed on the way. What fails is sent again.
 */
export async function replay(options: ReplayOptions): Promise<ReplayReport> {
  const folder = await mkdtemp(join(tmpdir(), 'quiz-sync-replay-'));
  const emulator = await startSheetsEmulator({ port: 0 });
  const spreadsheetId = await createSpreadsheet(emulator.url, 'Replay');
  const env = {
    SHEETS_EMULATOR_HOST: `127.0.0.1:${emulator.port}`,
    QUIZ_SYNC_SPREADSHEET_ID: spreadsheetId,
    QUIZ_SYNC_STORE: options.store ?? `sqlite:${join(folder, 'quiz-sync.db')}`,
  };
  let server = await startServer({ cwd: folder, env });
  try {
    const answers: Record<string, number> = {};
    let peakMemoryBytes = 0;
    const began = performance.now();
    for (const [index, part] of partsOf(withRepeats(options), options.kills + 1).entries()) {
      if (index > 0) {
        peakMemoryBytes = Math.max(peakMemoryBytes, server.peakMemory());
        server = await killInTheMiddle(server, part.splice(0, 40), answers, () =>
          startServer({ cwd: folder, env }),
        );
      }
      await sendAll(server.url, part, options.concurrency, answers);
    }
    const sent = performance.now();
    await untilInSync(server);
    const drained = performance.now();
    const lastCalls = await sendLast(server, emulator, options.submissions, answers);
    return {
      answers,
      tabs: await readTabs(emulator.url, spreadsheetId),
      runs: await getJson<{ runs: RunRecord[] }>(`${server.url}/api/sync/runs?limit=50`).then(
        ({ runs }) => runs,
      ),
      calls: callsOf(emulator),
      lastCalls,
      seconds: { sending: (sent - began) / 1_000, draining: (drained - sent) / 1_000 },
      peakMemoryBytes: Math.max(peakMemoryBytes, server.peakMemory()),
    };
  } finally {
    await server.kill();
    await emulator.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** All but the last, one in five twice: half of the repeats right behind the first, so that both are under way at once, half much later. */
function withRepeats({ submissions, seed }: ReplayOptions): SubmissionBody[] {
  const random = seededRandom(seed);
  const later: SubmissionBody[] = [];
  const queue = submissions.slice(0, -1).flatMap((submission) => {
    const draw = random();
    if (draw < 0.1) return [submission, submission];
    if (draw < 0.2) later.push(submission);
    return [submission];
  });
  return [...queue, ...later];
}

async function sendLast(
  server: ServerProcess,
  emulator: SheetsEmulator,
  submissions: readonly SubmissionBody[],
  answers: Record<string, number>,
): Promise<Calls> {
  const before = callsOf(emulator);
  await sendAll(server.url, submissions.slice(-1), 1, answers);
  await untilInSync(server);
  const after = callsOf(emulator);
  return { reads: after.reads - before.reads, writes: after.writes - before.writes };
}

function partsOf<T>(all: readonly T[], count: number): T[][] {
  const size = Math.ceil(all.length / count);
  return Array.from({ length: count }, (_, index) => all.slice(index * size, (index + 1) * size));
}

/** Kills the server while requests are under way, starts it again, and sends those that got no answer once more. */
async function killInTheMiddle(
  server: ServerProcess,
  bodies: SubmissionBody[],
  answers: Record<string, number>,
  restart: () => Promise<ServerProcess>,
): Promise<ServerProcess> {
  const underWay = bodies.map(async (body) => ({ body, status: await send(server.url, body) }));
  await Promise.race(underWay);
  await server.kill();
  const ended = await Promise.all(underWay);
  for (const { status } of ended) count(answers, status);
  const restarted = await restart();
  const failed = ended.filter(({ status }) => status === 'reset').map(({ body }) => body);
  await sendAll(restarted.url, failed, 8, answers);
  return restarted;
}

async function sendAll(
  url: string,
  bodies: readonly SubmissionBody[],
  concurrency: number,
  answers: Record<string, number>,
): Promise<void> {
  const queue = [...bodies];
  async function sendNext(): Promise<void> {
    for (let body = queue.shift(); body !== undefined; body = queue.shift())
      count(answers, await send(url, body));
  }
  await Promise.all(Array.from({ length: concurrency }, sendNext));
}

function count(answers: Record<string, number>, status: string): void {
  answers[status] = (answers[status] ?? 0) + 1;
}

async function untilInSync({ url, output }: ServerProcess): Promise<void> {
  for (let attempt = 0; attempt < 2_400; attempt += 1) {
    const { state } = await getJson<{ state: string }>(`${url}/api/sync/status`);
    if (state === 'in_sync') return;
    await new Promise((tick) => setTimeout(tick, 50));
  }
  throw new Error(`not in sync in time:\n${output().slice(-4_000)}`);
}

async function readTabs(url: string, id: string): Promise<ReplayReport['tabs']> {
  return {
    responses: await readTab(url, id, 'QuizResponses'),
    profiles: await readTab(url, id, 'UserProfiles'),
    courses: await readTab(url, id, 'course_statistics'),
  };
}

function callsOf(emulator: SheetsEmulator): Calls {
  const ofServer = emulator.calls.filter(({ operation }) => operation !== 'sheets.spreadsheets.values.get');
  return {
    reads: ofServer.filter(({ kind }) => kind === 'read').length,
    writes: ofServer.filter(({ kind }) => kind === 'write').length,
  };
}

async function getJson<T>(url: string): Promise<T> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}
