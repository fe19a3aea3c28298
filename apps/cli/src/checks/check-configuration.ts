import { exitCodeOf } from '../exit-code.js';
import type { Failure } from '../failure.js';
import { counted } from '../render/counted.js';
import { type Check, doubtful, fine } from './check.js';
import type { Examined } from './examined.js';
import { failedCheck } from './failed-check.js';

const NAME = 'configuration';

/** A line for each problem, which names the variable, flag or file it is in. */
export async function checkConfiguration({
  configuration,
  warnings,
}: Pick<Examined, 'configuration' | 'warnings'>): Promise<Check[]> {
  if (configuration.isErr()) return problemsOf(configuration.error);
  const given = configuration.value.filter(({ from }) => from !== 'default');
  const which = given.map(({ name, from }) => `${name} from ${from}`).join(', ');
  const rest = `${counted(configuration.value.length - given.length, 'default')}`;
  const whole = fine(NAME, which === '' ? rest : `${which}; ${rest} (quiz-sync config show)`);
  return [whole, ...warnings.map((warning) => doubtful(NAME, warning, remedyFor(warning)))];
}

async function problemsOf(failure: Failure): Promise<Check[]> {
  if (failure.type !== 'configuration_invalid') return [await failedCheck(NAME, failure)];
  return failure.problems.map((problem) => ({
    name: NAME,
    state: 'failure',
    detail: problem,
    remedy: remedyFor(problem),
    exitCode: exitCodeOf(failure),
  }));
}

/** Problems begin with what is to be changed: `PORT: must be …`, `port in quiz-sync.config.json: …`. */
function remedyFor(problem: string): string {
  const [, where] = /^([^:]+): /.exec(problem) ?? [];
  return where === undefined ? 'Name another file with --config, or mend this one.' : `Correct ${where}.`;
}
