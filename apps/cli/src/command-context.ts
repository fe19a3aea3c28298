import type { CliProcess } from './cli-process.js';
import { flagName } from './command-line/flags.js';
import type { GlobalArguments } from './command-line/global-flags.js';
import type { CommandContext } from './context.js';
import { type LeftBehind, nothingYet } from './left-behind.js';
import { pagesOf } from './pages.js';
import { pauseUnless } from './pause.js';
import type { LineWriter } from './terminal.js';

/** How somebody wants to be spoken to. */
type Wishes = Pick<GlobalArguments, 'json' | 'quiet' | 'verbose' | 'color' | 'input' | 'yes'> &
  Partial<GlobalArguments>;

/** The wishes in a command line that has not been parsed, or cannot be: errors and help honour them too. */
export function wishesIn(argv: readonly string[]): Wishes {
  return {
    json: argv.includes('--json'),
    quiet: argv.includes('--quiet'),
    verbose: argv.includes('--verbose'),
    color: !argv.includes('--no-color'),
    input: !argv.includes('--no-input'),
    yes: argv.includes('--yes'),
  };
}

export function commandContext(
  cli: CliProcess,
  writers: Readonly<Record<'out' | 'err', LineWriter>>,
  wishes: Wishes,
  leftBehind: LeftBehind = nothingYet(),
): CommandContext {
  const { json, quiet, verbose, color } = wishes;
  const ask = cli.ask === undefined || !wishes.input ? undefined : noted(cli.ask, leftBehind);
  return {
    ...pagesOf(cli, writers, { color }),
    stop: cli.stop,
    askWhether: !wishes.yes && ask !== undefined ? whetherYes(ask) : undefined,
    ask,
    leaves(words) {
      leftBehind.words = words;
    },
    service: wishes.url,
    saidYes: wishes.yes,
    pause: cli.pause ?? pauseUnless(cli.stop),
    json,
    quiet,
    verbose,
    now: cli.now,
    startInBackground: () => cli.startDetached(['force', '--wait', ...placeFlags(wishes)]),
  };
}

type Ask = NonNullable<CliProcess['ask']>;

function noted(ask: Ask, leftBehind: LeftBehind): Ask {
  return async (question) => {
    leftBehind.isAsking = true;
    try {
      return await ask(question);
    } finally {
      leftBehind.isAsking = false;
    }
  };
}

function whetherYes(ask: Ask): (question: string) => Promise<boolean> {
  return async (question) => {
    const typed = await ask(`${question} [y/N] `);
    return /^y(es)?$/i.test(typed?.trim() ?? '');
  };
}

/** The flags that say which store, spreadsheet or service is meant. */
function placeFlags(wishes: Wishes): string[] {
  const names = ['config', 'store', 'spreadsheet', 'url', 'keyFile'] as const;
  return names.flatMap((name) => {
    const value = wishes[name];
    return value === undefined ? [] : [`--${flagName(name)}=${value}`];
  });
}
