import { copyFileSync, existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createApiKeys, silentLog } from '@quiz-sync/core';
import {
  loadConfiguration,
  nodeKeySecrets,
  openApplication,
  type RunningServer,
  startServer,
} from '@quiz-sync/server';
import type { SheetsEmulator } from '@quiz-sync/sheets-emulator';
import { openSqliteStore } from '@quiz-sync/sqlite';
import { insertSubmissions } from '../insert-submissions.js';
import { type Workplace, workplace } from '../spawned-cli.js';

/** What a command may meet. Each has a folder and a spreadsheet of its own, and three submissions that wait. */
export type WorldName =
  | 'waiting'
  /** Set up and synced, with an API key. */
  | 'well'
  /** That, and then a person typed into a cell of ours. */
  | 'drifted'
  /** That, and then a person wrote over a header, and one more submission waits. */
  | 'header gone'
  /** It was not shared when it was to be synced. */
  | 'blocked'
  | 'not shared'
  | 'no spreadsheet'
  /** Somebody else has the lease. */
  | 'held'
  /** No Google. */
  | 'unreachable'
  /** The store's server does not answer. */
  | 'store away'
  /** Nothing at all. */
  | 'empty'
  /** That, and no spreadsheet is named. */
  | 'local'
  /** Some thousands wait. */
  | 'large';

/** What is in the store and in the spreadsheet, as far as it must not change by chance. */
export interface State {
  readonly submissions: number;
  readonly waiting: number;
  /** Of the rows in the spreadsheet: what was asked about. */
  readonly topics: readonly unknown[];
}

export interface World extends AsyncDisposable {
  readonly place: Workplace;
  readonly spreadsheetId: string;
  /** The store's file. */
  readonly file: string;
  /** The address of a service on the same store and spreadsheet, which is started when it is first asked for. */
  service(): Promise<string>;
  /** `undefined` where there is no store. */
  state(): State | undefined;
}

export interface Worlds extends AsyncDisposable {
  make(name: WorldName): Promise<World>;
}

const HEADER = 'submission_id,user_id,quiz_type,submitted_at,quiz_id,topic,selected_option,correct';
const TOPIC_COLUMN = 3;
/** Nobody has spreadsheets of this name. */
const NONE = 'nobody-has-this-spreadsheet';

/** Nobody listens there. */
const STORE_AWAY = 'mongodb://127.0.0.1:9/quiz';

/** What all worlds begin with. */
interface Beginnings {
  readonly emulator: SheetsEmulator;
  /** Files of stores, to be copied. */
  readonly few: string;
  readonly many: string;
  /** Names of the API key in both, and the key itself. */
  readonly keyId: string;
  readonly secret: string;
}

export async function worldsOn(emulator: SheetsEmulator): Promise<Worlds> {
  const folder = await mkdtemp(path.join(tmpdir(), 'quiz-sync-worlds-'));
  const [few, many] = [path.join(folder, 'few.db'), path.join(folder, 'many.db')];
  await insertSubmissions(few, 3);
  const key = await addKey(few);
  copyFileSync(few, many);
  await insertSubmissions(many, 2_000, 3);
  return {
    make: (name) => makeWorld(name, { emulator, few, many, ...key }),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  };
}

async function addKey(file: string): Promise<Pick<Beginnings, 'keyId' | 'secret'>> {
  const store = await openSqliteStore(file);
  const keys = createApiKeys({ store, secrets: nodeKeySecrets });
  const made = (await keys.create({ scopes: ['admin'], label: 'Moodle' }))._unsafeUnwrap();
  await store.close();
  return { keyId: made.key.key_id, secret: made.secret };
}

async function makeWorld(name: WorldName, beginnings: Beginnings): Promise<World> {
  const { emulator, few, many, keyId, secret } = beginnings;
  const spreadsheetId = name === 'no spreadsheet' ? NONE : emulator.createSpreadsheet('Course');
  const host = new URL(emulator.url).host;
  const settings: Record<string, string> = {
    QUIZ_SYNC_STORE: name === 'store away' ? STORE_AWAY : 'sqlite:quiz.db',
    QUIZ_SYNC_API_KEY: secret,
    KEY: keyId,
    TAKEN: new URL(emulator.url).port,
  };
  if (name !== 'local') {
    settings['QUIZ_SYNC_SPREADSHEET_ID'] = spreadsheetId;
    settings['SHEETS_EMULATOR_HOST'] = name === 'unreachable' ? '127.0.0.1:9' : host;
  }
  const place = await workplace(settings);
  const file = path.join(place.folder, 'quiz.db');
  if (!['store away', 'empty', 'local'].includes(name)) copyFileSync(name === 'large' ? many : few, file);
  await writeFile(path.join(place.folder, 'good.csv'), lines('2026-01-01T00:00:00Z'));
  await writeFile(path.join(place.folder, 'bad.csv'), lines('yesterday'));
  const env = { ...settings, PORT: '0', QUIZ_SYNC_STORE: `sqlite:${file}` };
  let server: RunningServer | undefined;
  const world: World = {
    place,
    spreadsheetId,
    file,
    async service() {
      server ??= (await startServer(configurationOf(env), { log: silentLog }))._unsafeUnwrap();
      return server.url;
    },
    state: () => (existsSync(file) ? stateOf(file, emulator, spreadsheetId) : undefined),
    async [Symbol.asyncDispose]() {
      await server?.close();
      await place[Symbol.asyncDispose]();
    },
  };
  await MAKE[name]?.({ ...world, env, emulator });
  return world;
}

function lines(at: string): string {
  return [HEADER, ...['i1', 'i2', 'i3'].map((id) => `${id},ada,micro,${at},q1,Fractions,A,1`)].join('\n');
}

type Making = World & { readonly env: Readonly<Record<string, string>>; readonly emulator: SheetsEmulator };

/** What else happens in a world before a command comes. */
const MAKE: Partial<Record<WorldName, (making: Making) => Promise<void>>> = {
  well: sync,
  async drifted(making) {
    await sync(making);
    making.emulator.people(making.spreadsheetId).type('QuizResponses', 'D3', 'Geometry');
  },
  async 'header gone'(making) {
    await sync(making);
    making.emulator.people(making.spreadsheetId).type('UserProfiles', 'A1', 'Vorname');
    await oneMore(making);
  },
  async blocked(making) {
    making.emulator.access.revoke(making.spreadsheetId);
    await sync(making);
  },
  async 'not shared'({ emulator, spreadsheetId }) {
    emulator.access.revoke(spreadsheetId);
  },
  async held({ file, spreadsheetId }) {
    const store = await openSqliteStore(file);
    (await store.syncState.adoptTarget(spreadsheetId))._unsafeUnwrap();
    (await store.lease.acquire(spreadsheetId, 'the-other', 600_000))._unsafeUnwrap();
    await store.close();
  },
};

async function sync({ env }: Making): Promise<void> {
  const opened = await openApplication(configurationOf(env), { log: silentLog, role: 'command' });
  const application = opened._unsafeUnwrap();
  (await application.quizSync.forceSync({ wait: true }))._unsafeUnwrap();
  await application.close();
}

function oneMore({ file }: Making): Promise<void> {
  return insertSubmissions(file, 1, 3);
}

function configurationOf(env: Readonly<Record<string, string>>) {
  return loadConfiguration({ env })._unsafeUnwrap();
}

function stateOf(file: string, emulator: SheetsEmulator, spreadsheetId: string): State {
  const database = new DatabaseSync(file, { readOnly: true });
  const count = (table: string) =>
    Number(database.prepare(`SELECT count(*) AS count FROM ${table}`).get()?.['count']);
  const counts = { submissions: count('submissions'), waiting: count('pending_submissions') };
  database.close();
  return { ...counts, topics: topicsIn(emulator, spreadsheetId) };
}

function topicsIn(emulator: SheetsEmulator, spreadsheetId: string): unknown[] {
  if (!emulator.spreadsheetIds.includes(spreadsheetId)) return [];
  const seen = emulator.spreadsheet(spreadsheetId);
  if (!seen.tabs.includes('QuizResponses')) return [];
  return seen
    .values('QuizResponses')
    .slice(1)
    .map((row) => row[TOPIC_COLUMN]);
}
