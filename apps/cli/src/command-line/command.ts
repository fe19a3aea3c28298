import type { ConfigurationSources } from '@quiz-sync/server';
import { err, ok, type Result } from 'neverthrow';
import type { CommandContext } from '../context.js';
import type { ExitCode } from '../exit-code.js';
import type { Composition, Need } from '../needs.js';
import { fail } from '../report.js';
import { type ArgumentsOf, type Flags, type RawFlags, readFlags } from './flags.js';
import { type UsageFailure, usage } from './usage-failure.js';

/** What a command is called and takes. Help, suggestions and documentation are made from this alone. */
export interface CommandDescription {
  /** As typed, of one word or two: `status`, `config show`. */
  readonly name: string;
  /** True for the command of a group that its first word alone runs: `config` is `config show`. */
  readonly ofGroup?: true;
  /** One line that begins with a verb. */
  readonly summary: string;
  /** More about it, line by line. */
  readonly details: readonly string[];
  readonly flags: Flags;
  /** The word it takes after its name; `undefined`: none. */
  readonly operand?: Operand<unknown>;
  readonly examples: readonly Example[];
  /** What Ctrl-C leaves behind, for documentation; who presses it is told by how far the command has got. */
  readonly interrupted: string;
  /** True when it runs until it is told to stop, so that SIGTERM is its proper end. */
  readonly endsBySignal?: true;
  /** True when it works with a running service, too, by `--url`. */
  readonly asksService?: true;
  /** True when it watches `stop` itself: it tidies up, says what was left and ends, and that is waited for. */
  readonly tidiesUp?: true;
  /** True when it looks for what is wrong, and so begins with a configuration that cannot be used, too. */
  readonly examines?: true;
  /** True when it writes the configuration file, so that neither that nor anything in it need be there. */
  readonly configures?: true;
}

/** One word that is not a flag, such as a file. It must be given. */
export interface Operand<T> {
  /** Stands for it in help: `FILE`. */
  readonly placeholder: string;
  readonly says: string;
  /** The error is a clause that follows the placeholder. */
  readonly parse: (text: string) => Result<T, string>;
  readonly choices?: readonly string[];
}

export interface Example {
  readonly line: string;
  readonly says: string;
}

/** What flags set in the configuration, unchecked; `undefined` sets nothing. */
export type Settings = NonNullable<ConfigurationSources['flags']>;

/** A command whose flags have been read. */
export interface ReadyCommand {
  readonly settings: Settings;
  /** Whether, with these flags, it deletes or writes over something, and so asks first. */
  readonly asksFirst: boolean;
  /** Whether it makes the store where there is none yet; any other is told so, since its place is mistyped. */
  readonly makesStore: boolean;
  readonly run: (context: CommandContext, composition: Composition) => Promise<ExitCode>;
}

export interface Command extends CommandDescription {
  /** `operand`: the word after the command's name, when one was typed. */
  readonly read: (raw: RawFlags, operand: string | undefined) => Result<ReadyCommand, UsageFailure>;
}

interface CommandDefinition<F extends Flags, Provided, O> extends CommandDescription {
  readonly flags: F;
  readonly operand?: Operand<O>;
  readonly needs: Need<Provided>;
  readonly settings?: (args: ArgumentsOf<F>) => Settings;
  /** With which flags it deletes or writes over something: at a terminal it then asks first. Without this, never. */
  readonly asksFirst?: (args: ArgumentsOf<F>) => boolean;
  /** With which flags it makes the store where there is none yet. Without this, never. */
  readonly makesStore?: (args: ArgumentsOf<F>) => boolean;
  /** Imports what carries the command out, so that only the command that runs is loaded. */
  readonly load: () => Promise<
    (context: CommandContext & Provided, args: ArgumentsOf<F>, operand: O) => Promise<ExitCode>
  >;
}

/** A command that gets its own flags, its operand and what it needs, all typed by its definition. */
export function defineCommand<F extends Flags, Provided, O = undefined>(
  definition: CommandDefinition<F, Provided, O>,
): Command {
  const { flags, operand, needs, load, settings = () => ({}), ...rest } = definition;
  const { asksFirst, makesStore, ...description } = rest;
  const ready = (args: ArgumentsOf<F>, word: O): ReadyCommand => ({
    settings: settings(args),
    asksFirst: asksFirst?.(args) ?? false,
    makesStore: makesStore?.(args) ?? false,
    run: async (context, composition) => {
      const [carryOut, provided] = await Promise.all([load(), needs(composition)]);
      if (provided.isErr()) return fail(context, provided.error);
      return carryOut({ ...context, ...provided.value }, args, word);
    },
  });
  return {
    ...description,
    flags,
    ...(operand === undefined ? {} : { operand }),
    read: (raw, typed) =>
      readOperand(definition.name, operand, typed)
        .andThen((word) => readFlags(flags, raw).map((args) => ready(args, word)))
        .mapErr(usage),
  };
}

function readOperand<O>(
  command: string,
  operand: Operand<O> | undefined,
  typed: string | undefined,
): Result<O, string> {
  if (operand === undefined) return ok(undefined as O);
  const { placeholder, choices } = operand;
  if (typed === undefined || typed === '') {
    const accepted = choices === undefined ? '' : `: one of ${choices.join(', ')}`;
    return err(`${command} needs a ${placeholder}${accepted}`);
  }
  return operand.parse(typed).mapErr((clause) => `${placeholder} ${clause}`);
}
