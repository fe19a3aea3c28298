import { spawn } from 'node:child_process';
import { EXIT_CODES } from './exit-code.js';
import { runCli } from './run-cli.js';

/** Milliseconds an orderly end may take: shorter than the 30 s after which orchestrators kill. */
const END_WITHIN_MS = 24_000;

const stop = new AbortController();

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    // The second one comes from somebody who does not want to wait for an orderly end.
    if (stop.signal.aborted) process.exit(EXIT_CODES.interrupted);
    stop.abort(signal);
    setTimeout(() => process.exit(EXIT_CODES.interrupted), END_WITHIN_MS).unref();
  });

function startDetached(argv: readonly string[]): number | undefined {
  const program = process.argv.slice(1, 2);
  const child = spawn(process.execPath, [...program, ...argv], { detached: true, stdio: 'ignore' });
  child.on('error', () => {});
  child.unref();
  return child.pid;
}

const code = await runCli({
  argv: process.argv.slice(2),
  env: process.env,
  stdout: process.stdout,
  stderr: process.stderr,
  stop: stop.signal,
  now: Date.now,
  startDetached,
});

// Explicitly, since a connection that a library keeps warm would hold the process for a while.
process.exit(code);
