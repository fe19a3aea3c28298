import { EXIT_CODES, type ExitCode } from '../exit-code.js';
import { renderSetUp } from '../render/setup.js';
import { confirm, fail } from '../report.js';
import { walk } from '../setup/walk.js';
import type { SetupArguments, SetupContext, SetupOutcome } from '../setup/walking.js';

/** From nothing to a synced spreadsheet; with `overview`, to a tab for people, too. */
export async function setup(context: SetupContext, args: SetupArguments): Promise<ExitCode> {
  const walked = await walk(context, args);
  if (walked.isErr()) return fail(context, walked.error);
  confirm(context, toDocument(walked.value, args), (style) => renderSetUp(walked.value, style));
  return EXIT_CODES.done;
}

function toDocument(
  { report, decision, kept, testRow, overview, hints }: SetupOutcome,
  { shareWith }: SetupArguments,
): object {
  return {
    ...report,
    account: decision.account,
    configuration: kept,
    test_row: testRow,
    shared_with: shareWith,
    overview,
    hints,
  };
}
