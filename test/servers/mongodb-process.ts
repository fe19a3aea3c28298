import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { ferretdbPath } from './build-ferretdb.ts';
import type { TestMongodb } from './mongodb.ts';

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
