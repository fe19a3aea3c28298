import {
  type Log,
  runTask,
  type ScheduledTask,
  type SchedulerTiming,
  type TaskOutcome,
  type Timers,
} from '@quiz-sync/core';
import type { Line } from './line.js';
import type { RedisTrouble } from './redis-trouble.js';
import { createSyncWorker, listenToQueue } from './sync-worker.js';
import { pause } from './timers.js';
import { within } from './within.js';

/** Milliseconds that Redis may take to hear of the end before the connections are dropped. */
const FAREWELL_MS = 2_000;

/** One instance at work: it fetches jobs, does them, and hears of what others do. */
export interface Hands {
  /** It is at a run. */
  atWork(): boolean;
  /** Fetches no more, lets a run in progress end, and then takes leave of Redis, which need not answer. */
  letGo(): Promise<void>;
}

export interface HandsOptions {
  readonly name: string;
  readonly task: ScheduledTask;
  readonly timing: SchedulerTiming;
  readonly random: () => number;
  readonly log: Log;
  readonly timers: Timers;
  readonly trouble: RedisTrouble;
  readonly stopping: () => boolean;
}

/** Begins to fetch. */
export function createHands(line: Line, options: HandsOptions): Hands {
  const { name, task, timing, random, log, timers, trouble, stopping } = options;
  const { connections, queue, time, sight } = line;
  let running: Promise<TaskOutcome> | undefined;

  async function run(startedAt: number): Promise<TaskOutcome> {
    sight.became({ at: 'running' }, startedAt);
    running = runTask(task, { stopping, pause }, log);
    const outcome = await running;
    running = undefined;
    return outcome;
  }

  const worker = createSyncWorker(name, connections.working, {
    ...{ timing, time, random, stopping, run, became: sight.became },
    redis: connections.asking,
    startKey: queue.startKey,
  });
  worker.on('error', trouble.seen);
  const events = listenToQueue(name, connections.working, () => void sight.refresh());
  events.on('error', trouble.seen);

  return {
    atWork: () => running !== undefined,
    async letGo() {
      const pausing = worker.pause(true);
      await running;
      // BullMQ waits for a Redis that is away, unless it is told not to.
      const closing = [pausing, worker.close(!line.isUp()), events.close()];
      await within(timers, FAREWELL_MS, Promise.allSettled(closing));
    },
  };
}
