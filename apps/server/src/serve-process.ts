import type { ResultAsync } from 'neverthrow';
import { commandLineFlags } from './configuration/command-line-flags.js';
import type { ConfigurationInvalid, ConfigurationSources } from './configuration/configuration.js';
import { readConfiguration } from './configuration/read-configuration.js';
import { endWithNpm } from './end-with-npm.js';
import { type RunningServer, type StartError, startServer } from './start-server.js';
import { stopOnSignals } from './stop-on-signals.js';

/** Starts the service that the command line, the environment and the file describe; `flags` hold where the command line is silent. */
export function startFromCommandLine(
  flags: ConfigurationSources['flags'] = {},
): ResultAsync<RunningServer, StartError | ConfigurationInvalid> {
  return commandLineFlags(process.argv.slice(2))
    .andThen((given) => readConfiguration({ ...flags, ...given }))
    .asyncAndThen((configuration) => startServer(configuration));
}

/** Ends the process after a signal: with 0, or with 1 when it was forced. */
export async function endWhenStopped(server: RunningServer): Promise<void> {
  endWithNpm();
  const stopped = await stopOnSignals(server);
  process.exit(stopped === 'stopped' ? 0 : 1);
}

/** Says why there is no service; the process ends with 1 by itself. */
export function fail(
  failure: ConfigurationInvalid | { readonly type: string; readonly message: string },
): void {
  const lines =
    'problems' in failure
      ? ['The configuration cannot be used:', ...failure.problems.map((problem) => `  ${problem}`)]
      : [failure.message];
  process.stderr.write(`${lines.join('\n')}\n`);
  process.exitCode = 1;
}
