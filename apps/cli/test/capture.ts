import type { CliProcess } from '../src/cli-process.js';
import type { OutputStream } from '../src/terminal.js';

/** A stream that keeps what is written to it. */
export interface CapturedStream extends OutputStream {
  text(): string;
  /** Makes the stream fail from now on, as one whose reader has gone does. */
  fail(code: string): void;
}

export function capturedStream(isTTY = false): CapturedStream {
  const chunks: (string | Uint8Array)[] = [];
  const listeners: ((error: Error) => void)[] = [];
  let failing: Error | undefined;
  return {
    isTTY,
    write(data, done) {
      if (failing === undefined) chunks.push(data);
      else for (const listener of listeners) listener(failing);
      done?.(failing ?? null);
    },
    on(_event, listener) {
      listeners.push(listener);
    },
    text: () => Buffer.concat(chunks.map((piece) => Buffer.from(piece))).toString(),
    fail(code) {
      failing = Object.assign(new Error(`write ${code}`), { code });
    },
  };
}

export interface CapturedProcess extends CliProcess {
  readonly stdout: CapturedStream;
  readonly stderr: CapturedStream;
  /** The command lines of the processes that were started. */
  readonly started: (readonly string[])[];
  signal(name: 'SIGINT' | 'SIGTERM'): void;
}

/** 2026-11-23 12:00:00 UTC */
export const NOW = Date.UTC(2026, 10, 23, 12);

export function capturedProcess(
  argv: readonly string[],
  options: { env?: Record<string, string>; isTTY?: boolean } = {},
): CapturedProcess {
  const stop = new AbortController();
  const started: (readonly string[])[] = [];
  return {
    argv,
    env: options.env ?? {},
    stdout: capturedStream(options.isTTY),
    stderr: capturedStream(options.isTTY),
    stop: stop.signal,
    now: () => NOW,
    startDetached: (words) => {
      started.push(words);
      return 4711;
    },
    started,
    signal: (name) => stop.abort(name),
  };
}
