import type { CommandDescription } from '../command-line/command.js';
import { type Flags, flagName } from '../command-line/flags.js';
import { GLOBAL_FLAGS } from '../command-line/global-flags.js';

/** A flag as it is typed. */
export interface OfferedFlag {
  /** `--no-wait` */
  readonly name: string;
  readonly says: string;
  /** What may follow it: some words, a file, anything; `undefined`: nothing. */
  readonly value: readonly string[] | 'file' | 'anything' | undefined;
}

export interface OfferedWord {
  readonly word: string;
  readonly says: string;
}

/** What may be typed after the words that name a command, or a group of them. */
export interface Offer {
  /** `` for the program itself, `config`, `config show`. */
  readonly after: string;
  readonly words: readonly OfferedWord[];
  /** Whether a file may follow. */
  readonly file: boolean;
  readonly flags: readonly OfferedFlag[];
}

/** All that can be completed, from the commands' own descriptions. */
export function offers(commands: readonly CommandDescription[]): Offer[] {
  return [
    { after: '', words: firstWords(commands), file: false, flags: offeredFlags(GLOBAL_FLAGS) },
    ...groups(commands),
    ...commands.map(ofCommand),
  ];
}

function ofCommand({ name, operand, flags, summary }: CommandDescription): Offer {
  return {
    after: name,
    words: (operand?.choices ?? []).map((word) => ({ word, says: summary })),
    file: operand?.placeholder === 'FILE',
    flags: offeredFlags({ ...flags, ...GLOBAL_FLAGS }),
  };
}

/** The first words of commands of two: after `config` comes `show`. */
function groups(commands: readonly CommandDescription[]): Offer[] {
  const ofTwoWords = commands.filter(({ name }) => name.includes(' '));
  return [...Map.groupBy(ofTwoWords, ({ name }) => firstWord(name))].map(([first, group]) => ({
    after: first,
    words: group.map(({ name, summary }) => ({ word: name.slice(first.length + 1), says: summary })),
    file: false,
    flags: offeredFlags(GLOBAL_FLAGS),
  }));
}

function firstWords(commands: readonly CommandDescription[]): OfferedWord[] {
  const words = new Map<string, string>([['help', 'Show the help of a command']]);
  for (const { name, summary } of commands)
    if (!words.has(firstWord(name))) words.set(firstWord(name), summary);
  return [...words].map(([word, says]) => ({ word, says }));
}

function firstWord(name: string): string {
  return name.split(' ', 1).join('');
}

function offeredFlags(flags: Flags): OfferedFlag[] {
  const own = Object.entries(flags).map(([name, flag]): OfferedFlag => {
    const typed = flagName(name);
    if (flag.kind === 'switch')
      return { name: flag.absent ? `--no-${typed}` : `--${typed}`, says: flag.says, value: undefined };
    const value = flag.choices ?? (flag.placeholder === 'FILE' ? 'file' : 'anything');
    return { name: `--${typed}`, says: flag.says, value };
  });
  return [...own, { name: '--help', says: 'Show help', value: undefined }];
}

/** Flags that a value follows, by name. */
export function valuedFlags(offers: readonly Offer[]): string[] {
  const flags = offers.flatMap((offer) => offer.flags).filter(({ value }) => value !== undefined);
  return [...new Set(flags.map(({ name }) => name))];
}
