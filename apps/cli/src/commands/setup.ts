import type { QuizSync } from '@quiz-sync/core';
import type { CommandContext } from '../context.js';
import { EXIT_CODES, type ExitCode } from '../exit-code.js';
import { renderSetUp } from '../render/setup.js';
import { confirm, fail } from '../report.js';
import { setupOverview } from './setup-overview.js';

/** Makes what is missing in the spreadsheet; with `overview`, the overview and what it is computed from. */
export async function setup(
  context: CommandContext & { readonly quizSync: Pick<QuizSync, 'setUp' | 'makeOverview'> },
  { overview }: { readonly overview: boolean },
): Promise<ExitCode> {
  if (overview) return setupOverview(context);
  const made = await context.quizSync.setUp();
  if (made.isErr()) return fail(context, made.error);
  confirm(context, made.value, (style) => renderSetUp(made.value, style));
  return EXIT_CODES.done;
}
