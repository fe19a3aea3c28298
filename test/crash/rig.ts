import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SheetsEmulator } from '@quiz-sync/sheets-emulator';
import { type Intake, noFacts } from './facts.ts';
import { type End, type ServiceUnderTest, type Setup, startService } from './service-under-test.ts';
import type { WatchedSheet } from './watched-sheet.ts';

/** Milliseconds after which a call to the emulator is given up. */
const CALL_MS = 1_500;

/** One store, one spreadsheet, the service that is running on them, and everything that must be so. */
export interface Rig extends WatchedSheet, AsyncDisposable {
  readonly setup: Setup;
  /** How the service is started, for the first time or again. */
  readonly start: (setup: Setup) => Promise<ServiceUnderTest>;
  /** Sent, and not (yet) answered with 2xx. */
  readonly owed: Intake[];
  /** How many rounds of requests were made up for it; makes ids unique. */
  rounds: number;
  service: ServiceUnderTest;
}

/** A service on an empty store and an empty spreadsheet. */
export async function makeRig(
  emulator: SheetsEmulator,
  env: Record<string, string> = {},
  start: Rig['start'] = startService,
): Promise<Rig> {
  const folder = await mkdtemp(join(tmpdir(), 'quiz-sync-crash-'));
  const spreadsheetId = emulator.createSpreadsheet('Crash');
  const setup: Setup = {
    folder,
    emulator: `127.0.0.1:${emulator.port}`,
    spreadsheetId,
    env: { QUIZ_SYNC_CRASH_CALL_MS: String(CALL_MS), ...env },
  };
  const rig: Rig = {
    ...{ emulator, spreadsheetId, setup, start, owed: [], rounds: 0, facts: noFacts(), tabIds: new Map() },
    people: { header: 'Notes', notes: new Map(), typed: new Map() },
    service: await start(setup),
    async [Symbol.asyncDispose]() {
      await rig.service.end('SIGKILL');
      await rm(folder, { recursive: true, force: true });
    },
  };
  return rig;
}

/** Starts the service again after its end; what got no answer is sent again, and must be taken. */
export async function restart(rig: Rig): Promise<void> {
  rig.service = await rig.start(rig.setup);
  for (const intake of rig.owed.splice(0)) {
    const status = await send(rig, intake);
    if (status !== 200 && status !== 201)
      throw new Error(`${intake.path} was answered with ${status} when it was sent again`);
  }
}

/** Sends all at once. What is answered with 2xx is a fact from then on; what is not is owed. */
export async function sendAll(rig: Rig, intakes: readonly Intake[]): Promise<void> {
  await Promise.all(intakes.map((intake) => send(rig, intake)));
}

/** Answers the status; `undefined` when there was none. */
export async function send(rig: Rig, intake: Intake): Promise<number | undefined> {
  const status = (await ask(rig, intake))?.status;
  if (status === 200 || status === 201) intake.learn(rig.facts);
  else rig.owed.push(intake);
  return status;
}

/** Sends without taking note of the answer; `undefined` when the connection broke. */
export async function ask(
  { service }: Rig,
  { method, path, body, key }: Intake,
): Promise<Response | undefined> {
  try {
    const named = key === undefined ? {} : { 'idempotency-key': `"${key}"` };
    const headers = { 'content-type': 'application/json', ...named };
    const answer = await fetch(service.url + path, {
      method,
      headers,
      ...(body && { body: JSON.stringify(body) }),
    });
    const whole = await answer.arrayBuffer();
    return new Response(whole, { status: answer.status, headers: answer.headers });
  } catch {
    return undefined;
  }
}

/** Waits until nothing is waiting, or until the service has ended. */
export async function untilSettled(rig: Rig): Promise<'in sync' | End> {
  const { service } = rig;
  let gone: End | undefined;
  void service.ended.then((end) => {
    gone = end;
  });
  for (let attempt = 0; attempt < 600; attempt += 1) {
    if (gone !== undefined) return gone;
    if (await isInSync(service.url)) return 'in sync';
    await new Promise((tick) => setTimeout(tick, 50));
  }
  throw new Error(`not in sync in time:\n${service.output().slice(-6_000)}`);
}

interface Status {
  readonly state: string;
  readonly pending: { readonly total: number };
  readonly sync_in_progress: boolean;
}

async function isInSync(url: string): Promise<boolean> {
  try {
    const answer = await fetch(`${url}/api/sync/status`);
    const { state, pending, sync_in_progress } = (await answer.json()) as Status;
    return state === 'in_sync' && pending.total === 0 && !sync_in_progress;
  } catch {
    return false;
  }
}
