import { readFileSync } from 'node:fs';
import path from 'node:path';
import { err, ok, type Result } from 'neverthrow';
import type { Configuration, ConfigurationInvalid, ConfigurationSources } from './configuration.js';
import { CONFIGURATION_FILE } from './file-settings.js';
import { loadConfiguration } from './load-configuration.js';
import { BETWEEN_SETTINGS, type Rule } from './problems-between.js';
import { together } from './together.js';
import { whyNotJson } from './why-not-json.js';

/**
 * {@link loadConfiguration} on this process: its environment and the file in its working directory. Where that cannot be
 * read, rules are left out: the other half of something may be in it.
 */
export function readConfiguration(
  flags: ConfigurationSources['flags'] = {},
  rules: readonly Rule[] = BETWEEN_SETTINGS,
): Result<Configuration, ConfigurationInvalid> {
  const file = readFile(path.resolve(CONFIGURATION_FILE));
  const sources = { flags, env: process.env, file: file.unwrapOr(undefined) };
  return together(file, loadConfiguration(sources, file.isOk() ? rules : []));
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
