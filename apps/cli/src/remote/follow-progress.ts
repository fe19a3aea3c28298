import { setTimeout as sleep } from 'node:timers/promises';
import type { RunProgress, SyncStatus } from '@quiz-sync/core';
import type { ResultAsync } from 'neverthrow';
import type { Failure } from '../failure.js';

interface Following {
  readonly look: () => ResultAsync<SyncStatus, Failure>;
  readonly onProgress: (progress: RunProgress) => void;
  /** Milliseconds between two looks. */
  readonly everyMs: number;
  readonly ended: AbortSignal;
}

/**
 * Tells how far a run has got that a service is at, by looking at its status until `ended`. A look that fails is none:
 * whoever waits for the run hears why.
 */
export async function followProgress({ look, onProgress, everyMs, ended }: Following): Promise<void> {
  for (;;) {
    const isOver = await sleep(everyMs, false, { signal: ended, ref: false }).catch(() => true);
    if (isOver) return;
    const { progress } = (await look()).unwrapOr<Partial<SyncStatus>>({});
    if (progress !== undefined && !ended.aborted) onProgress(progress);
  }
}
