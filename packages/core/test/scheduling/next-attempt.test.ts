import { DEFAULT_TIMING } from '@quiz-sync/core';
import { describe, expect, test } from 'vitest';
import {
  attemptAfterFailure,
  attemptAfterQuiet,
  backoffStep,
  hurried,
  trailingAttempt,
} from '../../src/scheduling/next-attempt.js';

const NEVER = Number.NEGATIVE_INFINITY;
const retry = (afterMs: number | undefined) => ({ type: 'retry', afterMs }) as const;

describe('the first request after quiet', () => {
  test.each([
    { when: 'nothing ever ran', now: 100, lastStart: NEVER, urgent: false, dueAt: 350 },
    { when: 'nothing ever ran, urgent', now: 100, lastStart: NEVER, urgent: true, dueAt: 100 },
    { when: 'the last run began just now', now: 100, lastStart: 90, urgent: false, dueAt: 2090 },
    { when: 'the last run began just now, urgent', now: 100, lastStart: 90, urgent: true, dueAt: 2090 },
    { when: 'the spacing ends within the delay', now: 2000, lastStart: 100, urgent: false, dueAt: 2250 },
    {
      when: 'the spacing ends within the delay, urgent',
      now: 2000,
      lastStart: 100,
      urgent: true,
      dueAt: 2100,
    },
    { when: 'the last run is long ago', now: 9000, lastStart: 100, urgent: false, dueAt: 9250 },
  ])('$when', ({ now, lastStart, urgent, dueAt }) => {
    expect(attemptAfterQuiet(DEFAULT_TIMING, now, lastStart, urgent).dueAt).toBe(dueAt);
  });
});

test.each([
  { when: 'the run was short', now: 100, lastStart: 90, dueAt: 2090 },
  { when: 'the run was longer than the spacing', now: 5000, lastStart: 90, dueAt: 5000 },
])('a trailing run waits for the spacing alone: $when', ({ now, lastStart, dueAt }) => {
  expect(trailingAttempt(DEFAULT_TIMING, now, lastStart).dueAt).toBe(dueAt);
});

describe('after a failure', () => {
  test('the step doubles from base to cap, and no further however long it goes on', () => {
    const steps = [1, 2, 3, 6, 7, 8, 2000].map((failures) => backoffStep(DEFAULT_TIMING, failures));
    expect(steps).toEqual([1000, 2000, 4000, 32_000, 64_000, 64_000, 64_000]);
  });

  test.each([
    { random: 0, failures: 7, dueAt: 10_000 },
    { random: 0.5, failures: 7, dueAt: 42_000 },
    { random: 0.999, failures: 7, dueAt: 73_936 },
    { random: 0.5, failures: 1, dueAt: 10_500 },
  ])('full jitter: $random of step $failures', ({ random, failures, dueAt }) => {
    const attempt = attemptAfterFailure(DEFAULT_TIMING, 10_000, 0, retry(undefined), failures, () => random);
    expect(attempt.dueAt).toBe(dueAt);
  });

  test('never sooner than the spacing', () => {
    expect(attemptAfterFailure(DEFAULT_TIMING, 100, 90, retry(undefined), 1, () => 0).dueAt).toBe(2090);
    expect(attemptAfterFailure(DEFAULT_TIMING, 100, 90, retry(5), 1, () => 0).dueAt).toBe(2090);
  });

  test.each([
    { asked: 30_000, waited: 30_000 },
    { asked: 0, waited: 0 },
    { asked: -5, waited: 0 },
    { asked: 600_001, waited: 600_000 },
    { asked: Number.POSITIVE_INFINITY, waited: 600_000 },
    { asked: Number.NaN, waited: 500 },
  ])('the service asked for $asked ms', ({ asked, waited }) => {
    const attempt = attemptAfterFailure(DEFAULT_TIMING, 10_000, 0, retry(asked), 1, () => 0.5);
    expect(attempt.dueAt).toBe(10_000 + waited);
  });
});

describe('an urgent request', () => {
  test('skips the back-off down to the spacing', () => {
    expect(hurried({ dueAt: 50_000, notBefore: 2000 }, 3000)).toEqual({ dueAt: 3000, notBefore: 2000 });
    expect(hurried({ dueAt: 50_000, notBefore: 2000 }, 1000)).toEqual({ dueAt: 2000, notBefore: 2000 });
  });

  test('does not skip what the service asked for', () => {
    const attempt = attemptAfterFailure(DEFAULT_TIMING, 10_000, 0, retry(30_000), 1, () => 0);
    expect(hurried(attempt, 10_001).dueAt).toBe(40_000);
  });

  test('never makes an attempt later', () => {
    expect(hurried({ dueAt: 2000, notBefore: 1000 }, 5000).dueAt).toBe(2000);
  });
});
