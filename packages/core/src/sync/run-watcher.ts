import type { RunProgress, SyncRun } from './sync-run.js';

/** Tells those who wait for a run, within this process, when it is worth looking at its record again. */
export interface RunWatcher {
  /**
   * Resolves when this process next ends an attempt to sync, whatever came of it; `closed` when there will be none any
   * more. Attempts of other processes are not heard of, but one of our own ends only after theirs.
   */
  nextEnd(): Promise<'ended' | 'closed'>;

  /**
   * Called at the end of each attempt: with its run, once that is saved; with `undefined` when it made none (another
   * instance held the lease, nothing was to be done, or the store failed).
   */
  ended(run: SyncRun | undefined): void;

  /** Called between the batches of a run of this process. */
  progressed(progress: RunProgress): void;

  /** Hears of that, until the function it answers is called. Listeners must not throw. */
  onProgress(listener: (progress: RunProgress) => void): () => void;

  /** No attempt will end here any more: lets go of everybody who waits. Idempotent. */
  close(): void;
}

export function createRunWatcher(): RunWatcher {
  const listeners = new Set<(progress: RunProgress) => void>();
  let closed = false;
  let waiting: ((end: 'ended' | 'closed') => void)[] = [];

  function tell(end: 'ended' | 'closed'): void {
    const told = waiting;
    waiting = [];
    for (const resolve of told) resolve(end);
  }

  return {
    nextEnd() {
      if (closed) return Promise.resolve('closed');
      return new Promise((resolve) => {
        waiting.push(resolve);
      });
    },
    ended: () => tell('ended'),
    progressed(progress) {
      for (const listener of listeners) listener(progress);
    },
    onProgress(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      closed = true;
      tell('closed');
    },
  };
}
