import type { RunProgress, SyncRun, SyncStatus } from '@quiz-sync/core';
import type { CommandContext } from '../context.js';
import { EXIT_CODES, type ExitCode } from '../exit-code.js';
import type { Failure } from '../failure.js';
import type { Syncing } from '../remote/remote-quiz-sync.js';
import { counted } from '../render/counted.js';
import { renderRun } from '../render/force.js';
import { farWords } from '../render/pace.js';
import { answer, confirm, everySecond, fail, note } from '../report.js';
import { whoElseWrites } from './who-else-writes.js';

type ForceContext = CommandContext & { readonly quizSync: Pick<Syncing, 'forceSync' | 'syncStatus'> };

/** Writes now what is waiting. Without `wait` another process does it, and this one answers at once. */
export async function force(context: ForceContext, { wait }: { readonly wait: boolean }): Promise<ExitCode> {
  if (!wait) return forceInBackground(context);
  note(context, 'Syncing ...');
  return syncAndTell(context, 'What was not written stays pending and goes with the next sync.');
}

/** Syncs, waits for the end, and tells what was written. `rest`: what becomes of the rest, to who interrupts it. */
export async function syncAndTell(context: ForceContext, rest: string): Promise<ExitCode> {
  const watch = new AbortController();
  leavesSync(context, rest, '');
  const ended = await Promise.race([
    context.quizSync.forceSync({ wait: true, onProgress: progressNotes(context, rest) }),
    whoElseWrites(context.quizSync, watch.signal),
  ]);
  watch.abort();
  if (ended.isErr()) return fail(context, ended.error);
  const status = await context.quizSync.syncStatus();
  if (status.isErr()) return fail(context, status.error);
  return tell(context, ended.value, status.value);
}

async function forceInBackground(context: ForceContext): Promise<ExitCode> {
  const processId = context.startInBackground();
  if (processId === undefined)
    return fail(context, { type: 'not_written', message: 'No process could be started in the background.' });
  confirm(
    context,
    { run: null, tabs_set_aside: [], process_id: processId },
    () => 'Syncing in the background; quiz-sync status shows how it went',
  );
  return EXIT_CODES.done;
}

async function tell(context: ForceContext, run: SyncRun, status: SyncStatus): Promise<ExitCode> {
  const setAside = status.tabs.flatMap((tab) => tab.problem ?? []);
  const data = { run, tabs_set_aside: setAside, process_id: null };
  const failure = failureOf(run, status);
  if (failure === undefined) {
    confirm(context, data, (style) => renderRun(run, status.tabs, style));
    return setAside.length === 0 ? EXIT_CODES.done : EXIT_CODES.partly;
  }
  if (context.json) answer(context, data, () => '');
  return fail(context, failure);
}

/** Why the run did not write what was waiting; `undefined` when it did. */
function failureOf(run: SyncRun, status: SyncStatus): Failure | undefined {
  switch (run.status) {
    case 'succeeded':
      return undefined;
    case 'failed':
      return run.problem === undefined
        ? { type: 'not_written', message: 'The sync failed without saying why.' }
        : { type: 'sync_failed', problem: run.problem };
    case 'skipped':
      return { type: 'other_writer', holder: status.lease?.holder };
    case 'queued':
    case 'running':
      return { type: 'not_written', message: 'The sync was stopped before its end.' };
    default:
      return run.status satisfies never;
  }
}

function progressNotes(context: ForceContext, rest: string): (progress: RunProgress) => void {
  const tell = everySecond(context);
  return ({ done, total }) => {
    leavesSync(
      context,
      rest,
      `${done.toLocaleString('en-US')} of ${counted(total, 'change')} were written. `,
    );
    tell('writing', done, (pace) => `Writing: ${farWords(done, total, 'changes', pace)}`);
  };
}

function leavesSync({ leaves, service }: ForceContext, rest: string, written: string): void {
  leaves(
    service === undefined
      ? `${written}A batch that is being written is finished first. ${rest}`
      : `${written}The service goes on with it; quiz-sync status --url ${service} shows how it went.`,
  );
}
