import { err } from 'neverthrow';
import type { CliProcess } from './cli-process.js';
import { commandContext, wishesIn } from './command-context.js';
import { findCommand, helpRequest } from './command-line/help-request.js';
import { type CommandLine, parseCommandLine } from './command-line/parse-command-line.js';
import { unknownCommand } from './command-line/unknown-word.js';
import { usage } from './command-line/usage-failure.js';
import { COMMANDS } from './command-table.js';
import type { CommandContext } from './context.js';
import { EXIT_CODES, type ExitCode } from './exit-code.js';
import { type LeftBehind, nothingYet } from './left-behind.js';
import type { Compose } from './needs.js';
import { renderCommandHelp, renderHelp } from './render/help.js';
import { fail, note } from './report.js';
import { type LineWriter, lineWriter } from './terminal.js';
import { untilStopped } from './until-stopped.js';
import { version } from './version.js';

/** Loads what opens stores and spreadsheets only when a command is about to run. */
const composeWhenNeeded: Compose = async (request) => (await import('./compose.js')).compose(request);

/** The whole program: reads the command line, carries it out, says how it ended. Never rejects. */
export async function runCli(cli: CliProcess, compose: Compose = composeWhenNeeded): Promise<ExitCode> {
  const writers = { out: lineWriter(cli.stdout), err: lineWriter(cli.stderr) };
  const context = commandContext(cli, writers, wishesIn(cli.argv));
  const code = await carryOut(cli, context, writers, compose).catch((cause: unknown) =>
    fail(context, { type: 'unexpected', cause }),
  );
  const unwritten = await writers.out.flushed();
  if (unwritten === undefined) return code;
  return fail(context, { type: 'unexpected', cause: unwritten });
}

type Writers = Readonly<Record<'out' | 'err', LineWriter>>;

async function carryOut(
  cli: CliProcess,
  context: CommandContext,
  writers: Writers,
  compose: Compose,
): Promise<ExitCode> {
  const request = helpRequest(cli.argv, COMMANDS);
  if (request?.type === 'version') return printed(context, version());
  if (request?.type === 'help') return help(context, request.words);
  const line = await parseCommandLine(cli.argv, COMMANDS);
  if (line.isErr()) return fail(context, line.error);
  return runCommand(cli, line.value, writers, compose);
}

async function help(context: CommandContext, words: readonly string[]): Promise<ExitCode> {
  if (words.length === 0) return printed(context, renderHelp(COMMANDS, context.out.style));
  const command = findCommand(words, COMMANDS);
  if (command === undefined) return fail(context, usage(unknownCommand(words, COMMANDS)));
  return printed(context, renderCommandHelp(command, context.out.style));
}

function printed(context: CommandContext, text: string): ExitCode {
  context.out.line(text);
  return EXIT_CODES.done;
}

async function runCommand(
  cli: CliProcess,
  line: CommandLine,
  writers: Writers,
  compose: Compose,
): Promise<ExitCode> {
  const { command, ready, globals } = line;
  const leftBehind = nothingYet();
  const context = commandContext(cli, writers, globals, leftBehind);
  const composed =
    globals.url === undefined
      ? await composeHere(cli, line, compose)
      : await composeWith(cli, line, globals.url);
  if (composed.isErr()) return fail(context, composed.error);
  const composition = composed.value;
  try {
    const running = ready.run(context, composition);
    if (command.tidiesUp) return await running;
    const ended = await Promise.race([running, untilStopped(cli.stop, () => !leftBehind.isAsking)]);
    if (typeof ended === 'number') return ended;
    return await stopped(ended, line, context, leftBehind);
  } finally {
    if (cli.stop.aborted) for (const writer of Object.values(writers)) writer.close();
    await composition.close();
  }
}

function composeHere({ env }: CliProcess, line: CommandLine, compose: Compose): ReturnType<Compose> {
  const { command, ready, globals } = line;
  const { config: configFile, store, spreadsheet: spreadsheetId, verbose } = globals;
  const flags = { ...ready.settings, store, spreadsheetId };
  const serving = command.endsBySignal ?? false;
  const { configures: configuring } = command;
  const examining = command.examines ?? configuring ?? false;
  const { makesStore: makingStore } = ready;
  return compose({ flags, configFile, env, verbose, serving, examining, configuring, makingStore });
}

/** With a service that runs elsewhere. */
async function composeWith(
  { env, stop }: CliProcess,
  { command, globals: { keyFile } }: CommandLine,
  url: string,
): ReturnType<Compose> {
  if (command.asksService !== true) {
    const able = COMMANDS.filter(({ asksService }) => asksService).map(({ name }) => name);
    return err(
      usage(
        `${command.name} does not work with --url, since it opens what it works on itself; those that do are ${able.join(', ')}`,
      ),
    );
  }
  const { readAddress } = await import('./remote/read-address.js');
  const { remoteComposition } = await import('./remote/remote-composition.js');
  return readAddress({ url, keyFile, env, stop }).map(remoteComposition);
}

async function stopped(
  signal: string,
  { command }: CommandLine,
  context: CommandContext,
  { words: left }: LeftBehind,
): Promise<ExitCode> {
  const words = command.endsBySignal ? command.interrupted : `Interrupted. ${left}`;
  if (command.endsBySignal && signal === 'SIGTERM') {
    note(context, words);
    return EXIT_CODES.done;
  }
  // The terminal has written ^C, and what is said has a line of its own.
  if (signal === 'SIGINT' && context.err.isTerminal && !context.json) context.err.line('');
  return fail(context, { type: 'interrupted', message: `${words} Again ends it at once.` });
}
