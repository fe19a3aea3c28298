import { COMMANDS } from '../command-table.js';
import { bashCompletion } from '../completion/bash.js';
import { fishCompletion } from '../completion/fish.js';
import { offers } from '../completion/offers.js';
import type { Shell } from '../completion/shells.js';
import { zshCompletion } from '../completion/zsh.js';
import type { CommandContext } from '../context.js';
import { EXIT_CODES, type ExitCode } from '../exit-code.js';
import { answer } from '../report.js';

const SCRIPTS = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion } as const;

/** Prints the script that completes commands in a shell. */
export async function completion(context: CommandContext, _flags: object, shell: Shell): Promise<ExitCode> {
  const script = SCRIPTS[shell](offers(COMMANDS));
  answer(context, { shell, script }, () => script);
  return EXIT_CODES.done;
}
