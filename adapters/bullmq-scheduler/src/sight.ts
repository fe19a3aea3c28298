import type { SchedulerTiming, Timers } from '@quiz-sync/core';
import type { SharedTime } from './shared-time.js';
import type { QueueView, SyncQueue } from './sync-queue.js';

/** Milliseconds that a job may be late before it is brought forward: BullMQ goes by the wall clock, which may have jumped. */
const LATE_MS = 1_000;

/**
 * What this instance knows of the queue: as it was when it last looked, or did something to it itself. One that takes part
 * hears when others do something, and looks then; one that does not looks when somebody wants to know.
 */
export interface Sight {
  view(): QueueView;
  /** Shared time of the last start of a run by any instance; -Infinity before the first. */
  lastStart(): number;
  /** This instance has done something itself. */
  became(view: QueueView, lastStart?: number): void;
  /** Looks again, and answers whether it could; looks that are asked for meanwhile are one more. */
  refresh(): Promise<boolean>;
  /** A person asked: what waits, now or when it next does, is brought forward as far as it may be. */
  hurry(): void;
  close(): void;
}

export interface Seeing {
  readonly queue: SyncQueue;
  readonly time: SharedTime;
  readonly timing: SchedulerTiming;
  readonly timers: Timers;
  /** Whether this instance does runs: one that only looks leaves the queue as it is. */
  readonly takesPart: () => boolean;
  readonly failed: (error: unknown) => void;
}

export function createSight({ queue, time, timing, timers, takesPart, failed }: Seeing): Sight {
  let view: QueueView = { at: 'idle' };
  let lastStart = Number.NEGATIVE_INFINITY;
  let looking: Promise<boolean> | undefined;
  let again = false;
  let hurrying = false;
  let closed = false;
  let late: unknown;

  function become(next: QueueView, started = lastStart): void {
    view = next;
    lastStart = Math.max(lastStart, started);
    timers.clearTimeout(late);
    late = undefined;
    if (next.at === 'idle') hurrying = false;
    if (next.at !== 'waiting' || closed || !takesPart()) return;
    const wait = Math.max(0, next.facts.dueAt - time.now()) + LATE_MS;
    late = timers.setTimeout(() => void bringForward().then(refresh), wait);
  }

  /** As far as spacing and the service's own wish allow. */
  async function bringForward(): Promise<void> {
    if (view.at !== 'waiting' || closed) return;
    const { job, facts } = view;
    const now = time.now();
    const dueAt = Math.max(now, facts.notBefore, lastStart + timing.spacingMs);
    hurrying = false;
    if (dueAt >= facts.dueAt && dueAt > now) return;
    become({ at: 'waiting', job, facts: { ...facts, dueAt } });
    await queue.hurry(job, { ...facts, dueAt }, dueAt - now).catch(failed);
  }

  async function look(): Promise<true> {
    do {
      again = false;
      const seen = await queue.look();
      become(seen.view, seen.lastStart);
      if (hurrying) await bringForward();
    } while (again && !closed);
    return true;
  }

  function refresh(): Promise<boolean> {
    again = true;
    looking ??= look()
      .catch((error: unknown) => {
        failed(error);
        return false;
      })
      .finally(() => {
        looking = undefined;
      });
    return looking;
  }

  return {
    view: () => view,
    lastStart: () => lastStart,
    became: become,
    refresh,
    hurry() {
      hurrying = true;
    },
    close() {
      closed = true;
      timers.clearTimeout(late);
    },
  };
}
