import type { Command } from './command.js';
import { flagName } from './flags.js';
import { GLOBAL_FLAGS } from './global-flags.js';

/** Somebody wants to read, not to run. `words`: what about; none for everything. */
export type HelpRequest =
  | { readonly type: 'version' }
  | { readonly type: 'help'; readonly words: readonly string[] };

/**
 * Looks for a wish for help before anything is parsed: help has to come at once and whatever else is wrong with the
 * line, and loading the parser takes longer than everything else that help needs.
 */
export function helpRequest(argv: readonly string[], commands: readonly Command[]): HelpRequest | undefined {
  const end = argv.indexOf('--');
  const typed = end === -1 ? argv : argv.slice(0, end);
  const words = wordsOf(typed, commands);
  if (typed.includes('--version')) return { type: 'version' };
  if (typed.includes('--help') || typed.includes('-h')) return { type: 'help', words };
  if (argv.length === 0) return { type: 'help', words: [] };
  if (words[0] === 'help') return { type: 'help', words: words.slice(1) };
  return undefined;
}

/** What is neither a flag nor a flag's value. */
function wordsOf(typed: readonly string[], commands: readonly Command[]): string[] {
  const valued = new Set(
    [GLOBAL_FLAGS, ...commands.map(({ flags }) => flags)]
      .flatMap((flags) => Object.entries(flags))
      .filter(([, flag]) => flag.kind === 'value')
      .map(([name]) => `--${flagName(name)}`),
  );
  return typed.filter((word, index) => !word.startsWith('-') && !valued.has(typed[index - 1] ?? ''));
}

/** The command the words begin with. */
export function findCommand(words: readonly string[], commands: readonly Command[]): Command | undefined {
  const [first = '', second = ''] = words;
  return commands.find(
    ({ name, ofGroup }) =>
      name === first ||
      name === `${first} ${second}` ||
      (ofGroup && words.length === 1 && name.startsWith(`${first} `)),
  );
}
