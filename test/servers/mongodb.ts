import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { ferretdbPath } from './build-ferretdb.ts';

/** A server that speaks MongoDB's protocol, for one test file. */
export interface TestMongodb {
  /** Without a database. */
  readonly url: string;
  close(): Promise<void>;
}

/** One of the test's own, that it may kill. */
export interface MongodbProcess extends TestMongodb {
  /** SIGKILL. What it answered for is in its files. */
  kill(): Promise<void>;
  /** Starts it again on the same port and the same files. */
  restart(): Promise<void>;
  /** SIGSTOP: connections stay open and nobody answers. */
  freeze(): void;
  thaw(): void;
}

export interface MongodbOptions {
  /** Leaves updates of one document as FerretDB 1 does them: not atomic. */
  readonly raw?: boolean;
}

/** Milliseconds, for `beforeAll`: a store that opens makes its indexes, which takes FerretDB seconds on a busy machine. */
export const MONGODB_START_MS = 120_000;

const GIVEN_URL = process.env['QUIZ_SYNC_TEST_MONGODB_URL'];
const HAS_PROGRAM = existsSync(ferretdbPath());

/** Whether `useMongodb` finds one: at `QUIZ_SYNC_TEST_MONGODB_URL`, or FerretDB by `npm run build:ferretdb`. Says so when not. */
export const hasMongodb = found('a MongoDB', GIVEN_URL !== undefined || HAS_PROGRAM);
/** Whether `startMongodb` finds FerretDB built. */
export const hasFerretdb = HAS_PROGRAM || (GIVEN_URL !== undefined && found('FerretDB', false));

function found(what: string, isThere: boolean): boolean {
  if (isThere) return true;
  const advice = 'npm run build:ferretdb (needs Go), or set QUIZ_SYNC_TEST_MONGODB_URL';
  if (process.env['QUIZ_SYNC_TEST_NO_SKIP'] === '1') throw new Error(`tests need ${what}: ${advice}`);
  process.stderr.write(`SKIPPED: tests that need ${what}: ${advice}\n`);
  return false;
}

/** The server that was named, or one started for the caller. */
export function useMongodb(): Promise<TestMongodb> {
  return GIVEN_URL === undefined
    ? startMongodb()
    : Promise.resolve({ url: GIVEN_URL, close: async () => {} });
}

export async function startMongodb({ raw = false }: MongodbOptions = {}): Promise<MongodbProcess> {
  const directory = mkdtempSync(path.join(tmpdir(), 'quiz-sync-ferretdb-'));
  const flags = ['-directory', directory, ...(raw ? ['-raw'] : [])];
  let running = await start([...flags, '-listen', '127.0.0.1:0']);
  const { address } = running;
  return {
    url: `mongodb://${address}/`,
    kill: () => end(running.server),
    async restart() {
      running = await start([...flags, '-listen', address]);
    },
    freeze: () => void running.server.kill('SIGSTOP'),
    thaw: () => void running.server.kill('SIGCONT'),
    async close() {
      await end(running.server);
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** Resolves once the server has said where it listens. It ends when its input does, and so with whoever started it. */
async function start(flags: readonly string[]): Promise<{ server: ChildProcess; address: string }> {
  const server = spawn(ferretdbPath(), flags, { stdio: ['pipe', 'pipe', 'inherit'] });
  for await (const address of createInterface({ input: server.stdout })) return { server, address };
  throw new Error('FerretDB ended before it listened');
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const exited = once(server, 'exit');
  server.kill('SIGKILL');
  await exited;
}
