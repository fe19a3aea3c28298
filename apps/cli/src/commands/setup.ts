import { EXIT_CODES, type ExitCode } from '../exit-code.js';
import { renderSetUp } from '../render/setup.js';
import { confirm, fail } from '../report.js';
import { type SetupArguments, type SetupContext, type SetupOutcome, walk } from '../setup/walk.js';
import { setupOverview } from './setup-overview.js';

/** From nothing to a synced spreadsheet; with `overview`, the overview and what it is computed from. */
export async function setup(
  context: SetupContext,
  { overview, ...args }: SetupArguments & { readonly overview: boolean },
): Promise<ExitCode> {
  if (overview) return overviewAlone(context);
  const walked = await walk(context, args);
  if (walked.isErr()) return fail(context, walked.error);
  confirm(context, toDocument(walked.value, args), (style) => renderSetUp(walked.value, style));
  return EXIT_CODES.done;
}

async function overviewAlone(context: SetupContext): Promise<ExitCode> {
  const composed = await context.unfinished.finished({});
  if (composed.isErr()) return fail(context, composed.error);
  try {
    const quizSync = await composed.value.quizSync();
    if (quizSync.isErr()) return fail(context, quizSync.error);
    return await setupOverview({ ...context, quizSync: quizSync.value });
  } finally {
    await composed.value.close();
  }
}

function toDocument(
  { report, decision, kept, testRow, hints }: SetupOutcome,
  { shareWith }: SetupArguments,
): object {
  return {
    ...report,
    account: decision.account,
    configuration: kept,
    test_row: testRow,
    shared_with: shareWith,
    hints,
  };
}
