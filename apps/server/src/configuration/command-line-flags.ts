import { parseArgs } from 'node:util';
import { err, ok, type Result } from 'neverthrow';
import type { ConfigurationInvalid, ConfigurationSources } from './configuration.js';
import { flagOf, SETTING_NAMES, SETTINGS } from './settings-table.js';

/** What can be said on a command line: everything but what only a file can hold, and secrets, which `ps` would show. */
const FLAGGED = SETTING_NAMES.filter(
  (name) => SETTINGS[name].variables.length > 0 && !('secret' in SETTINGS[name]),
);

/** Reads `--port 4000 --log-level debug`. */
export function commandLineFlags(
  args: readonly string[],
): Result<NonNullable<ConfigurationSources['flags']>, ConfigurationInvalid> {
  const options = Object.fromEntries(
    FLAGGED.map((name) => [flagOf(name).slice(2), { type: 'string' } as const]),
  );
  try {
    const { values } = parseArgs({ args: [...args], options, strict: true });
    const given = FLAGGED.map((name) => [name, values[flagOf(name).slice(2)]] as const);
    return ok(Object.fromEntries(given.filter(([, value]) => value !== undefined)));
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    return err({
      type: 'configuration_invalid',
      problems: [`${message}. Flags: ${FLAGGED.map(flagOf).join(', ')}`],
    });
  }
}
