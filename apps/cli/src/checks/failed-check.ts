import { exitCodeOf } from '../exit-code.js';
import type { Failure } from '../failure.js';
import { explain } from '../render/failure.js';
import { inTwo } from './advice.js';
import type { Check } from './check.js';

/** A check that failed as a command would: told in the same words, with the same exit code. */
export async function failedCheck(name: string, failure: Failure, remedy?: string): Promise<Check> {
  const { messages, remedy: known } = await explain(failure);
  const { detail, advice } = inTwo(messages.join('; '));
  const told = remedy ?? known;
  return {
    name,
    state: 'failure',
    detail: told === undefined ? detail : messages.join('; '),
    remedy: told ?? advice,
    exitCode: exitCodeOf(failure),
  };
}
