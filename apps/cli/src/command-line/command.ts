import type { ConfigurationSources } from '@quiz-sync/server';
import type { Result } from 'neverthrow';
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
  readonly examples: readonly Example[];
  /** What Ctrl-C leaves behind, told to who pressed it. */
  readonly interrupted: string;
  /** True when it runs until it is told to stop, so that SIGTERM is its proper end. */
  readonly endsBySignal?: true;
  /** True when it looks for what is wrong, and so begins with a configuration that cannot be used, too. */
  readonly examines?: true;
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
  readonly run: (context: CommandContext, composition: Composition) => Promise<ExitCode>;
}

export interface Command extends CommandDescription {
  readonly read: (raw: RawFlags) => Result<ReadyCommand, UsageFailure>;
}

interface CommandDefinition<F extends Flags, Provided> extends CommandDescription {
  readonly flags: F;
  readonly needs: Need<Provided>;
  readonly settings?: (args: ArgumentsOf<F>) => Settings;
  /** Imports what carries the command out, so that only the command that runs is loaded. */
  readonly load: () => Promise<
    (context: CommandContext & Provided, args: ArgumentsOf<F>) => Promise<ExitCode>
  >;
}

/** A command that gets its own flags and what it needs, both typed by its definition. */
export function defineCommand<F extends Flags, Provided>(
  definition: CommandDefinition<F, Provided>,
): Command {
  const { flags, needs, load, settings = () => ({}), ...description } = definition;
  const ready = (args: ArgumentsOf<F>): ReadyCommand => ({
    settings: settings(args),
    run: async (context, composition) => {
      const [carryOut, provided] = await Promise.all([load(), needs(composition)]);
      if (provided.isErr()) return fail(context, provided.error);
      return carryOut({ ...context, ...provided.value }, args);
    },
  });
  return { ...description, flags, read: (raw) => readFlags(flags, raw).mapErr(usage).map(ready) };
}
