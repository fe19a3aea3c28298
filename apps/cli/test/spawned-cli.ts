import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const { PATH = '' } = process.env;

export const BIN = fileURLToPath(new URL('../bin/quiz-sync.js', import.meta.url));

/** How a process ended. */
export interface Ended {
  /** `null` when a signal ended it. */
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface SpawnedCli {
  readonly process: ChildProcess;
  /** What was written so far. */
  out(): string;
  err(): string;
  readonly ended: Promise<Ended>;
}

/** Code compiled once for all processes: it takes half of the time of a short command. */
const COMPILED = fileURLToPath(new URL('../../../node_modules/.cache/quiz-sync-tests', import.meta.url));

/** A folder to run commands in, gone with everything in it when it is disposed of; so are processes still running. */
export interface Workplace extends AsyncDisposable {
  readonly folder: string;
  start(line: string, env?: Readonly<Record<string, string>>): SpawnedCli;
  run(line: string, env?: Readonly<Record<string, string>>): Promise<Ended>;
  /** The same at a terminal, whose screen is `out`; what is written to its `stdin` is typed there. */
  startAtTerminal(line: string, env?: Readonly<Record<string, string>>): SpawnedCli;
}

/** `settings` are environment variables of every command that runs there; nothing else of ours reaches them. */
export async function workplace(settings: Readonly<Record<string, string>> = {}): Promise<Workplace> {
  const folder = await mkdtemp(path.join(tmpdir(), 'quiz-sync-cli-'));
  const started: SpawnedCli[] = [];
  const named = { NODE: process.execPath, BIN, NODE_COMPILE_CACHE: COMPILED };
  const own = { PATH, HOME: folder, ...named, ...settings };
  const start: Workplace['start'] = (line, env = {}) => {
    const cli = spawned('sh', ['-c', typed(line)], folder, { ...own, ...env });
    started.push(cli);
    return cli;
  };
  const startAtTerminal: Workplace['start'] = (line, env = {}) => {
    const terminal = { TERM: 'xterm', SHELL: '/bin/sh' };
    const words = ['--quiet', '--return', '--flush', '--command', typed(line), '/dev/null'];
    const cli = spawned('script', words, folder, { ...own, ...terminal, ...env });
    started.push(cli);
    return cli;
  };
  return {
    folder,
    start,
    run: (line, env) => start(line, env).ended,
    startAtTerminal,
    async [Symbol.asyncDispose]() {
      for (const cli of started) cli.process.kill('SIGKILL');
      await Promise.all(started.map((cli) => cli.ended));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** As a shell takes it; the shell makes way for the command. */
function typed(line: string): string {
  return `exec "$NODE" "$BIN" ${line}`;
}

function spawned(
  program: string,
  words: readonly string[],
  cwd: string,
  env: Record<string, string>,
): SpawnedCli {
  // A pipe that says nothing: a terminal of its own would end with its input.
  const child = spawn(program, words, { cwd, env, stdio: ['pipe', 'pipe', 'pipe'] });
  // What is typed to a command that has just ended reaches nobody.
  child.stdin.on('error', () => {});
  const chunks = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    chunks.out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    chunks.err += text;
  });
  return {
    process: child,
    out: () => chunks.out,
    err: () => chunks.err,
    ended: once(child, 'close').then(([code]) => ({ code, ...chunks })),
  };
}
