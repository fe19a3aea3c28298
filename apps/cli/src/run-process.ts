import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeSync } from 'node:fs';
import { EXIT_CODES } from './exit-code.js';
import { runCli } from './run-cli.js';

/** Milliseconds an orderly end may take: shorter than the 30 s after which orchestrators kill. */
const END_WITHIN_MS = 24_000;

/** Runs the program on this process, and ends it. */
export async function runProcess(): Promise<never> {
  process.on('uncaughtException', (error: unknown) => void endWithLastWords(error));
  const stop = stopOnSignals();
  const code = await runCli({
    argv: process.argv.slice(2),
    env: process.env,
    stdout: process.stdout,
    stderr: process.stderr,
    stop,
    now: Date.now,
    startDetached,
    ...(process.stdin.isTTY && process.stderr.isTTY ? { ask: asker(stop) } : {}),
  });
  // Explicitly, since a connection that a library keeps warm would hold the process for a while.
  process.exit(code);
}

/** Without what Node would print besides: all that an error carries, which may be a request with its token. */
async function endWithLastWords(error: unknown): Promise<never> {
  const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
  try {
    const { maskSecrets } = await import('@quiz-sync/core/light');
    writeSync(2, `quiz-sync: Unexpected error: ${maskSecrets(words)}\n`);
  } catch {
    // Nobody listens any more, or nothing can be loaded: ending goes first.
  }
  process.exit(EXIT_CODES.failed);
}

/** Aborted by the first signal. A second one comes from somebody who does not want to wait for an orderly end. */
function stopOnSignals(): AbortSignal {
  const stop = new AbortController();
  const end = () => process.exit(EXIT_CODES.interrupted);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      if (stop.signal.aborted) end();
      stop.abort(signal);
      setTimeout(end, END_WITHIN_MS).unref();
    });
  return stop.signal;
}

/** Reads a line as the terminal gives it, so that Ctrl-C is the signal that it always is. */
function asker(stop: AbortSignal): (question: string) => Promise<string | undefined> {
  return async (question) => {
    const { createInterface } = await import('node:readline/promises');
    const lines = createInterface({ input: process.stdin, output: process.stderr, terminal: false });
    const closed = once(lines, 'close').then(() => undefined);
    try {
      const answer = await Promise.race([lines.question(question, { signal: stop }), closed]);
      // Ctrl-D shows nothing, and what comes next has a line of its own; after Ctrl-C Node sees to that.
      if (answer === undefined) process.stderr.write('\n');
      return answer;
    } catch (cause) {
      if (stop.aborted) return undefined;
      throw cause;
    } finally {
      lines.close();
    }
  };
}

function startDetached(argv: readonly string[]): number | undefined {
  const program = process.argv.slice(1, 2);
  const child = spawn(process.execPath, [...program, ...argv], { detached: true, stdio: 'ignore' });
  // What cannot be started has no id; that is how it is told.
  child.on('error', () => {});
  child.unref();
  return child.pid;
}
