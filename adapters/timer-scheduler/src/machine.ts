import {
  type Attempt,
  attemptAfterFailure,
  attemptAfterQuiet,
  hurried,
  type SchedulerTiming,
  type TaskOutcome,
  trailingAttempt,
} from '@quiz-sync/core';

/*
 * The scheduler as a state machine. It knows nothing of timers and promises: `timer-scheduler.ts` feeds it events and
 * sees to it that a timer is armed exactly while it is `waiting` (and has a task).
 *
 * `idle`      Nobody asked for anything. No timer is held.
 *             - a request: `waiting`, after the delay (none if urgent), and not before the spacing is over.
 *
 * `waiting`   One attempt is due at a known moment. More requests are answered by that same attempt:
 *             - a request: nothing changes, so a stream of requests neither postpones the attempt nor cuts a back-off short.
 *             - an urgent request: the attempt moves forward as far as spacing and the service's own wish allow.
 *             - the moment comes: `running`.
 *             - stop: `stopped`; the attempt is dropped, what it was for stays pending in the store.
 *
 * `running`   The task is at work; there is never a second one. What was stored before the run began is seen by it;
 *             a request made meanwhile may have come too late for it, so it is remembered (once, however many).
 *             - ends in `done`, nobody asked: `idle`. Failures are forgotten.
 *             - ends in `done`, somebody asked: `waiting` for the one run that follows. Failures are forgotten.
 *             - ends in `retry`: `waiting`, after the back-off or the service's wish; requests made meanwhile are
 *               answered by that attempt, an urgent one moves it forward.
 *             - ends while stopping: `stopped`.
 *
 * `stopped`   For ever. Requests are refused.
 */
export type Phase =
  | { readonly at: 'idle' }
  | { readonly at: 'waiting'; readonly attempt: Attempt }
  | { readonly at: 'running'; readonly asked: 'no' | 'yes' | 'urgently'; readonly stopping: boolean }
  | { readonly at: 'stopped' };

export interface Machine {
  readonly phase: Phase;
  /** Runs that ended in `retry` since the last that did not. */
  readonly failures: number;
  /** When the last run began, monotonic milliseconds; -Infinity before the first. */
  readonly lastStart: number;
}

export const INITIAL: Machine = { phase: { at: 'idle' }, failures: 0, lastStart: Number.NEGATIVE_INFINITY };

export function onRequest(machine: Machine, timing: SchedulerTiming, now: number, urgent: boolean): Machine {
  const { phase } = machine;
  switch (phase.at) {
    case 'idle':
      return waiting(machine, attemptAfterQuiet(timing, now, machine.lastStart, urgent));
    case 'waiting':
      return urgent ? waiting(machine, hurried(phase.attempt, now)) : machine;
    case 'running':
      return {
        ...machine,
        phase: { ...phase, asked: urgent || phase.asked === 'urgently' ? 'urgently' : 'yes' },
      };
    case 'stopped':
      return machine;
    default:
      return phase satisfies never;
  }
}

export function onRunStart(machine: Machine, now: number): Machine {
  return { ...machine, phase: { at: 'running', asked: 'no', stopping: false }, lastStart: now };
}

export function onRunEnd(
  machine: Machine,
  timing: SchedulerTiming,
  now: number,
  outcome: TaskOutcome,
  random: () => number,
): Machine {
  const { phase, lastStart } = machine;
  if (phase.at !== 'running') throw new Error(`a run ended while ${phase.at}`);
  const failures = outcome.type === 'retry' ? machine.failures + 1 : 0;
  if (phase.stopping) return { phase: { at: 'stopped' }, failures, lastStart };
  if (outcome.type === 'done') {
    if (phase.asked === 'no') return { phase: { at: 'idle' }, failures, lastStart };
    return waiting({ ...machine, failures }, trailingAttempt(timing, now, lastStart));
  }
  const attempt = attemptAfterFailure(timing, now, lastStart, outcome, failures, random);
  return waiting({ ...machine, failures }, phase.asked === 'urgently' ? hurried(attempt, now) : attempt);
}

export function onStop(machine: Machine): Machine {
  const { phase } = machine;
  return {
    ...machine,
    phase: phase.at === 'running' ? { ...phase, stopping: true } : { at: 'stopped' },
  };
}

/** Whether requests are refused. */
export function refuses({ phase }: Machine): boolean {
  return phase.at === 'stopped' || (phase.at === 'running' && phase.stopping);
}

function waiting(machine: Machine, attempt: Attempt): Machine {
  return { ...machine, phase: { at: 'waiting', attempt } };
}
