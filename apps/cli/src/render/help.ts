import type { CommandDescription, Operand } from '../command-line/command.js';
import { type Flags, flagName } from '../command-line/flags.js';
import { GLOBAL_FLAGS } from '../command-line/global-flags.js';
import { EXIT_CODES, EXIT_MEANINGS, type ExitName } from '../exit-code.js';
import type { Style } from './style.js';
import { pairLines } from './table.js';

/** Help for the whole program. */
export function renderHelp(commands: readonly CommandDescription[], style: Style): string {
  return sections(style, [
    ['quiz-sync: quiz results in, an exact Google Sheet out', []],
    ['Usage', ['quiz-sync <command> [flags]', 'quiz-sync <command> --help']],
    ['Commands', pairLines(commands.map(({ name, summary }) => [name, summary]))],
    ['Flags of every command', flagLines(GLOBAL_FLAGS)],
    ['Exit codes', exitCodeLines()],
  ]);
}

/** Help for one command. */
export function renderCommandHelp(command: CommandDescription, style: Style): string {
  const own = flagLines(command.flags);
  return sections(style, [
    [`quiz-sync ${command.name}: ${command.summary}`, command.details],
    ['Usage', [usageLine(command)]],
    ...(command.operand === undefined ? [] : [['Takes', operandLines(command.operand)] as const]),
    ...(own.length === 0 ? [] : [['Flags', own] as const]),
    ['Flags of every command', flagLines(GLOBAL_FLAGS)],
    ['Examples', command.examples.flatMap(({ line, says }) => [`# ${says}`, line])],
  ]);
}

/** `quiz-sync import FILE [flags]` */
export function usageLine({ name, operand }: CommandDescription): string {
  return ['quiz-sync', name, ...(operand === undefined ? [] : [operand.placeholder]), '[flags]'].join(' ');
}

function operandLines({ placeholder, says, choices }: Operand<unknown>): string[] {
  const accepted = choices === undefined ? '' : `: ${choices.join(', ')}`;
  return pairLines([[placeholder, `${says}${accepted}`]]);
}

type Section = readonly [heading: string, lines: readonly string[]];

function sections(style: Style, parts: readonly Section[]): string {
  return parts
    .map(([heading, lines]) => [style.bold(heading), ...lines.map((line) => `  ${line}`)].join('\n'))
    .join('\n\n');
}

function flagLines(flags: Flags): string[] {
  const pairs = flagUsage(flags);
  return pairs.length === 0 ? [] : pairLines(pairs);
}

/** Each flag as it is typed, and what it does. */
export function flagUsage(flags: Flags): (readonly [usage: string, says: string])[] {
  return Object.entries(flags).map(([name, flag]) => {
    if (flag.kind === 'switch')
      return [`--${flag.absent ? '[no-]' : ''}${flagName(name)}`, flag.says] as const;
    const shown = flag.shownDefault === undefined ? '' : ` (default: ${flag.shownDefault})`;
    return [`--${flagName(name)} ${flag.placeholder}`, `${flag.says}${shown}`] as const;
  });
}

function exitCodeLines(): string[] {
  const names = Object.keys(EXIT_CODES) as ExitName[];
  return pairLines(names.map((name) => [String(EXIT_CODES[name]), EXIT_MEANINGS[name]]));
}
