import type { QuizSync } from '@quiz-sync/core';
import type { CommandContext } from '../context.js';
import { EXIT_CODES, type ExitCode } from '../exit-code.js';
import { renderSetUp } from '../render/setup.js';
import { confirm, fail } from '../report.js';

/** Makes what is missing in the spreadsheet. */
export async function setup(
  context: CommandContext & { readonly quizSync: Pick<QuizSync, 'setUp'> },
): Promise<ExitCode> {
  const made = await context.quizSync.setUp();
  if (made.isErr()) return fail(context, made.error);
  confirm(context, made.value, (style) => renderSetUp(made.value, style));
  return EXIT_CODES.done;
}
