import {
  attemptAfterQuiet,
  type Log,
  runTask,
  type ScheduledTask,
  type SchedulerState,
  type SchedulerTiming,
  type TaskOutcome,
} from '@quiz-sync/core';
import type { QueueEvents, Worker } from 'bullmq';
import { type Connections, openConnections, placeOf } from './connections.js';
import { serverProblems } from './describe-server.js';
import { createRedisTrouble } from './redis-trouble.js';
import { createRequests, type Wanted } from './requests.js';
import type { Runtime } from './runtime.js';
import { createSharedTime, type SharedTime } from './shared-time.js';
import { createSight, type Sight } from './sight.js';
import { createSyncQueue, type JobFacts, type SyncQueue } from './sync-queue.js';
import { createSyncWorker, listenToQueue } from './sync-worker.js';
import { pause } from './timers.js';

/** Milliseconds that Redis may take to hear of the end before the connections are dropped. */
const FAREWELL_MS = 2_000;

/** Milliseconds until a request that Redis refused is tried again. */
const ASK_AGAIN_MS = 5_000;

/*
 * One instance's part in the runs that all instances share.
 *
 * It connects when it is opened. It takes part, that is, fetches jobs, from its first request on: a command that only
 * looks at something does no work for others, nor does an instance whose syncing is switched off. What is asked for
 * before there is a connection, or while Redis is away, is remembered as one request. Whenever Redis comes back a member
 * asks once more of itself, since what Redis held may be gone with it, while what is pending in the store is not.
 */
export interface Membership {
  open(task: ScheduledTask): void;
  request(urgent: boolean): void;
  state(): SchedulerState;
  isStopping(): boolean;
  /** Lets a run in progress end and closes everything; what waits in the queue stays there for others. Idempotent. */
  leave(): Promise<void>;
}

export interface MembershipOptions {
  readonly url: string;
  readonly name: string;
  readonly timing: SchedulerTiming;
  readonly random: () => number;
  readonly log: Log;
  readonly runtime: Runtime;
}

/** What is there while the connections are open. */
interface Line {
  readonly connections: Connections;
  readonly queue: SyncQueue;
  readonly time: SharedTime;
  readonly sight: Sight;
  readonly task: ScheduledTask;
}

export function createMembership(options: MembershipOptions): Membership {
  const { url, name, timing, random, log, runtime } = options;
  const trouble = createRedisTrouble(log, placeOf(url));
  const requests = createRequests(mayAsk, deliver, refused);
  let line: Line | undefined;
  let hands: { readonly worker: Worker<JobFacts, void, string>; readonly events: QueueEvents } | undefined;
  let running: Promise<TaskOutcome> | undefined;
  let askAgain: unknown;
  let wasConnected = false;
  let stopping = false;
  let left: Promise<void> | undefined;

  const now = () => line?.time.now() ?? runtime.clock.now();
  const lastStart = () => line?.sight.lastStart() ?? Number.NEGATIVE_INFINITY;

  function open(task: ScheduledTask): void {
    const connections = openConnections(url, trouble.seen);
    const { asking } = connections;
    const time = createSharedTime(runtime.clock, () => runtime.readServerTime(asking));
    const queue = createSyncQueue(name, asking, trouble.seen);
    const sight = createSight({ queue, time, timing, timers: runtime.timers, failed: trouble.seen });
    line = { connections, queue, time, sight, task };
    asking.on('ready', () => void connected(connections, time));
    if (requests.wanted() !== undefined) takePart();
  }

  /** Redis is there, for the first time or again. */
  async function connected({ asking }: Connections, time: SharedTime): Promise<void> {
    try {
      for (const { what, remedy } of serverProblems(await asking.info())) log.warn(`${what}: ${remedy}`);
      await time.measure();
      // One that is full or read-only answers all the same.
      await asking.set(`quiz-sync:${name}:writable`, 1, 'PX', 1_000);
      trouble.over();
    } catch (error) {
      trouble.seen(error);
    }
    if (stopping) return;
    if (wasConnected && hands !== undefined) requests.add(expected(false));
    wasConnected = true;
    requests.send();
    await line?.sight.refresh();
  }

  function takePart(): void {
    if (line === undefined || hands !== undefined) return;
    const { connections, queue, time, sight } = line;
    const worker = createSyncWorker(name, connections.working, {
      timing,
      time,
      random,
      redis: connections.asking,
      startKey: queue.startKey,
      stopping: () => stopping,
      run,
      became: sight.became,
    });
    worker.on('error', trouble.seen);
    const events = listenToQueue(name, connections.working, () => void sight.refresh());
    events.on('error', trouble.seen);
    hands = { worker, events };
  }

  async function run(startedAt: number): Promise<TaskOutcome> {
    if (line === undefined) throw new Error('a run begins before there is a task');
    line.sight.became({ at: 'running' }, startedAt);
    running = runTask(line.task, { stopping: () => stopping, pause }, log);
    const outcome = await running;
    running = undefined;
    return outcome;
  }

  function mayAsk(): boolean {
    return line?.connections.asking.status === 'ready' && !stopping;
  }

  async function deliver({ urgent }: Wanted): Promise<void> {
    if (line === undefined) return;
    const { queue, sight } = line;
    const at = now();
    // During a run it becomes the next job, whose delay counts from the end of the run.
    const dueAt = sight.view().at === 'running' ? at : expected(urgent).dueAt;
    await queue.add(dueAt - at, dueAt);
    if (urgent) sight.hurry();
    trouble.over();
    await sight.refresh();
  }

  function refused(error: unknown): void {
    trouble.seen(error);
    if (!mayAsk()) return; // Once there is a connection again, `connected` goes on.
    runtime.timers.clearTimeout(askAgain);
    askAgain = runtime.timers.setTimeout(requests.send, ASK_AGAIN_MS);
  }

  function expected(urgent: boolean): Wanted {
    return { urgent, dueAt: Math.ceil(attemptAfterQuiet(timing, now(), lastStart(), urgent).dueAt) };
  }

  async function leave(): Promise<void> {
    requests.clear();
    runtime.timers.clearTimeout(askAgain);
    line?.sight.close();
    const pausing = hands?.worker.pause(true);
    await running;
    // BullMQ waits for a Redis that is away, unless it is told not to.
    const isAway = line?.connections.asking.status !== 'ready';
    const closing = [pausing, hands?.worker.close(isAway), hands?.events.close()];
    await within(FAREWELL_MS, Promise.allSettled(closing));
    line?.connections.close();
  }

  async function within(ms: number, promise: Promise<unknown>): Promise<void> {
    const { promise: over, resolve } = Promise.withResolvers<void>();
    const timer = runtime.timers.setTimeout(resolve, ms);
    await Promise.race([promise, over]);
    runtime.timers.clearTimeout(timer);
  }

  return {
    open,
    request(urgent) {
      requests.add(expected(urgent));
      takePart();
      requests.send();
    },
    state() {
      const view = line?.sight.view() ?? { at: 'idle' };
      const failures = view.at === 'waiting' ? view.facts.failures : 0;
      if (running !== undefined) return { phase: 'running', nextAttemptAt: undefined, failures };
      if (stopping) return { phase: 'stopped', nextAttemptAt: undefined, failures };
      const isAway = trouble.isKnown();
      if (view.at === 'running' && !isAway) return { phase: 'running', nextAttemptAt: undefined, failures };
      const dueAt = view.at === 'waiting' ? view.facts.dueAt : requests.wanted()?.dueAt;
      if (dueAt === undefined && view.at === 'idle')
        return { phase: 'idle', nextAttemptAt: undefined, failures };
      return { phase: 'waiting', nextAttemptAt: isAway ? undefined : dueAt, failures };
    },
    isStopping: () => stopping,
    leave() {
      stopping = true;
      left ??= leave();
      return left;
    },
  };
}
