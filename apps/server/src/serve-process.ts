import type { ResultAsync } from 'neverthrow';
import { commandLineFlags } from './configuration/command-line-flags.js';
import type { ConfigurationInvalid } from './configuration/configuration.js';
import { readConfiguration } from './configuration/read-configuration.js';
import { type RunningServer, type StartError, startServer } from './start-server.js';
import { stopOnSignals } from './stop-on-signals.js';

/**
 * The life of a service process: reads its flags, starts, does `whileServing`, and ends with the process. Exits with 0
 * after a signal, 1 when it cannot start or was forced to end.
 */
export async function serveProcess(whileServing?: (server: RunningServer) => Promise<void>): Promise<void> {
  const started = await startFromCommandLine();
  if (started.isErr()) {
    process.stderr.write(`${linesOf(started.error).join('\n')}\n`);
    process.exitCode = 1;
    return;
  }
  const stopped = stopOnSignals(started.value);
  void whileServing?.(started.value);
  process.exit((await stopped) === 'stopped' ? 0 : 1);
}

function startFromCommandLine(): ResultAsync<RunningServer, StartError | ConfigurationInvalid> {
  return commandLineFlags(process.argv.slice(2))
    .andThen(readConfiguration)
    .asyncAndThen((configuration) => startServer(configuration));
}

function linesOf(failure: StartError | ConfigurationInvalid): readonly string[] {
  return failure.type === 'configuration_invalid'
    ? ['The configuration cannot be used:', ...failure.problems.map((problem) => `  ${problem}`)]
    : [failure.message];
}
