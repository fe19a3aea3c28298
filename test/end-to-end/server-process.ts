import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../servers/free-port.ts';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** The real service as a child process. */
export interface ServerProcess {
  readonly url: string;
  readonly pid: number;
  /** SIGKILL, and waits until it is gone. */
  kill(): Promise<void>;
  /** SIGTERM; answers the exit code. */
  stop(): Promise<number | null>;
  /** Everything it has printed. */
  output(): string;
  /** Largest resident memory seen so far, in bytes. */
  peakMemory(): number;
}

export interface ServerOptions {
  readonly cwd: string;
  readonly env: Record<string, string>;
  /** Default: a free one. */
  readonly port?: number;
}

/** Starts the service and waits until it is ready. */
export async function startServer({ cwd, env, port }: ServerOptions): Promise<ServerProcess> {
  const usedPort = port ?? (await freePort());
  const child = spawn(process.execPath, [resolve(ROOT, 'apps/server/dist/main.js')], {
    cwd,
    env: { PATH: process.env['PATH'], PORT: String(usedPort), LOG_LEVEL: 'info', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  child.stdout.on('data', (data) => (printed += data));
  child.stderr.on('data', (data) => (printed += data));
  const url = `http://127.0.0.1:${usedPort}`;
  await untilReady(child, url, () => printed);
  return {
    url,
    pid: child.pid ?? 0,
    kill: () => end(child, 'SIGKILL').then(() => undefined),
    stop: () => end(child, 'SIGTERM'),
    output: () => printed,
    peakMemory: () => peakMemory(child),
  };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const exited = once(child, 'exit');
  child.kill(signal);
  await exited;
  return child.exitCode;
}

async function untilReady(child: ChildProcess, url: string, printed: () => string): Promise<void> {
  for (let attempt = 0; attempt < 2_400; attempt += 1) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}:\n${printed()}`);
    const ready = await fetch(`${url}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (ready) return;
    await new Promise((tick) => setTimeout(tick, 25));
  }
  child.kill('SIGKILL');
  throw new Error(`the server was not ready in time:\n${printed()}`);
}

/** From Linux; 0 elsewhere and once the process is gone. */
function peakMemory(child: ChildProcess): number {
  try {
    const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}
