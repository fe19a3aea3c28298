import type { TestFunctions } from '../test-functions.js';
import { refused, succeed } from './outcome.js';
import { schedulerBackOffContract } from './scheduler-back-off-contract.js';
import {
  DONE,
  RETRY,
  type SchedulerHarness,
  type SchedulerUnderTest,
  schedulerUnderTest,
} from './scheduler-harness.js';
import { schedulerLookContract } from './scheduler-look-contract.js';

/** Everything that a scheduler owes its callers, on a clock that the harness moves. */
export function schedulerContract(test: TestFunctions, harness: SchedulerHarness): void {
  test.describe('Scheduler', () => {
    const subject = schedulerUnderTest(test, harness);
    requests(test, subject);
    spacing(test, subject);
    urgency(test, subject);
    states(test, subject);
    sleeping(test, subject);
    stopping(test, subject);
    schedulerBackOffContract(test, subject);
    schedulerLookContract(test, subject);
  });
}

const HOUR = 3_600_000;

/** Makes a request that must be taken. */
function request(subject: SchedulerUnderTest, urgent = false): void {
  const taken = subject.scheduler().request('quiz submission', { urgent });
  if (taken.isErr()) throw new Error(taken.error.message);
}

function requests({ it, expect }: TestFunctions, subject: SchedulerUnderTest): void {
  it('runs nothing that nobody asked for', async () => {
    await subject.start(DONE);
    await subject.advance(HOUR);
    expect(subject.runs()).toHaveLength(0);
  });

  it('returns at once, and runs after a short delay', async () => {
    await subject.start(DONE);
    request(subject);
    expect(subject.runs()).toHaveLength(0);
    await subject.advance(subject.timing.delayMs - 1);
    expect(subject.runs()).toHaveLength(0);
    await subject.advance(1);
    expect(subject.runs()).toHaveLength(1);
    await subject.advance(HOUR);
    expect(subject.runs()).toHaveLength(1);
  });

  it('answers many requests with one run, which they do not put off', async () => {
    await subject.start(DONE);
    for (let passed = 0; passed < subject.timing.delayMs; passed += 50) {
      for (let count = 0; count < 20; count += 1) request(subject);
      await subject.advance(50);
    }
    expect(subject.runs()).toHaveLength(1);
  });

  it('keeps what was asked for before it had a task', async () => {
    request(subject);
    await subject.advance(HOUR);
    await subject.start(DONE);
    await subject.advance(subject.timing.delayMs);
    expect(subject.runs()).toHaveLength(1);
  });
}

function spacing({ it, expect }: TestFunctions, subject: SchedulerUnderTest): void {
  it('makes exactly one run after one during which others were asked for, and never two at once', async () => {
    await subject.start();
    request(subject);
    await subject.advance(subject.timing.delayMs);
    for (let count = 0; count < 5; count += 1) {
      request(subject);
      await subject.advance(subject.timing.spacingMs);
    }
    expect(subject.runs()).toHaveLength(1);
    subject.lastRun().end(DONE);
    await subject.advance(subject.timing.delayMs);
    expect(subject.runs()).toHaveLength(2);
    subject.lastRun().end(DONE);
    await subject.advance(HOUR);
    expect(subject.runs()).toHaveLength(2);
  });

  it('starts runs so far apart, whoever asks when', async () => {
    await subject.start(DONE);
    for (let passed = 0; passed < 20_000; passed += 100) {
      request(subject, passed % 300 === 0);
      await subject.advance(100);
    }
    const starts = subject.runs().map(({ startedAt }) => startedAt);
    const gaps = starts.slice(1).map((start, index) => start - (starts[index] ?? 0));
    for (const gap of gaps) expect(gap).toBeGreaterThanOrEqual(subject.timing.spacingMs);
    expect(starts.length).toBeGreaterThanOrEqual(9);
  });

  it('runs soon after quiet, however long ago the last run was', async () => {
    await subject.start(DONE);
    request(subject);
    await subject.advance(HOUR);
    request(subject);
    await subject.advance(subject.timing.delayMs);
    expect(subject.runs()).toHaveLength(2);
  });
}

function urgency({ it, expect }: TestFunctions, subject: SchedulerUnderTest): void {
  it('runs without the delay for a person who asks', async () => {
    await subject.start(DONE);
    request(subject, true);
    await subject.advance(0);
    expect(subject.runs()).toHaveLength(1);
  });

  it('brings forward what waits already', async () => {
    await subject.start(DONE);
    request(subject);
    await subject.advance(10);
    request(subject, true);
    await subject.advance(0);
    expect(subject.runs()).toHaveLength(1);
    await subject.advance(HOUR);
    expect(subject.runs()).toHaveLength(1);
  });

  it('keeps runs apart even then', async () => {
    await subject.start(DONE);
    request(subject, true);
    await subject.advance(0);
    request(subject, true);
    await subject.advance(subject.timing.spacingMs - 1);
    expect(subject.runs()).toHaveLength(1);
    await subject.advance(1);
    expect(subject.runs()).toHaveLength(2);
  });
}

function states({ it, expect }: TestFunctions, subject: SchedulerUnderTest): void {
  it('tells whether it waits, runs or rests, and until when it waits', async () => {
    const state = () => subject.scheduler().state();
    await subject.start();
    expect(state()).toEqual({ phase: 'idle', nextAttemptAt: undefined, failures: 0 });
    request(subject);
    const due = subject.now() + subject.timing.delayMs;
    expect(state()).toEqual({ phase: 'waiting', nextAttemptAt: due, failures: 0 });
    await subject.advance(subject.timing.delayMs);
    expect(state()).toEqual({ phase: 'running', nextAttemptAt: undefined, failures: 0 });
    subject.lastRun().end(DONE);
    await subject.advance(0);
    expect(state()).toEqual({ phase: 'idle', nextAttemptAt: undefined, failures: 0 });
  });

  it('lets a run pause for other work, and go on', async () => {
    await subject.start();
    request(subject);
    await subject.advance(subject.timing.delayMs);
    const { context, end } = subject.lastRun();
    expect(context.stopping()).toBe(false);
    await context.pause();
    expect(subject.scheduler().state().phase).toBe('running');
    end(DONE);
    await subject.advance(0);
    expect(subject.scheduler().state().phase).toBe('idle');
  });
}

function sleeping({ it, expect }: TestFunctions, subject: SchedulerUnderTest): void {
  it('sleeps as long as it is told, and no longer than until it stops', async () => {
    const woken: string[] = [];
    const sleep = async (name: string, ms: number): Promise<void> => {
      await subject.scheduler().sleep(ms);
      woken.push(name);
    };
    const all = [sleep('short', 100), sleep('long', 10_000)];
    await subject.advance(99);
    expect(woken).toEqual([]);
    await subject.advance(1);
    expect(woken).toEqual(['short']);
    await subject.scheduler().stop();
    await Promise.all([...all, sleep('late', 10_000)]);
    expect(woken).toEqual(['short', 'long', 'late']);
  });
}

function stopping({ it, expect }: TestFunctions, subject: SchedulerUnderTest): void {
  it('takes no more requests, and drops what waits', async () => {
    await subject.start(DONE);
    request(subject);
    await succeed(subject.scheduler().stop());
    const late = subject.scheduler().request('too late');
    expect(late.isErr() && late.error.type).toBe('scheduler_stopped');
    await subject.advance(HOUR);
    expect(subject.runs()).toHaveLength(0);
    expect(subject.scheduler().state()).toMatchObject({ phase: 'stopped', nextAttemptAt: undefined });
  });

  it('lets the run in progress end, and tells it', async () => {
    await subject.start();
    request(subject);
    await subject.advance(subject.timing.delayMs);
    request(subject);
    let stopped = false;
    const stop = succeed(subject.scheduler().stop()).then(() => {
      stopped = true;
    });
    await subject.advance(HOUR);
    expect(stopped).toBe(false);
    expect(subject.lastRun().context.stopping()).toBe(true);
    subject.lastRun().end(RETRY);
    await subject.advance(HOUR);
    await stop;
    expect(subject.runs()).toHaveLength(1);
    expect(subject.scheduler().state().phase).toBe('stopped');
  });

  it('may be stopped again, and before it was started', async () => {
    await succeed(subject.scheduler().stop());
    await succeed(subject.scheduler().stop());
    const start = subject.scheduler().start(async () => DONE);
    expect(await refused(start)).toMatchObject({ type: 'scheduler_stopped' });
  });
}
