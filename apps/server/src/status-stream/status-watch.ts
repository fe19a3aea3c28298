import { type Log, type QuizSync, type StoreError, type SyncStatus, silentLog } from '@quiz-sync/core';
import type { Result } from 'neverthrow';
import { type BacklogSample, createBacklogHistory } from './backlog-history.js';
import { historyOfRuns } from './history-of-runs.js';
import { statusDigest } from './status-digest.js';

/** What listeners hear. */
export type StatusNews =
  /** The status is another one; `digest` names it, in any process. */
  | { readonly type: 'status'; readonly status: SyncStatus; readonly digest: string }
  /** It cannot be told. */
  | { readonly type: 'unavailable'; readonly error: StoreError }
  /** There will be no more: the process is ending. */
  | { readonly type: 'closed' };

/** Must not throw, and must return at once. */
export type StatusListener = (news: StatusNews) => void;

/** Looks at the status for all who want to follow it, so that the store is asked once, however many they are. */
export interface StatusWatch {
  /**
   * Hears the latest news at once, if there are any, and every change from then on, until the function it answers is
   * called. `undefined`: there are as many listeners as may be, or the process is ending.
   */
  listen(listener: StatusListener): (() => void) | undefined;
  /** How much waited, oldest first. */
  history(): readonly BacklogSample[];
  /** Lets go of all listeners. Idempotent. */
  stop(): void;
}

export interface StatusWatchOptions {
  /** Milliseconds between two looks while somebody listens; at least ten times as long as a look takes. */
  readonly watchedEveryMs?: number;
  /** The same while nobody does: for the history alone. */
  readonly idleEveryMs?: number;
  readonly mostListeners?: number;
  /** Where a bug is told that a look met with; watching goes on. Default: nowhere. */
  readonly log?: Log;
  /** Epoch milliseconds. */
  readonly now?: () => number;
}

/** A browser's tab is one listener. */
const MOST_LISTENERS = 50;

/** Begins to watch. Its timers keep no process alive. */
export function createStatusWatch(
  quizSync: Pick<QuizSync, 'syncStatus'>,
  {
    watchedEveryMs = 1_000,
    idleEveryMs = 60_000,
    mostListeners = MOST_LISTENERS,
    log = silentLog,
    now = Date.now,
  }: StatusWatchOptions = {},
): StatusWatch {
  const listeners = new Set<StatusListener>();
  const history = createBacklogHistory();
  let latest: StatusNews | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isLooking = false;
  let isStopped = false;

  function lookIn(ms: number): void {
    clearTimeout(timer);
    if (!isStopped) timer = setTimeout(look, ms).unref();
  }

  async function look(): Promise<void> {
    if (isLooking) return;
    isLooking = true;
    const began = now();
    try {
      hear(await quizSync.syncStatus());
    } catch (cause) {
      log.error('The status could not be looked at', { reason: String(cause) });
    }
    isLooking = false;
    lookIn(listeners.size === 0 ? idleEveryMs : Math.max(watchedEveryMs, (now() - began) * 10));
  }

  function hear(read: Result<SyncStatus, StoreError>): void {
    if (isStopped) return;
    if (read.isOk()) tellStatus(read.value);
    else tell({ type: 'unavailable', error: read.error });
  }

  function tellStatus(status: SyncStatus): void {
    const { pending, oldest_pending_age_ms } = status;
    if (history.samples().length === 0) historyOfRuns(status.runs).forEach(history.add);
    history.add({ at: now(), waiting: pending.total, oldest_age_ms: oldest_pending_age_ms ?? 0 });
    const digest = statusDigest(status);
    if (latest?.type === 'status' && latest.digest === digest) latest = { type: 'status', status, digest };
    else tell({ type: 'status', status, digest });
  }

  function tell(news: StatusNews): void {
    latest = news;
    for (const listener of listeners) listener(news);
  }

  lookIn(0);
  return {
    listen(listener) {
      if (isStopped || listeners.size >= mostListeners) return undefined;
      listeners.add(listener);
      if (latest !== undefined) listener(latest);
      if (!isLooking) lookIn(0);
      return () => listeners.delete(listener);
    },
    history: () => history.samples(),
    stop() {
      isStopped = true;
      clearTimeout(timer);
      tell({ type: 'closed' });
      listeners.clear();
    },
  };
}
