import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { freePort } from './free-port.ts';
import type { TestRedis } from './redis.ts';

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

export function isRedisInstalled(): boolean {
  return spawnSync('redis-server', ['--version']).status === 0;
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

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const exited = once(server, 'exit');
  server.kill('SIGKILL');
  await exited;
}

/** A refusal for want of a password is an answer too; that it still reads its data is none. */
async function untilAnswering(url: string): Promise<void> {
  const redis = new Redis(url, {
    enableReadyCheck: false,
    retryStrategy: () => 25,
    maxRetriesPerRequest: 400,
  });
  redis.on('error', () => {}); // It is not there yet: that is what is waited for.
  try {
    while ((await redis.ping().catch(refusalCode)) === 'LOADING') await setTimeout(25);
  } finally {
    redis.disconnect();
  }
}

function refusalCode(error: Error): string {
  const code = error.message.split(' ', 1)[0] ?? '';
  if (code !== 'NOAUTH' && code !== 'LOADING') throw error;
  return code;
}
