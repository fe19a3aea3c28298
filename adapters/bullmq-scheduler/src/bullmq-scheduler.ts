import {
  createSleepers,
  DEFAULT_TIMING,
  type Log,
  type Scheduler,
  type SchedulerError,
  type SchedulerTiming,
  silentLog,
} from '@quiz-sync/core';
import { err, errAsync, ok, okAsync, ResultAsync } from 'neverthrow';
import { createMembership, type Membership } from './membership.js';
import { type Runtime, systemRuntime } from './runtime.js';

export interface BullmqSchedulerOptions {
  /** Where Redis is: `redis://[[user]:password@]host[:port][/database]`, or `rediss://` for TLS. */
  readonly url: string;
  /** What the runs are for: instances that name the same share them. The spreadsheet's id; without colons. */
  readonly name: string;
  /** Parts left out are those of core's `DEFAULT_TIMING`. The same for all instances. */
  readonly timing?: Partial<SchedulerTiming>;
  /** From nought (included) to one (excluded), for the jitter of the back-off. Default `Math.random`. */
  readonly random?: () => number;
  /** Told once when Redis cannot be used and once when it can again, and of a task that rejects, which is a bug. Default: nobody. */
  readonly log?: Log;
}

/**
 * A scheduler whose requests and waits are kept in Redis, by BullMQ: of all instances with the same `name` one runs the
 * task at a time, and any goes on where another ended. Connects when it is started and again whenever that is needed;
 * `stop()` closes what it opened. Throws a `TypeError` on a URL that is none.
 */
export function bullmqScheduler(options: BullmqSchedulerOptions): Scheduler {
  return createBullmqScheduler(options, systemRuntime);
}

export function createBullmqScheduler(options: BullmqSchedulerOptions, runtime: Runtime): Scheduler {
  requireRedisUrl(options.url);
  const timing: SchedulerTiming = { ...DEFAULT_TIMING, ...options.timing };
  const { log = silentLog, random = Math.random } = options;
  const sleepers = createSleepers(runtime.timers);
  const membership: Membership = createMembership({ ...options, timing, log, random, runtime });
  let started = false;

  return {
    start(task) {
      if (membership.isStopping()) return errAsync(refusal());
      if (started) throw new Error('a scheduler is started once');
      started = true;
      membership.open(task);
      return okAsync(undefined);
    },

    request(_reason, { urgent = false } = {}) {
      if (membership.isStopping()) return err(refusal());
      membership.request(urgent);
      return ok(undefined);
    },

    state: () => membership.state(),

    look: () => ResultAsync.fromSafePromise(membership.look()),

    sleep: (ms) => (membership.isStopping() ? Promise.resolve() : sleepers.sleep(ms)),

    stop() {
      sleepers.wakeAll();
      return ResultAsync.fromSafePromise(membership.leave());
    },
  };
}

/** What `URL` itself throws carries the whole address, with the password in it. */
function requireRedisUrl(url: string): void {
  if (/^rediss?:$/.test(URL.parse(url)?.protocol ?? '')) return;
  throw new TypeError(
    'The option url of bullmqScheduler must be the URL of a Redis, such as redis://127.0.0.1:6379',
  );
}

function refusal(): SchedulerError {
  return { type: 'scheduler_stopped', message: 'The scheduler has been stopped' };
}
