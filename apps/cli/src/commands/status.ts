import type { QuizSync } from '@quiz-sync/core';
import type { CommandContext } from '../context.js';
import { EXIT_CODES, type ExitCode } from '../exit-code.js';
import { renderStatus } from '../render/status.js';
import { answer, fail } from '../report.js';

/** Shows the state of the sync. Asks the store alone, never Google, and starts nothing. */
export async function status(
  context: CommandContext & { readonly quizSync: Pick<QuizSync, 'syncStatus'> },
): Promise<ExitCode> {
  const found = await context.quizSync.syncStatus();
  if (found.isErr()) return fail(context, found.error);
  answer(context, found.value, (style) => renderStatus(found.value, style, context.now()));
  return EXIT_CODES.done;
}
