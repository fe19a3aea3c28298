import { readFileSync } from 'node:fs';
import type { ConfigurationInvalid } from '@quiz-sync/server';
import { CONFIGURATION_FILE, whyNotJson } from '@quiz-sync/server/light';
import { err, ok, type Result } from 'neverthrow';

/**
 * What the configuration file holds, unchecked; `undefined` when there is none. A file that was asked for by name has
 * to be there, unless it `mayBeMissing`.
 */
export function readConfigFile(
  given: string | undefined,
  mayBeMissing = false,
): Result<unknown, ConfigurationInvalid> {
  const file = given ?? CONFIGURATION_FILE;
  try {
    return ok(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    if ((given === undefined || mayBeMissing) && isMissing(cause)) return ok(undefined);
    const named = given === undefined ? file : `--config ${file}`;
    return err({ type: 'configuration_invalid', problems: [`${named} ${problemOf(cause)}`] });
  }
}

function problemOf(cause: unknown): string {
  if (isMissing(cause)) return 'names a file that does not exist';
  return whyNotJson(cause);
}

function isMissing(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
}
