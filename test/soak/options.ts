import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';

export interface SoakOptions {
  readonly minutes: number;
  readonly seed: number;
  /** Schools at a time. */
  readonly schools: number;
}

/** Longest: a timer bears no more. */
const MOST_MINUTES = 20_000;

export const USAGE = `usage: npm run soak -- [--minutes N] [--seed S] [--schools N]

Runs the real service against an emulated spreadsheet under random kills, faults, people's edits and load, and compares
store and spreadsheet with what was acknowledged, again and again.

  --minutes N   how long, default 10; the episode under way is ended, which takes some minutes more at the worst
  --seed S      a whole number: what happens is chosen by it, default a new one; when it happens is the machine's
  --schools N   spreadsheets at a time, 1 to 8, default 2
  --help        this

It prints its seed and a tally every minute, and at the end. It ends with 0 if nothing was lost, duplicated or wrong and
no cell of people's own was changed, with 1 if anything was, and with 2 if it was called wrongly. What was not as it
should be is told with the seed of its spreadsheet and a file in which everything that happened there is in order.`;

/** Answers what to print instead of running when there is something wrong with the arguments, or help was asked for. */
export function readOptions(
  args: readonly string[],
): SoakOptions | { readonly exitCode: number; readonly print: string } {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        minutes: { type: 'string', default: '10' },
        seed: { type: 'string', default: String(randomInt(1_000_000)) },
        schools: { type: 'string', default: '2' },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) return { exitCode: 0, print: USAGE };
    const minutes = Number(values.minutes);
    const seed = Number(values.seed);
    const schools = Number(values.schools);
    if (!(minutes > 0 && minutes <= MOST_MINUTES)) return wrong(`--minutes is ${values.minutes}`);
    if (values.seed === '' || !Number.isSafeInteger(seed)) return wrong(`--seed is ${values.seed}`);
    if (!(Number.isInteger(schools) && schools >= 1 && schools <= 8))
      return wrong(`--schools is ${values.schools}`);
    return { minutes, seed, schools };
  } catch (error) {
    return wrong(error instanceof Error ? error.message : String(error));
  }
}

function wrong(what: string): { exitCode: number; print: string } {
  return { exitCode: 2, print: `${what}\n\n${USAGE}` };
}
