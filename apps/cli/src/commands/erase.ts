import { usage } from '../command-line/usage-failure.js';
import type { CommandContext } from '../context.js';
import { EXIT_CODES, type ExitCode } from '../exit-code.js';
import type { Syncing } from '../remote/remote-quiz-sync.js';
import { renderErased } from '../render/erase.js';
import { confirm, fail } from '../report.js';

type EraseContext = CommandContext & { readonly quizSync: Pick<Syncing, 'eraseLearner'> };

/** Removes everything that is stored of a learner, after a question to whoever sits at a terminal. */
export async function erase(context: EraseContext, _flags: object, userId: string): Promise<ExitCode> {
  const question = `Erase everything stored of ${JSON.stringify(userId)}? It cannot be undone.`;
  if (context.askWhether !== undefined && !(await context.askWhether(question)))
    return fail(context, { type: 'interrupted', message: 'Nothing was changed.' });
  context.leaves('Everything of the learner may be gone, or a part; the same command removes the rest.');
  const erased = await context.quizSync.eraseLearner(userId);
  if (erased.isErr()) {
    const { error } = erased;
    if (error.type !== 'invalid_input') return fail(context, error);
    return fail(context, usage(`LEARNER ${error.issues[0]?.message ?? 'is no id'}`));
  }
  const { removed } = erased.value;
  confirm(context, { user_id: userId, removed }, (style) => renderErased(userId, removed, style));
  return EXIT_CODES.done;
}
