import { attemptAfterQuiet, type SchedulerTiming } from '@quiz-sync/core';
import type { Line } from './line.js';
import type { RedisTrouble } from './redis-trouble.js';
import { createRequests, type Wanted } from './requests.js';
import type { Runtime } from './runtime.js';

/** Milliseconds until a request that Redis refused is tried again. */
const ASK_AGAIN_MS = 5_000;

/** Brings what is asked for here into the queue. */
export interface Asker {
  /** Remembers a request and sends it when that is possible. Returns at once. */
  ask(urgent: boolean): void;
  /** Sends what was asked for while there was no connection. */
  sendRemembered(): void;
  /** When the run is expected that was asked for and is not in the queue yet; `undefined`: all are in it. Shared time. */
  wantedAt(): number | undefined;
  /** Forgets what is not in the queue yet; it stays pending in the store. */
  close(): void;
}

export interface AskerOptions {
  readonly timing: SchedulerTiming;
  readonly runtime: Runtime;
  readonly trouble: RedisTrouble;
  /** `undefined` until the scheduler is started. */
  readonly line: () => Line | undefined;
  readonly stopping: () => boolean;
}

export function createAsker({ timing, runtime, trouble, line, stopping }: AskerOptions): Asker {
  const requests = createRequests(mayAsk, deliver, refused);
  let again: unknown;

  const now = () => line()?.time.now() ?? runtime.clock.now();

  function mayAsk(): boolean {
    return line()?.isUp() === true && !stopping();
  }

  function expected(urgent: boolean): Wanted {
    const lastStart = line()?.sight.lastStart() ?? Number.NEGATIVE_INFINITY;
    return { urgent, dueAt: Math.ceil(attemptAfterQuiet(timing, now(), lastStart, urgent).dueAt) };
  }

  async function deliver({ urgent }: Wanted): Promise<void> {
    const open = line();
    if (open === undefined) return;
    const { queue, sight } = open;
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
    if (!mayAsk()) return; // Once there is a connection again, what is remembered is sent.
    runtime.timers.clearTimeout(again);
    again = runtime.timers.setTimeout(requests.send, ASK_AGAIN_MS);
  }

  return {
    ask(urgent) {
      requests.add(expected(urgent));
      requests.send();
    },
    sendRemembered: requests.send,
    wantedAt: () => requests.wanted()?.dueAt,
    close() {
      requests.clear();
      runtime.timers.clearTimeout(again);
    },
  };
}
