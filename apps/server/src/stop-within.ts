import type { QuizSync } from '@quiz-sync/core';

/**
 * Stops syncing. A run that has not ended its batch after `withinMs` has its call to Google given up: whether that one
 * was applied is then settled from the journal at the next start.
 */
export async function stopWithin(
  quizSync: QuizSync,
  withinMs: number,
  abandon: AbortController,
): Promise<void> {
  const patience = setTimeout(() => abandon.abort(), withinMs);
  await quizSync.stop();
  clearTimeout(patience);
}
