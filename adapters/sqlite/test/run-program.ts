import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A program of the folder `programs` (JavaScript, since Node 22 runs no TypeScript), running in a process of its own. */
export interface RunningProgram {
  kill(signal: NodeJS.Signals): void;
  readonly ended: Promise<EndedProgram>;
}

export interface EndedProgram {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** What it printed. */
  readonly lines: readonly string[];
  /** What it wrote to the error output. */
  readonly errors: string;
}

/** `onLine` hears each line as it is printed, with how many there have been. */
export function runProgram(
  name: string,
  args: readonly string[],
  onLine: (count: number, program: RunningProgram) => void = () => {},
): RunningProgram {
  const path = fileURLToPath(new URL(`./programs/${name}.js`, import.meta.url));
  const child = spawn(process.execPath, [path, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const lines: string[] = [];
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  const reading = createInterface({ input: child.stdout }).on('line', (line) => {
    onLine(lines.push(line), program);
  });
  const ended = Promise.all([once(child, 'close'), once(reading, 'close')]);
  const program: RunningProgram = {
    kill: (signal) => child.kill(signal),
    ended: ended.then(([[code, signal]]) => ({ code, signal, lines, errors })),
  };
  return program;
}
