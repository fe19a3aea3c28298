import type { Log, SchedulerTiming } from '@quiz-sync/core';
import { type Connections, openConnections } from './connections.js';
import { serverProblems } from './describe-server.js';
import type { RedisTrouble } from './redis-trouble.js';
import type { Runtime } from './runtime.js';
import { createSharedTime, type SharedTime } from './shared-time.js';
import { createSight, type Sight } from './sight.js';
import { createSyncQueue, type SyncQueue } from './sync-queue.js';
import { within } from './within.js';

/** Milliseconds that a look at the queue may take: somebody waits for what it tells. */
const LOOK_WITHIN_MS = 500;

/** One instance's line to Redis, for as long as its connections are open. */
export interface Line {
  readonly connections: Connections;
  readonly queue: SyncQueue;
  readonly time: SharedTime;
  readonly sight: Sight;
  /** Whether Redis takes questions, as far as is known. */
  isUp(): boolean;
  /** Has the sight look again; answers whether it could in time. At once when it is known that Redis is away. */
  look(): Promise<boolean>;
  /** Drops the connections without waiting for anything. */
  close(): void;
}

export interface LineOptions {
  readonly url: string;
  readonly name: string;
  readonly timing: SchedulerTiming;
  readonly log: Log;
  readonly runtime: Runtime;
  readonly trouble: RedisTrouble;
  /** Whether this instance does runs: one that only looks leaves the queue as it is. */
  readonly takesPart: () => boolean;
  /** Redis is there, for the first time or again, and was looked at. */
  readonly connected: () => void;
}

/** Connects; Redis need not be there. */
export function openLine(options: LineOptions): Line {
  const { url, name, timing, runtime, trouble, takesPart, connected } = options;
  const { timers } = runtime;
  const connections = openConnections(url, trouble.seen);
  const { asking } = connections;
  const time = createSharedTime(runtime.clock, () => runtime.readServerTime(asking));
  const queue = createSyncQueue(name, asking, trouble.seen);
  const sight = createSight({ queue, time, timing, timers, takesPart, failed: trouble.seen });
  const first = Promise.withResolvers<void>();
  const isUp = () => asking.status === 'ready';
  asking.on('ready', () => {
    first.resolve();
    void examine(options, connections, time).then(connected);
  });
  return {
    connections,
    queue,
    time,
    sight,
    isUp,
    async look() {
      if (!isUp() && trouble.isKnown()) return false;
      return (await within(timers, LOOK_WITHIN_MS, first.promise.then(sight.refresh))) ?? false;
    },
    close() {
      sight.close();
      connections.close();
    },
  };
}

/** Whether this Redis will do, and what time it is there. What is wrong is told, and nothing is given up for it. */
async function examine(
  { name, log, trouble }: LineOptions,
  { asking }: Connections,
  time: SharedTime,
): Promise<void> {
  try {
    for (const { what, remedy } of serverProblems(await asking.info())) log.warn(`${what}: ${remedy}`);
    await time.measure();
    // One that is full or read-only answers all the same.
    await asking.set(`quiz-sync:${name}:writable`, 1, 'PX', 1_000);
    trouble.over();
  } catch (error) {
    trouble.seen(error);
  }
}
