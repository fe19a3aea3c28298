import type { TaskOutcome } from '@quiz-sync/core';
import type { TestFunctions } from '../test-functions.js';
import { DONE, RETRY, type SchedulerUnderTest } from './scheduler-harness.js';

const HOUR = 3_600_000;

/** Milliseconds; waits are drawn from a continuum, and `state` may round them. */
const SLACK = 2;

/** The part of the Scheduler's contract that is about runs which did not succeed. Called inside its `describe`. */
export function schedulerBackOffContract(test: TestFunctions, subject: SchedulerUnderTest): void {
  ownBackOff(test, subject);
  wishes(test, subject);
}

/** Starts the task and has it run for the first time; it ends in `outcome`. */
async function firstRun(subject: SchedulerUnderTest, outcome: TaskOutcome): Promise<void> {
  await subject.start(outcome);
  subject.scheduler().request('quiz submission').unwrapOr(undefined);
  await subject.advance(subject.timing.delayMs);
}

function ownBackOff({ it, expect }: TestFunctions, subject: SchedulerUnderTest): void {
  it('tries again by itself, within steps that double up to the cap', async () => {
    const { backoffBaseMs, backoffCapMs, spacingMs } = subject.timing;
    await firstRun(subject, RETRY);
    for (let failures = 1; failures <= 12; failures += 1) {
      expect(subject.runs()).toHaveLength(failures);
      const state = subject.scheduler().state();
      expect(state).toMatchObject({ phase: 'waiting', failures });
      const longest = Math.max(spacingMs, Math.min(backoffCapMs, backoffBaseMs * 2 ** (failures - 1)));
      const wait = (state.nextAttemptAt ?? Number.POSITIVE_INFINITY) - subject.now();
      expect(wait).toBeLessThanOrEqual(longest);
      expect(wait).toBeGreaterThanOrEqual(spacingMs - SLACK);
      await subject.advance(wait - SLACK);
      expect(subject.runs()).toHaveLength(failures);
      await subject.advance(2 * SLACK);
    }
  });

  it('forgets failures once a run succeeds', async () => {
    await firstRun(subject, RETRY);
    await subject.advance(20_000);
    expect(subject.scheduler().state().failures).toBeGreaterThan(1);
    subject.answer(DONE);
    await subject.advance(subject.timing.backoffCapMs);
    expect(subject.scheduler().state()).toEqual({ phase: 'idle', nextAttemptAt: undefined, failures: 0 });
    const before = subject.runs().length;
    await subject.advance(HOUR);
    expect(subject.runs()).toHaveLength(before);
  });

  it('is not cut short by requests, but by a person who asks', async () => {
    await firstRun(subject, RETRY);
    await subject.advance(200_000);
    const { nextAttemptAt } = subject.scheduler().state();
    for (let count = 0; count < 10; count += 1) subject.scheduler().request('quiz').unwrapOr(undefined);
    expect(subject.scheduler().state().nextAttemptAt).toBe(nextAttemptAt);
    const before = subject.runs().length;
    subject.scheduler().request('a person', { urgent: true }).unwrapOr(undefined);
    await subject.advance(subject.timing.spacingMs);
    expect(subject.runs().length).toBeGreaterThan(before);
  });

  it('counts a task that rejects as one to try again', async () => {
    await subject.start();
    subject.scheduler().request('quiz submission').unwrapOr(undefined);
    await subject.advance(subject.timing.delayMs);
    subject.lastRun().fail(new Error('a bug'));
    await subject.advance(0);
    expect(subject.scheduler().state()).toMatchObject({ phase: 'waiting', failures: 1 });
    subject.answer(DONE);
    await subject.advance(subject.timing.spacingMs);
    expect(subject.runs()).toHaveLength(2);
  });
}

function wishes({ it, expect }: TestFunctions, subject: SchedulerUnderTest): void {
  it('waits as long as the service asked, whoever is in a hurry', async () => {
    await firstRun(subject, { type: 'retry', afterMs: 30_000 });
    subject.answer(DONE);
    const due = subject.now() + 30_000;
    expect(subject.scheduler().state().nextAttemptAt).toBe(due);
    subject.scheduler().request('a person', { urgent: true }).unwrapOr(undefined);
    subject.scheduler().request('quiz submission').unwrapOr(undefined);
    await subject.advance(29_999);
    expect(subject.runs()).toHaveLength(1);
    await subject.advance(1);
    expect(subject.runs()).toHaveLength(2);
    await subject.advance(HOUR);
    expect(subject.runs()).toHaveLength(2);
  });

  it('waits longer than its own cap when the service asks for it', async () => {
    await firstRun(subject, { type: 'retry', afterMs: subject.timing.backoffCapMs * 2 });
    await subject.advance(subject.timing.backoffCapMs * 2 - 1);
    expect(subject.runs()).toHaveLength(1);
    await subject.advance(1);
    expect(subject.runs()).toHaveLength(2);
  });

  it('cuts a wish that is too long', async () => {
    await firstRun(subject, { type: 'retry', afterMs: 10 * HOUR });
    await subject.advance(subject.timing.retryAfterCapMs - 1);
    expect(subject.runs()).toHaveLength(1);
    await subject.advance(1);
    expect(subject.runs()).toHaveLength(2);
  });

  it('keeps runs apart when the service asks for less', async () => {
    await firstRun(subject, { type: 'retry', afterMs: 0 });
    await subject.advance(subject.timing.spacingMs - 1);
    expect(subject.runs()).toHaveLength(1);
    await subject.advance(1);
    expect(subject.runs()).toHaveLength(2);
  });
}
