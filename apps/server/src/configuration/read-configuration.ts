import { readFileSync } from 'node:fs';
import path from 'node:path';
import { err, ok, type Result } from 'neverthrow';
import type { Configuration, ConfigurationInvalid, ConfigurationSources } from './configuration.js';
import { CONFIGURATION_FILE } from './file-settings.js';
import { loadConfiguration } from './load-configuration.js';
import { whyNotJson } from './why-not-json.js';

/** {@link loadConfiguration} on this process: its environment and the file in its working directory. */
export function readConfiguration(
  flags: ConfigurationSources['flags'] = {},
): Result<Configuration, ConfigurationInvalid> {
  return readFile(path.resolve(CONFIGURATION_FILE)).andThen((file) =>
    loadConfiguration({ flags, env: process.env, file }),
  );
}

function readFile(location: string): Result<unknown, ConfigurationInvalid> {
  try {
    return ok(JSON.parse(readFileSync(location, 'utf8')));
  } catch (cause) {
    if (isMissing(cause)) return ok(undefined);
    const problems = [`${CONFIGURATION_FILE}: ${whyNotJson(cause)}`];
    return err({ type: 'configuration_invalid', problems });
  }
}

function isMissing(cause: unknown): boolean {
  return typeof cause === 'object' && cause !== null && 'code' in cause && cause.code === 'ENOENT';
}
