import type { VerifyProgress, VerifyReport } from '@quiz-sync/core';
import type { CommandContext } from '../context.js';
import { EXIT_CODES, type ExitCode } from '../exit-code.js';
import type { Syncing } from '../remote/remote-quiz-sync.js';
import { progressWords, renderVerify } from '../render/verify.js';
import { answer, confirm, everySecond, fail, note } from '../report.js';

type VerifyContext = CommandContext & { readonly quizSync: Pick<Syncing, 'verify'> };

const QUESTION =
  'Mend what differs? What people typed into columns of ours is written over, and rows of ours that they copied are emptied.';

/** Compares the spreadsheet with the store, and mends it when asked to. */
export async function verify(
  context: VerifyContext,
  { repair }: { readonly repair: boolean },
): Promise<ExitCode> {
  if (repair && context.askWhether !== undefined && !(await context.askWhether(QUESTION)))
    return fail(context, { type: 'interrupted', message: 'Nothing was changed.' });
  if (repair) context.leaves(leftOfRepair(context));
  note(context, repair ? 'Comparing and repairing ...' : 'Comparing ...');
  const verified = await context.quizSync.verify({ repair, onProgress: progressNotes(context) });
  if (verified.isErr()) return fail(context, verified.error);
  const report = verified.value;
  const tell = isAsItShould(report) ? confirm : answer;
  tell(context, report, (style) => renderVerify(report, style));
  return isAsItShould(report) ? EXIT_CODES.done : EXIT_CODES.partly;
}

function leftOfRepair({ service }: CommandContext): string {
  return service === undefined
    ? 'What was mended by then is mended; verify --repair finds the rest again.'
    : 'The service goes on mending.';
}

/** Whether there was no drift, or all of it was mended. A tab that was missing is made again by a repair. */
function isAsItShould({ clean, repaired, tabs }: VerifyReport): boolean {
  if (repaired === undefined) return clean;
  return repaired.left === 0 && tabs.every(({ state }) => state !== 'headers_lost');
}

function stepOf(progress: VerifyProgress): string {
  return progress.phase === 'searching' ? progress.phase : `${progress.phase} ${progress.tab}`;
}

function progressNotes(context: VerifyContext): (progress: VerifyProgress) => void {
  const tell = everySecond(context);
  return (progress) => tell(stepOf(progress), progress.done, (pace) => progressWords(progress, pace));
}
