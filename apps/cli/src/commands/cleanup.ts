import type { QuizSync } from '@quiz-sync/core';
import type { CommandContext } from '../context.js';
import { EXIT_CODES, type ExitCode } from '../exit-code.js';
import { renderCleanup } from '../render/cleanup.js';
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
  const cleaned = await context.quizSync.cleanUpSessions({ olderThanMs: olderThan, dryRun });
  if (cleaned.isErr()) return fail(context, cleaned.error);
  confirm(context, cleaned.value, () => renderCleanup(cleaned.value, olderThan));
  return EXIT_CODES.done;
}
