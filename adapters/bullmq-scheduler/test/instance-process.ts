import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { SchedulerState, TaskOutcome } from '@quiz-sync/core';
import { vi } from 'vitest';

/** An instance in a process of its own: see `programs/take-part.ts`. */
export interface InstanceProcess {
  request(): void;
  urgent(): void;
  /** The run at hand, or the next one, ends so. */
  end(outcome: TaskOutcome): void;
  /** From now on all runs end so, at once. */
  endAlways(outcome: TaskOutcome): void;
  state(): Promise<SchedulerState>;
  /** When its runs began, by the Redis server's clock, milliseconds. */
  starts(): number[];
  ends(): number[];
  /** When its runs began as all instances go by it, which a loaded machine does not blur. */
  noted(): number[];
  output(): readonly string[];
  /** SIGSTOP, SIGCONT. */
  pause(): void;
  wake(): void;
  kill(): Promise<void>;
  stop(): Promise<void>;
}

const PROGRAM = fileURLToPath(new URL('programs/take-part.ts', import.meta.url));

/** Resolves when it has started; it need not be connected yet. */
export async function startInstance(url: string, name: string, spacingMs: number): Promise<InstanceProcess> {
  const child = spawn(process.execPath, [PROGRAM, url, name, String(spacingMs)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.on('error', () => {}); // What is said to one that has been killed.
  let printed = '';
  child.stdout.on('data', (data) => (printed += data));
  const lines = (): string[] => printed.split('\n').slice(0, -1);
  const say = (line: string): void => void child.stdin.write(`${line}\n`);
  const times = (word: string): number[] =>
    lines().flatMap((line) => (line.startsWith(`${word} `) ? [Number(line.slice(word.length))] : []));
  await until(() => lines().includes('ready'));
  return {
    request: () => say('request'),
    urgent: () => say('urgent'),
    end: (outcome) => say(`end ${JSON.stringify(outcome)}`),
    endAlways: (outcome) => say(`always ${JSON.stringify(outcome)}`),
    async state() {
      const before = lines().filter((line) => line.startsWith('state ')).length;
      say('state');
      const states = () => lines().filter((line) => line.startsWith('state '));
      await until(() => states().length > before);
      return JSON.parse(states().at(-1)?.slice('state '.length) ?? '');
    },
    starts: () => times('start'),
    ends: () => times('end'),
    noted: () => times('noted'),
    output: lines,
    pause: () => void child.kill('SIGSTOP'),
    wake: () => void child.kill('SIGCONT'),
    kill: () => gone(child, () => child.kill('SIGKILL')),
    stop: () => gone(child, () => say('stop')),
  };
}

async function gone(child: ChildProcess, go: () => void): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  go();
  await exited;
}

/** Waits for a state, for as long as a very slow machine may take. */
export function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  return vi.waitFor(
    async () => {
      if (!(await holds())) throw new Error(`still not so: ${holds}`);
    },
    { timeout: 60_000, interval: 20 },
  );
}
