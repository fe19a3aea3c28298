import type { Log, ScheduledTask, SchedulerState, SchedulerTiming } from '@quiz-sync/core';
import { createAsker } from './asker.js';
import { placeOf } from './connections.js';
import { createHands, type Hands } from './hands.js';
import { type Line, openLine } from './line.js';
import { createRedisTrouble } from './redis-trouble.js';
import type { Runtime } from './runtime.js';
import { stateOf } from './scheduler-state.js';

/*
 * One instance's part in the runs that all instances share.
 *
 * It connects when it is opened, and can look at the queue from then on. It takes part, that is, fetches jobs, from its
 * first request on: a command that only looks at something does no work for others, nor does an instance whose syncing is
 * switched off. What is asked for before there is a connection, or while Redis is away, is remembered as one request.
 * Whenever Redis comes back a member asks once more of itself, since what Redis held may be gone with it, while what is
 * pending in the store is not.
 */
export interface Membership {
  open(task: ScheduledTask): void;
  request(urgent: boolean): void;
  /** What is known here, at once. */
  state(): SchedulerState;
  /** The same, after a look at the queue. */
  look(): Promise<SchedulerState>;
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

export function createMembership(options: MembershipOptions): Membership {
  const { timing, log, runtime } = options;
  const trouble = createRedisTrouble(log, placeOf(options.url));
  const asker = createAsker({ timing, runtime, trouble, line: () => line, stopping: () => isStopping });
  let task: ScheduledTask | undefined;
  let line: Line | undefined;
  let hands: Hands | undefined;
  let wasConnected = false;
  let isStopping = false;
  let left: Promise<void> | undefined;

  function takePart(): void {
    if (line === undefined || task === undefined || hands !== undefined) return;
    const { timers } = runtime;
    hands = createHands(line, { ...options, task, timers, trouble, stopping: () => isStopping });
  }

  function connected(): void {
    if (isStopping) return;
    if (wasConnected && hands !== undefined) asker.ask(false);
    else asker.sendRemembered();
    wasConnected = true;
    void line?.sight.refresh();
  }

  function state(isStale: boolean): SchedulerState {
    return stateOf({
      atWork: hands?.atWork() === true,
      stopping: isStopping,
      view: line?.sight.view() ?? { at: 'idle' },
      isStale,
      isRefusing: isStale || trouble.isKnown(),
      wantedAt: asker.wantedAt(),
    });
  }

  async function leave(): Promise<void> {
    asker.close();
    line?.sight.close();
    await hands?.letGo();
    line?.close();
  }

  return {
    open(given) {
      task = given;
      line = openLine({ ...options, trouble, connected, takesPart: () => hands !== undefined });
      if (asker.wantedAt() !== undefined) takePart();
    },
    request(urgent) {
      takePart();
      asker.ask(urgent);
    },
    state: () => state(trouble.isKnown()),
    async look() {
      if (line === undefined || isStopping) return state(trouble.isKnown());
      return state(!(await line.look()));
    },
    isStopping: () => isStopping,
    leave() {
      isStopping = true;
      left ??= leave();
      return left;
    },
  };
}
