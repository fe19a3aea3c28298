import type { CommandContext } from '../context.js';
import { EXIT_CODES, type ExitCode } from '../exit-code.js';
import type { Syncing } from '../remote/remote-quiz-sync.js';
import { renderPlan } from '../render/plan.js';
import { answer, fail, note } from '../report.js';

/** Shows what the next sync would write. Reads the spreadsheet once and writes nothing anywhere. */
export async function plan(
  context: CommandContext & { readonly quizSync: Pick<Syncing, 'plan'> },
): Promise<ExitCode> {
  note(context, 'Looking at the spreadsheet ...');
  const planned = await context.quizSync.plan();
  if (planned.isErr()) return fail(context, planned.error);
  answer(context, planned.value, (style) => renderPlan(planned.value, style));
  return EXIT_CODES.done;
}
