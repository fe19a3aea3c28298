import type { Attempt } from '@quiz-sync/core';
import { type Job, Queue } from 'bullmq';
import type { Redis } from 'ioredis';

/*
 * What all instances share, in BullMQ's own terms: a queue with one job at most. BullMQ's deduplication sees to that:
 * a request finds the job that waits already, or, when that one is being worked on, is kept and becomes the next job
 * when it ends (`keepLastIfActive`). A run that has to be tried again is the same job, moved back to the delayed ones.
 */

/** Prefix of all keys in Redis. */
export const KEY_PREFIX = 'quiz-sync';

/** How many of the events by which instances hear of each other are kept, about. */
const KEPT_EVENTS = 100;

/** The one job's name and deduplication id. */
const SYNC = 'sync';

/** What travels with the job. Times are the shared ones. */
export interface JobFacts extends Attempt {
  /** Runs that ended in `retry` since the last that did not. */
  readonly failures: number;
}

export type SyncJob = Job<JobFacts, void, string>;

/** What the queue holds, as an instance sees it. */
export type QueueView =
  | { readonly at: 'idle' }
  | { readonly at: 'waiting'; readonly job: SyncJob; readonly facts: JobFacts }
  | { readonly at: 'running' };

export interface SyncQueue {
  /** Adds the job unless one waits; in `delayMs`, from now or from the end of the run in progress. */
  add(delayMs: number, dueAt: number): Promise<void>;
  look(): Promise<{ readonly view: QueueView; readonly lastStart: number }>;
  /** Brings a waiting job forward: to `dueAt`, in `delayMs`. Does nothing when it has begun meanwhile. */
  hurry(job: SyncJob, facts: JobFacts, delayMs: number): Promise<void>;
  readonly startKey: string;
}

export function createSyncQueue(name: string, redis: Redis, onError: (error: Error) => void): SyncQueue {
  const queue = new Queue<JobFacts, void, string>(name, {
    connection: redis,
    prefix: KEY_PREFIX,
    skipVersionCheck: true,
    defaultJobOptions: JOB_OPTIONS,
    streams: { events: { maxLen: KEPT_EVENTS } },
  });
  queue.on('error', onError);
  const startKey = queue.toKey('last-start');
  return {
    startKey,

    async add(delayMs, dueAt) {
      await queue.add(
        SYNC,
        { dueAt, notBefore: 0, failures: 0 },
        { delay: delayMs, deduplication: { id: SYNC, keepLastIfActive: true } },
      );
    },

    async look() {
      const [id, started] = await Promise.all([queue.getDeduplicationJobId(SYNC), redis.get(startKey)]);
      const job = id === null ? undefined : await queue.getJob(id);
      const state = job === undefined ? 'unknown' : await job.getState();
      return { view: viewOf(job, state), lastStart: Number(started ?? Number.NEGATIVE_INFINITY) };
    },

    async hurry(job, facts, delayMs) {
      await job.updateData(facts);
      await (delayMs > 0 ? job.changeDelay(delayMs) : job.promote()).catch((error: Error) => {
        if (!/not in the delayed state|Missing key for job/i.test(error.message)) throw error;
      });
    },
  };
}

/** Nothing is kept of a job that is done. Redis failing in the middle of one is no reason to drop it. */
const JOB_OPTIONS = {
  removeOnComplete: true,
  removeOnFail: true,
  attempts: 1_000_000_000,
  backoff: { type: 'fixed', delay: 1_000 },
  stackTraceLimit: 0,
};

function viewOf(job: SyncJob | undefined, state: string): QueueView {
  if (job === undefined) return { at: 'idle' };
  if (state === 'active') return { at: 'running' };
  if (state !== 'delayed' && state !== 'waiting') return { at: 'idle' };
  return { at: 'waiting', job, facts: job.data };
}
