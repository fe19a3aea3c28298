import { maskSecrets } from '@quiz-sync/core';
import type { ResultAsync } from 'neverthrow';
import { SERVICE_RULES } from './access/service-rules.js';
import type { CaughtSignals } from './catch-signals.js';
import { commandLineFlags } from './configuration/command-line-flags.js';
import type { ConfigurationInvalid, ConfigurationSources } from './configuration/configuration.js';
import { readConfiguration } from './configuration/read-configuration.js';
import { together } from './configuration/together.js';
import { type RunningServer, type StartError, startServer } from './start-server.js';

/**
 * Starts the service that the command line, the environment and the file describe; `flags` hold where the command line
 * is silent.
 */
export function startFromCommandLine(
  flags: ConfigurationSources['flags'] = {},
): ResultAsync<RunningServer, StartError | ConfigurationInvalid> {
  const given = commandLineFlags(process.argv.slice(2));
  const rules = given.isOk() ? SERVICE_RULES : [];
  return together(given, readConfiguration({ ...flags, ...given.unwrapOr({}) }, rules)).asyncAndThen(
    (configuration) => startServer(configuration),
  );
}

/** Ends the process after a signal: with 0, or with 1 when it was forced. */
export async function endWhenStopped(server: RunningServer, signals: CaughtSignals): Promise<void> {
  const stopped = await signals.stop(server);
  process.exit(stopped === 'stopped' ? 0 : 1);
}

/** Says why there is no service, and ends the process with 1. */
export function fail(
  failure: ConfigurationInvalid | { readonly type: string; readonly message: string },
): void {
  const lines =
    'problems' in failure
      ? ['The configuration cannot be used:', ...failure.problems.map((problem) => `  ${problem}`)]
      : [failure.message];
  process.stderr.write(`${maskSecrets(lines.join('\n'))}\n`, () => process.exit(1));
}
