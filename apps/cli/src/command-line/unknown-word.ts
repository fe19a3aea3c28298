import { suggest } from '@quiz-sync/server/suggest';
import type { CommandDescription } from './command.js';
import { type Flags, flagName, type RawFlags } from './flags.js';

/** What to say about words that are not, or not only, a command. */
export function unknownCommand(words: readonly string[], commands: readonly CommandDescription[]): string {
  const [first, second] = words;
  if (first === undefined) return `no command given; ${acceptedCommands(commands)}`;
  const group = commands.filter(({ name }) => name.startsWith(`${first} `));
  const command = commands.find(({ name }) => name === first || name === `${first} ${second}`);
  if (command !== undefined) {
    const extra = words.slice(command.name.split(' ').length);
    const { operand } = command;
    return operand === undefined
      ? `${command.name} takes no arguments, but was given "${extra[0]}"`
      : `${command.name} takes one ${operand.placeholder}, but was given "${extra.join('", "')}"`;
  }
  if (group.length === 0) return `unknown command "${first}"; ${meantOr(first, commands)}`;
  if (second === undefined) return `${first} is not a command by itself; ${acceptedCommands(group)}`;
  return `unknown command "${first} ${second}"; ${meantOr(`${first} ${second}`, group)}`;
}

function meantOr(typed: string, commands: readonly CommandDescription[]): string {
  const names = commands.map(({ name }) => name);
  const meant = suggest(typed, names);
  return meant === undefined ? acceptedCommands(commands) : `did you mean "${meant}"?`;
}

function acceptedCommands(commands: readonly CommandDescription[]): string {
  return `the commands are ${commands.map(({ name }) => name).join(', ')}`;
}

/** What to say about the first flag that the command does not know; `undefined` when it knows them all. */
export function unknownFlag(
  raw: RawFlags,
  argv: readonly string[],
  command: string,
  known: Flags,
): string | undefined {
  const names = Object.keys(known).map(flagName);
  const unknown = Object.keys(raw).find((name) => !names.includes(name));
  if (unknown === undefined) return undefined;
  const meant = suggest(unknown, names);
  const accepted = `accepted are ${names.map((name) => `--${name}`).join(', ')}`;
  const hint = meant === undefined ? accepted : `did you mean --${meant}?`;
  return `unknown flag ${asTyped(unknown, argv)} for ${command}; ${hint}`;
}

/** yargs drops the dashes and the `no-` of a negation. */
function asTyped(name: string, argv: readonly string[]): string {
  const negated = `--no-${name}`;
  if (argv.some((word) => word === negated || word.startsWith(`${negated}=`))) return negated;
  return name.length === 1 ? `-${name}` : `--${name}`;
}

/** What to say about the first switch that was given a value: yargs would silently take the value for a no. */
export function valuedSwitch(argv: readonly string[], known: Flags): string | undefined {
  const switches = Object.keys(known).filter((name) => known[name]?.kind === 'switch');
  const valued = switches
    .map(flagName)
    .find((name) => argv.some((word) => /^(?!.*=(true|false)$)/.test(word) && word.startsWith(`--${name}=`)));
  return valued === undefined ? undefined : `--${valued} is a switch and takes no value`;
}
