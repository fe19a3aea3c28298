import { DEFAULT_TIMING, type TaskOutcome } from '@quiz-sync/core';
import { timerScheduler } from '@quiz-sync/timer-scheduler';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fakeTime, settle } from './fake-time.ts';

type Step =
  | { do: 'request'; urgent: boolean }
  | { do: 'pass'; ms: number }
  | { do: 'end run'; outcome: TaskOutcome };

const outcome = fc.oneof(
  fc.constant<TaskOutcome>({ type: 'done' }),
  fc.option(fc.nat(700_000), { nil: undefined }).map((afterMs): TaskOutcome => ({ type: 'retry', afterMs })),
);

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.boolean().map((urgent): Step => ({ do: 'request', urgent })),
  fc.oneof(fc.nat(400), fc.nat(5000), fc.nat(100_000)).map((ms): Step => ({ do: 'pass', ms })),
  outcome.map((ended): Step => ({ do: 'end run', outcome: ended })),
);

/** What happened, with its monotonic time. Enough to judge any scheduler by, without knowing how it works. */
type Event =
  | { what: 'requested'; at: number; urgent: boolean }
  | { what: 'began'; at: number }
  | { what: 'ended'; at: number; outcome: TaskOutcome };

/** Plays the steps, then lets every run end well and all waits pass. */
async function play(steps: readonly Step[], random: number): Promise<{ events: Event[]; held: number }> {
  const time = fakeTime();
  const scheduler = timerScheduler({ clock: time.clock, timers: time.timers, random: () => random });
  const events: Event[] = [];
  let finish: ((outcome: TaskOutcome) => void) | undefined;
  const end = async (ended: TaskOutcome): Promise<void> => {
    if (finish === undefined) return;
    events.push({ what: 'ended', at: time.clock.monotonic(), outcome: ended });
    finish(ended);
    finish = undefined;
    await settle();
  };
  await scheduler.start(() => {
    events.push({ what: 'began', at: time.clock.monotonic() });
    return new Promise((resolve) => {
      finish = resolve;
    });
  });
  for (const next of steps) {
    if (next.do === 'pass') await time.advance(next.ms);
    else if (next.do === 'end run') await end(next.outcome);
    else {
      events.push({ what: 'requested', at: time.clock.monotonic(), urgent: next.urgent });
      scheduler.request('a quiz', { urgent: next.urgent });
    }
  }
  while (scheduler.state().phase !== 'idle') {
    await time.advance(DEFAULT_TIMING.retryAfterCapMs);
    await end({ type: 'done' });
  }
  return { events, held: time.held() };
}

/** Walks the events and fails on the first that a scheduler may not do. */
function judge(events: readonly Event[]): void {
  let running = false;
  let lastStart = Number.NEGATIVE_INFINITY;
  let notBefore = Number.NEGATIVE_INFINITY;
  let wanted = false;
  let latest = Number.POSITIVE_INFINITY;
  for (const event of events) {
    if (event.what === 'requested') {
      if (!running && !wanted) latest = event.at + DEFAULT_TIMING.delayMs;
      if (!running && event.urgent) latest = Math.min(latest, event.at);
      wanted = true;
    } else if (event.what === 'began') {
      expect(running, 'two runs at once').toBe(false);
      expect(wanted, 'a run that nobody asked for').toBe(true);
      expect(event.at, 'runs too close').toBeGreaterThanOrEqual(lastStart + DEFAULT_TIMING.spacingMs);
      expect(event.at, 'sooner than the service asked').toBeGreaterThanOrEqual(notBefore);
      const bound = Math.max(latest, lastStart + DEFAULT_TIMING.spacingMs, notBefore);
      expect(event.at, 'later than it has to be').toBeLessThanOrEqual(bound);
      running = true;
      wanted = false;
      lastStart = event.at;
    } else {
      running = false;
      notBefore = Number.NEGATIVE_INFINITY;
      latest = event.at;
      if (event.outcome.type === 'done') continue;
      wanted = true;
      const { afterMs } = event.outcome;
      latest = event.at + (afterMs === undefined ? DEFAULT_TIMING.backoffCapMs : 0);
      if (afterMs !== undefined) notBefore = event.at + Math.min(afterMs, DEFAULT_TIMING.retryAfterCapMs);
    }
  }
  expect(running, 'a run that never ended').toBe(false);
  expect(wanted, 'a lost request').toBe(false);
}

test('whatever is asked and however runs end: one at a time, spaced, one trailing run, nothing lost', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 60 }),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      async (steps, random) => {
        const { events, held } = await play(steps, random);
        judge(events);
        expect(held, 'a timer held while idle').toBe(0);
      },
    ),
    { numRuns: 300 },
  );
});
