import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Redis } from 'ioredis';
import { freePort } from './free-port.ts';

/** A Redis for one test file. */
export interface TestRedis {
  readonly url: string;
  close(): Promise<void>;
}

/** A Redis of the test's own, that it may kill. */
export interface RedisProcess extends TestRedis {
  readonly port: number;
  /** SIGKILL: what it held is gone, unless it was started with `durable`. */
  kill(): Promise<void>;
  /** Starts it again on the same port. */
  restart(): Promise<void>;
  /** SIGSTOP: connections stay open and nobody answers. */
  freeze(): void;
  thaw(): void;
}

export interface RedisOptions {
  /** Keeps what it was told, across `kill` and `restart`. */
  readonly durable?: boolean;
  /** Further settings, as on its command line. */
  readonly settings?: readonly string[];
}

const HAS_SERVER = spawnSync('redis-server', ['--version']).status === 0;
const NO_SKIP = process.env['QUIZ_SYNC_TEST_NO_SKIP'] === '1';
const GIVEN_URL = process.env['QUIZ_SYNC_TEST_REDIS_URL'];

/** Whether `useRedis` finds one: at `QUIZ_SYNC_TEST_REDIS_URL`, or by starting `redis-server`. Says so when it does not. */
export const hasRedis = found('a Redis', GIVEN_URL !== undefined || HAS_SERVER);
/** Whether `startRedis` finds the program `redis-server`. */
export const hasRedisServer =
  HAS_SERVER || (GIVEN_URL !== undefined && found('the program redis-server', false));

function found(what: string, isThere: boolean): boolean {
  if (isThere) return true;
  const advice = 'install redis-server, or set QUIZ_SYNC_TEST_REDIS_URL';
  if (NO_SKIP) throw new Error(`tests need ${what}: ${advice}`);
  process.stderr.write(`SKIPPED: tests that need ${what}: ${advice}\n`);
  return false;
}

/** The Redis that was named, or one started for the caller. */
export function useRedis(): Promise<TestRedis> {
  return GIVEN_URL === undefined ? startRedis() : Promise.resolve({ url: GIVEN_URL, close: async () => {} });
}

export async function startRedis({
  durable = false,
  settings = [],
}: RedisOptions = {}): Promise<RedisProcess> {
  const port = await freePort();
  const directory = mkdtempSync(path.join(tmpdir(), 'quiz-sync-redis-'));
  const url = `redis://127.0.0.1:${port}`;
  const flags = [
    ...['--port', String(port), '--bind', '127.0.0.1', '--dir', directory, '--save', ''],
    ...[
      '--appendonly',
      durable ? 'yes' : 'no',
      '--appendfsync',
      'always',
      '--maxmemory-policy',
      'noeviction',
    ],
    ...settings,
  ];
  const start = () => spawn('redis-server', flags, { stdio: 'ignore' });
  let server = start();
  await untilAnswering(url);
  const kill = () => end(server);
  return {
    url,
    port,
    kill,
    async restart() {
      server = start();
      await untilAnswering(url);
    },
    freeze: () => void server.kill('SIGSTOP'),
    thaw: () => void server.kill('SIGCONT'),
    async close() {
      await kill();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** A name for a queue that nobody else uses. */
export function aQueueName(): string {
  return `test-${randomUUID()}`;
}

/** Removes everything that a queue has left in Redis. */
export async function forgetQueue(redis: Redis, name: string): Promise<void> {
  const keys = await redis.keys(`quiz-sync:${name}:*`);
  if (keys.length > 0) await redis.del(...keys);
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const exited = once(server, 'exit');
  server.kill('SIGKILL');
  await exited;
}

/** A refusal for want of a password is an answer too. */
async function untilAnswering(url: string): Promise<void> {
  const redis = new Redis(url, {
    enableReadyCheck: false,
    retryStrategy: () => 25,
    maxRetriesPerRequest: 400,
  });
  redis.on('error', () => {}); // It is not there yet: that is what is waited for.
  await redis.ping().catch((error: Error) => {
    if (!error.message.startsWith('NOAUTH')) throw error;
  });
  redis.disconnect();
}
