import type { QuizSync } from '@quiz-sync/core';
import type { CommandContext } from '../context.js';
import { EXIT_CODES, type ExitCode } from '../exit-code.js';
import { cleanupQuestion, renderCleanup } from '../render/cleanup.js';
import { confirm, fail } from '../report.js';

interface CleanupArguments {
  /** Milliseconds. */
  readonly olderThan: number;
  readonly dryRun: boolean;
}

/** Removes empty sessions from the store, or counts them. */
export async function cleanup(
  context: CommandContext & { readonly quizSync: Pick<QuizSync, 'cleanUpSessions'> },
  { olderThan, dryRun }: CleanupArguments,
): Promise<ExitCode> {
  if (!dryRun && context.askWhether !== undefined) {
    const counted = await context.quizSync.cleanUpSessions({ olderThanMs: olderThan, dryRun: true });
    if (counted.isErr()) return fail(context, counted.error);
    const { removed } = counted.value;
    if (removed > 0 && !(await context.askWhether(cleanupQuestion(removed, olderThan))))
      return fail(context, { type: 'interrupted', message: 'Nothing was changed.' });
  }
  if (!dryRun) context.leaves('The sessions are removed all at once: all of them are gone, or none.');
  const cleaned = await context.quizSync.cleanUpSessions({ olderThanMs: olderThan, dryRun });
  if (cleaned.isErr()) return fail(context, cleaned.error);
  confirm(context, cleaned.value, () => renderCleanup(cleaned.value, olderThan));
  return EXIT_CODES.done;
}
