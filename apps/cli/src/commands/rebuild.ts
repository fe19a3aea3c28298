import type { QuizSync } from '@quiz-sync/core';
import type { CommandContext } from '../context.js';
import type { ExitCode } from '../exit-code.js';
import { counted } from '../render/counted.js';
import { fail, note } from '../report.js';
import { syncAndTell } from './force.js';

type RebuildContext = CommandContext & {
  readonly quizSync: Pick<QuizSync, 'rebuild' | 'forceSync' | 'syncStatus'>;
};

const QUESTION = 'Write every row again? What people typed into columns of ours is written over.';

const REST =
  'The rest goes with the next sync: quiz-sync force goes on with it, quiz-sync rebuild would begin again.';

/** Has every row written again, and waits for it. */
export async function rebuild(context: RebuildContext): Promise<ExitCode> {
  if (context.askWhether !== undefined && !(await context.askWhether(QUESTION)))
    return fail(context, { type: 'interrupted', message: 'Nothing was changed.' });
  context.leaves('Nothing was written; the next sync may write every row again.');
  const requested = await context.quizSync.rebuild();
  if (requested.isErr()) return fail(context, requested.error);
  note(context, `Writing ${counted(requested.value.rows, 'row')} again ...`);
  return syncAndTell(context, REST);
}
