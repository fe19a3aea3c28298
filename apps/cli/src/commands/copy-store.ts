import type { CopyProgress } from '@quiz-sync/core';
import { usage } from '../command-line/usage-failure.js';
import type { CommandContext } from '../context.js';
import { EXIT_CODES, type ExitCode } from '../exit-code.js';
import type { Composition } from '../needs.js';
import { copyProgressWords, renderCopy } from '../render/copy-store.js';
import { confirm, everySecond, fail, note } from '../report.js';

type CopyContext = CommandContext & Pick<Composition, 'copyStore'>;

interface CopyArguments {
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/** Copies one store into another, or goes on with it. */
export async function copyStoreCommand(context: CopyContext, { from, to }: CopyArguments): Promise<ExitCode> {
  if (from === undefined || to === undefined)
    return fail(context, usage('copy-store needs both --from STORE and --to STORE'));
  note(context, 'Copying ...');
  context.leaves('What was copied stays; the same command goes on from there.');
  const beganAt = context.now();
  const copied = await context.copyStore({ from, to, onProgress: progressNotes(context) });
  if (copied.isErr()) return fail(context, copied.error);
  const answer = { ...copied.value, duration_ms: context.now() - beganAt };
  confirm(context, answer, (style) => renderCopy(answer, style));
  return EXIT_CODES.done;
}

function progressNotes(context: CopyContext): (progress: CopyProgress) => void {
  const tell = everySecond(context);
  return (progress) =>
    tell(`${progress.phase} ${progress.kind}`, progress.done, (pace) => copyProgressWords(progress, pace));
}
