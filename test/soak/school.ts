import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSheetsEmulator } from '@quiz-sync/sheets-emulator';
import { noFacts } from '../crash/facts.ts';
import type { Ambush } from '../crash/instrument/passage.ts';
import { EndedEarly, type ServiceProcess, type Setup, startService } from '../crash/service-under-test.ts';
import type { WatchedSheet } from '../crash/watched-sheet.ts';
import { type IntakeSource, newIntakeSource } from './intake-source.ts';
import { count, type Tally } from './tally.ts';
import { newTrace, type Trace } from './trace.ts';

/** Milliseconds. Short, as calls are, so that leases end while calls hang. */
const ENV = { QUIZ_SYNC_CRASH_CALL_MS: '1500', QUIZ_SYNC_CRASH_LEASE_MS: '700' };

/** One spreadsheet, one store, and the services that are at it: one, sometimes two, for a moment none. */
export interface School extends WatchedSheet, AsyncDisposable {
  readonly setup: Setup;
  readonly tally: Tally;
  readonly intakes: IntakeSource;
  readonly services: Set<ServiceProcess>;
  /** At which point a service will be killed by what it does, if nothing ends it before. */
  readonly ambushes: Map<ServiceProcess, Ambush>;
  /** Services that were killed from outside, wherever they were. */
  readonly shot: WeakSet<ServiceProcess>;
  /** What was done to it and what its services printed, for whoever looks into a difference. */
  readonly trace: Trace;
  /** What must not have happened in this episode and is no cell of the spreadsheet. */
  readonly failures: string[];
  /** Empty sessions that a clean-up may remove. */
  readonly emptySessions: Set<string>;
}

export async function makeSchool(seed: number, tally: Tally): Promise<School> {
  const emulator = await startSheetsEmulator({ seed });
  const folder = await mkdtemp(join(tmpdir(), 'quiz-sync-soak-'));
  const spreadsheetId = emulator.createSpreadsheet('Soak');
  const services = new Set<ServiceProcess>();
  return {
    ...{ emulator, spreadsheetId, tally, services, tabIds: new Map(), emptySessions: new Set() },
    ...{ trace: newTrace(), failures: [], ambushes: new Map(), shot: new WeakSet() },
    facts: noFacts(),
    people: { header: 'Notes', notes: new Map(), typed: new Map() },
    intakes: newIntakeSource(),
    setup: { folder, emulator: `127.0.0.1:${emulator.port}`, spreadsheetId, env: ENV },
    async [Symbol.asyncDispose]() {
      await Promise.all([...services].map((service) => service.end('SIGKILL')));
      tally.faults += emulator.calls.filter(({ fault }) => fault !== undefined).length;
      await emulator.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Starts a service, perhaps one that dies of what it does first; answers it, or nothing when it died before it listened. */
export async function startOne(school: School, ambush?: Ambush): Promise<ServiceProcess | undefined> {
  const { setup, services, tally, trace } = school;
  tally.starts += 1;
  const armed = ambush === undefined ? {} : { QUIZ_SYNC_CRASH_AMBUSH: JSON.stringify(ambush) };
  try {
    const service = await startService({ ...setup, env: { ...setup.env, ...armed } });
    services.add(service);
    trace.listen(service);
    if (ambush !== undefined) school.ambushes.set(service, ambush);
    void service.ended.then(({ signal }) => {
      services.delete(service);
      if (signal === 'SIGKILL') noteKill(school, service);
      school.ambushes.delete(service);
    });
    return service;
  } catch (error) {
    if (!(error instanceof EndedEarly && error.end.signal === 'SIGKILL')) throw error;
    if (ambush !== undefined) count(tally.kills, callOf(ambush));
    return undefined;
  }
}

function noteKill({ ambushes, shot, tally }: School, service: ServiceProcess): void {
  const ambush = ambushes.get(service);
  count(tally.kills, shot.has(service) || ambush === undefined ? 'anywhere' : callOf(ambush));
}

function callOf({ point }: Ambush): string {
  return point.slice(0, point.indexOf(':'));
}
