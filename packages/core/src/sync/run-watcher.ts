import type { SyncRun } from './sync-run.js';

/** Tells those who wait, within this process, that a sync run has ended. */
export interface RunWatcher {
  /**
   * Resolves with the next run that this process ends, whichever it is; with `undefined` once there will be none any
   * more. Runs of other processes are not heard of: ask the store after each of one's own.
   */
  nextEnded(): Promise<SyncRun | undefined>;

  /** Called by the runner for each run that has ended, after it was saved. */
  ended(run: SyncRun): void;

  /** No run will end here any more: lets go of everybody who waits. Idempotent. */
  close(): void;
}

export function createRunWatcher(): RunWatcher {
  let closed = false;
  let waiting: ((run: SyncRun | undefined) => void)[] = [];

  function tell(run: SyncRun | undefined): void {
    const told = waiting;
    waiting = [];
    for (const resolve of told) resolve(run);
  }

  return {
    nextEnded() {
      if (closed) return Promise.resolve(undefined);
      return new Promise((resolve) => {
        waiting.push(resolve);
      });
    },
    ended: tell,
    close() {
      closed = true;
      tell(undefined);
    },
  };
}
