import { attemptAfterFailure, type SchedulerTiming, type TaskOutcome } from '@quiz-sync/core';
import { DelayedError, QueueEvents, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import type { SharedTime } from './shared-time.js';
import { type JobFacts, KEY_PREFIX, type QueueView, type SyncJob } from './sync-queue.js';

/** Milliseconds that a worker which fell silent keeps its job; as long as core holds the lease in the store. */
const LOCK_MS = 10_000;

/** Milliseconds between looks for jobs of workers that fell silent; another takes one over within two of these and the lock. */
const LOOK_FOR_STALLED_MS = 5_000;

/** Milliseconds until a fetch that failed is tried again. */
const FETCH_AGAIN_MS = 1_000;

/** What a worker needs besides its queue. */
export interface Runner {
  readonly timing: SchedulerTiming;
  readonly time: SharedTime;
  /** For the moment of the last start, which all instances share. */
  readonly redis: Redis;
  readonly startKey: string;
  readonly random: () => number;
  /** No run may begin any more: the job stays for others. */
  stopping(): boolean;
  /** One run of the task, which never rejects. `startedAt` is shared time. */
  run(startedAt: number): Promise<TaskOutcome>;
  /** What has become of the job in this instance's hands. */
  became(view: QueueView): void;
}

/** This instance's hands: fetches the job when it is due, and does it. */
export function createSyncWorker(
  name: string,
  working: Redis,
  runner: Runner,
): Worker<JobFacts, void, string> {
  return new Worker<JobFacts, void, string>(name, (job, token) => perform(runner, job, token), {
    connection: working,
    prefix: KEY_PREFIX,
    // No `skipVersionCheck` here: a worker that does not know its server waits in whole seconds.
    concurrency: 1,
    lockDuration: LOCK_MS,
    stalledInterval: LOOK_FOR_STALLED_MS,
    // A job whose workers were killed is no worse for it: what is pending must be synced however often that happens.
    maxStalledCount: Number.MAX_SAFE_INTEGER,
    runRetryDelay: FETCH_AGAIN_MS,
  });
}

/** Tells, for as long as it is open, whenever something has become of the job, whoever did it. */
export function listenToQueue(name: string, working: Redis, changed: () => void): QueueEvents {
  const events = new QueueEvents(name, {
    connection: working,
    prefix: KEY_PREFIX,
    skipVersionCheck: true,
    // From the oldest that is kept: one told before the first reading, or between two, would be missed otherwise.
    lastEventId: '0',
  });
  for (const event of ['added', 'waiting', 'delayed', 'active', 'completed', 'failed', 'removed'] as const)
    events.on(event, changed);
  return events;
}

async function perform(runner: Runner, job: SyncJob, token: string | undefined): Promise<void> {
  const { timing, time, redis, startKey } = runner;
  const [now, lastStart] = await Promise.all([time.measure(), redis.get(startKey)]);
  const earliest = Math.max(job.data.notBefore, Number(lastStart ?? 0) + timing.spacingMs);
  if (now < earliest || runner.stopping())
    return putBack(runner, job, token, { ...job.data, dueAt: Math.max(now, earliest) }, now);
  await redis.set(startKey, now);
  const outcome = await runner.run(now);
  if (outcome.type === 'done') return runner.became({ at: 'idle' });
  const failures = job.data.failures + 1;
  const ended = time.now();
  const attempt = attemptAfterFailure(timing, ended, now, outcome, failures, runner.random);
  // BullMQ's delays are whole milliseconds.
  const facts = { dueAt: Math.ceil(attempt.dueAt), notBefore: Math.ceil(attempt.notBefore), failures };
  return putBack(runner, job, token, facts, ended);
}

/** Has the same job wait again. That this ends in an error of its own is BullMQ's way. */
async function putBack(
  runner: Runner,
  job: SyncJob,
  token: string | undefined,
  facts: JobFacts,
  now: number,
): Promise<never> {
  await job.updateData(facts);
  await job.moveToDelayed(Date.now() + facts.dueAt - now, token);
  runner.became({ at: 'waiting', job, facts });
  throw new DelayedError();
}
