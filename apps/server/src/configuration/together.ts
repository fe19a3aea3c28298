import { err, type Result } from 'neverthrow';
import type { ConfigurationInvalid } from './configuration.js';

/** The second, when the first is right as well; otherwise what is wrong with both, told at once. */
export function together<T>(
  first: Result<unknown, ConfigurationInvalid>,
  second: Result<T, ConfigurationInvalid>,
): Result<T, ConfigurationInvalid> {
  if (first.isOk()) return second;
  const more = second.isErr() ? second.error.problems : [];
  return err({ type: 'configuration_invalid', problems: [...first.error.problems, ...more] });
}
