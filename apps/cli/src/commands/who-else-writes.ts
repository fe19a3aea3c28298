import { setTimeout as sleep } from 'node:timers/promises';
import type { SyncStatus } from '@quiz-sync/core';
import { err, type Result } from 'neverthrow';
import type { OtherWriter } from '../failure.js';
import type { Syncing } from '../remote/remote-quiz-sync.js';

/** Milliseconds between two looks. */
const LOOK_EVERY_MS = 1_000;

/** A sync takes a moment; whoever is found so many times in a row is at something that takes longer. */
const LOOKS = 5;

/**
 * Looks now and then, while a run is waited for, whether it cannot even begin: somebody else holds the spreadsheet, and
 * not for a run, which would be joined. Answers who that is; never, once `ended` is aborted or when the store fails,
 * which is told by whoever syncs.
 */
export async function whoElseWrites(
  quizSync: Pick<Syncing, 'syncStatus'>,
  ended: AbortSignal,
): Promise<Result<never, OtherWriter>> {
  for (let seen = 0; ; ) {
    const isOver = await sleep(LOOK_EVERY_MS, false, { signal: ended, ref: false }).catch(() => true);
    if (isOver) return new Promise(() => {});
    const status = await quizSync.syncStatus();
    const holder = status.isOk() ? holderInTheWay(status.value) : undefined;
    seen = holder === undefined ? 0 : seen + 1;
    if (seen === LOOKS) return err({ type: 'other_writer', holder });
  }
}

function holderInTheWay({ lease, runs }: SyncStatus): string | undefined {
  const isQueued = runs.some(({ status }) => status === 'queued');
  const isRunning = runs.some(({ status }) => status === 'running');
  return isQueued && !isRunning ? lease?.holder : undefined;
}
