import { err, ok, type Result } from 'neverthrow';
import type { Argv } from 'yargs';
import type { Command, ReadyCommand } from './command.js';
import { type Flags, flagName, type RawFlags, readFlags } from './flags.js';
import { GLOBAL_FLAGS, type GlobalArguments } from './global-flags.js';
import { unknownCommand, unknownFlag, valuedSwitch } from './unknown-word.js';
import { type UsageFailure, usage } from './usage-failure.js';

export interface CommandLine {
  readonly command: Command;
  readonly ready: ReadyCommand;
  readonly globals: GlobalArguments;
}

/** What yargs found: the command, the words that are no flags, and the flags as typed. */
interface Typed {
  readonly command: Command | undefined;
  readonly words: readonly string[];
  readonly flags: RawFlags;
}

/**
 * Reads a command line. yargs splits it into command, words and flags; what they mean and what is wrong with them is
 * told by the commands' own descriptions, so that every error can name what would have been accepted.
 */
export async function parseCommandLine(
  argv: readonly string[],
  commands: readonly Command[],
): Promise<Result<CommandLine, UsageFailure>> {
  const typed = await splitWithYargs(argv, commands);
  const { command } = typed;
  const operand = command && operandOf(command, typed.words);
  if (command === undefined || operand === undefined)
    return err(usage(unknownCommand(typed.words, commands)));
  const globals = readFlags(GLOBAL_FLAGS, typed.flags).mapErr(usage);
  if (globals.isErr()) return err(globals.error);
  const ready = command.read(typed.flags, operand.typed);
  if (ready.isErr()) return err(ready.error);
  const known = { ...GLOBAL_FLAGS, ...command.flags };
  const problem = unknownFlag(typed.flags, argv, command.name, known) ?? valuedSwitch(argv, known);
  if (problem !== undefined) return err(usage(problem));
  if (ready.value.asksFirst && !globals.value.input && !globals.value.yes)
    return err(
      usage(`${command.name} asks first, which --no-input forbids; add --yes when it is to go ahead`),
    );
  return ok({ command, ready: ready.value, globals: globals.value });
}

async function splitWithYargs(argv: readonly string[], commands: readonly Command[]): Promise<Typed> {
  const { default: yargs } = await import('yargs');
  let found: Command | undefined;
  const parser = yargs([...argv])
    .scriptName('quiz-sync')
    .parserConfiguration({
      'camel-case-expansion': false,
      'dot-notation': false,
      'duplicate-arguments-array': true,
      'parse-numbers': false,
      'parse-positional-numbers': false,
    })
    .detectLocale(false)
    .help(false)
    .version(false)
    .exitProcess(false)
    .fail(false)
    .options(yargsOptions(GLOBAL_FLAGS));
  registerAll(parser, commands, (command) => {
    found = command;
  });
  const { _: words, $0: _script, ...flags } = await parser.parseAsync();
  return { command: found, words: words.map(String), flags };
}

type Chosen = (command: Command) => void;

/** Commands of one word are commands of yargs; those of two are commands within the command of their first word. */
function registerAll(parser: Argv, commands: readonly Command[], chosen: Chosen): void {
  for (const [first, group] of Map.groupBy(commands, (command) => firstWord(command))) {
    const [alone] = group;
    if (alone?.name === first) register(parser, first, alone, chosen);
    else
      parser.command(first, '', (inner) => {
        for (const command of group) {
          const second = command.name.slice(first.length + 1);
          register(inner, command.ofGroup ? [second, '$0'] : second, command, chosen);
        }
      });
  }
}

function register(parser: Argv, name: string | string[], command: Command, chosen: Chosen): void {
  parser.command(
    name,
    command.summary,
    (inner) => inner.options(yargsOptions(command.flags)),
    () => chosen(command),
  );
}

function yargsOptions(flags: Flags): Record<string, { type: 'boolean' | 'string' }> {
  return Object.fromEntries(
    Object.entries(flags).map(([name, flag]) => [
      flagName(name),
      { type: flag.kind === 'switch' ? 'boolean' : 'string' },
    ]),
  );
}

/** What follows the command's name; `undefined` when the words are not, or not only, this command. */
function operandOf(
  command: Command,
  words: readonly string[],
): { readonly typed: string | undefined } | undefined {
  const typed = words.join(' ');
  if (typed === command.name || (command.ofGroup === true && typed === firstWord(command)))
    return { typed: undefined };
  const length = command.name.split(' ').length;
  const isNamed = words.slice(0, length).join(' ') === command.name;
  return isNamed && command.operand !== undefined && words.length === length + 1
    ? { typed: words[length] }
    : undefined;
}

function firstWord(command: Command): string {
  return command.name.split(' ', 1).join('');
}
