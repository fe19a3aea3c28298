import type { QuizSync } from '@quiz-sync/core';
import type { CommandContext } from '../context.js';
import { EXIT_CODES, type ExitCode } from '../exit-code.js';
import { renderOverview } from '../render/overview.js';
import { confirm, fail } from '../report.js';

/** Makes the overview for people, or finds it and leaves it as it is. */
export async function setupOverview(
  context: CommandContext & { readonly quizSync: Pick<QuizSync, 'makeOverview'> },
): Promise<ExitCode> {
  const made = await context.quizSync.makeOverview();
  if (made.isErr()) return fail(context, made.error);
  confirm(context, made.value, (style) => renderOverview(made.value, style));
  return EXIT_CODES.done;
}
