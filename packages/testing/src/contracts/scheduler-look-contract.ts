import type { Scheduler, SchedulerState } from '@quiz-sync/core';
import type { TestFunctions } from '../test-functions.js';
import { succeed } from './outcome.js';
import { DONE, type SchedulerUnderTest } from './scheduler-harness.js';

/** What is told of the next run to somebody who can wait a moment for it. */
export function schedulerLookContract(test: TestFunctions, subject: SchedulerUnderTest): void {
  looking(test, subject);
  if (subject.sharesRuns) lookingElsewhere(test, subject);
}

/** Where it rests, waits, runs, and waits after a failure, one after the other. */
async function eachState(
  subject: SchedulerUnderTest,
  asked: Scheduler,
  seen: (expected: Partial<SchedulerState>) => Promise<void>,
): Promise<void> {
  const { delayMs } = subject.timing;
  await subject.advance(0);
  await seen({ phase: 'idle', nextAttemptAt: undefined, failures: 0 });
  asked.request('quiz submission').unwrapOr(undefined);
  const due = subject.now() + delayMs;
  await subject.advance(0);
  await seen({ phase: 'waiting', nextAttemptAt: due, failures: 0 });
  await subject.advance(delayMs);
  await seen({ phase: 'running', nextAttemptAt: undefined });
  subject.lastRun().end({ type: 'retry', afterMs: 30_000 });
  await subject.advance(0);
  await seen({ phase: 'waiting', nextAttemptAt: subject.now() + 30_000, failures: 1 });
  subject.answer(DONE);
  await subject.advance(30_000);
  await seen({ phase: 'idle', nextAttemptAt: undefined, failures: 0 });
}

function looking({ it, expect }: TestFunctions, subject: SchedulerUnderTest): void {
  it('tells the same after a look', async () => {
    await subject.start();
    await eachState(subject, subject.scheduler(), async (expected) => {
      expect(await succeed(subject.scheduler().look())).toMatchObject(expected);
      expect(subject.scheduler().state()).toMatchObject(expected);
    });
  });

  it('can be asked for a look before it is started, and when it has stopped', async () => {
    const before = await succeed(subject.scheduler().look());
    expect(before).toEqual({ phase: 'idle', nextAttemptAt: undefined, failures: 0 });
    await succeed(subject.scheduler().stop());
    expect(await succeed(subject.scheduler().look())).toMatchObject({ phase: 'stopped' });
  });
}

function lookingElsewhere({ it, expect }: TestFunctions, subject: SchedulerUnderTest): void {
  it('tells the same of what another was asked for, never having been asked itself', async () => {
    await subject.start();
    const other = await subject.another();
    await eachState(subject, other, async (expected) => {
      const looked = await succeed(subject.scheduler().look());
      expect(looked).toMatchObject(expected);
      expect(await succeed(other.look())).toEqual(looked);
    });
  });

  it('tells the same of what one left behind that has stopped', async () => {
    await subject.start();
    const other = await subject.another();
    await subject.advance(0);
    other.request('quiz submission').unwrapOr(undefined);
    const due = subject.now() + subject.timing.delayMs;
    await subject.advance(0);
    const stopped = other.stop();
    await subject.advance(0);
    await succeed(stopped);
    expect(await succeed(subject.scheduler().look())).toMatchObject({ phase: 'waiting', nextAttemptAt: due });
  });
}
