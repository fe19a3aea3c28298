import type { SyncStatus } from '@quiz-sync/core';
import { okAsync } from 'neverthrow';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createBacklogHistory } from '../src/status-stream/backlog-history.js';
import { createStatusWatch } from '../src/status-stream/status-watch.js';
import { keepingLog } from './serve-app.js';
import { run as aRun, status } from './stub-quiz-sync.js';

describe('the status watch', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('looks once a second while somebody listens, however many they are, and else once a minute', async () => {
    let looks = 0;
    const syncStatus = () => {
      looks += 1;
      return okAsync<SyncStatus>(status);
    };
    const watch = createStatusWatch({ syncStatus });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(looks).toBe(2);
    const leave = [1, 2, 3].map(() => watch.listen(() => {}));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(looks).toBe(13);
    for (const left of leave) left?.();
    await vi.advanceTimersByTimeAsync(61_000);
    expect(looks).toBe(15);
    watch.stop();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(looks).toBe(15);
  });

  test('goes on after a look that met with a bug, and tells the log', async () => {
    let looks = 0;
    const { log, lines } = keepingLog();
    const syncStatus = () => {
      looks += 1;
      if (looks === 1) throw new Error('a bug');
      return okAsync<SyncStatus>(status);
    };
    const watch = createStatusWatch({ syncStatus }, { log });
    const heard: string[] = [];
    watch.listen(({ type }) => heard.push(type));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(lines).toMatchObject([{ level: 'error', fields: { reason: 'Error: a bug' } }]);
    expect(heard).toEqual(['status']);
    watch.stop();
  });

  test('asks a store less often that takes long to answer', async () => {
    let looks = 0;
    const syncStatus = () => {
      looks += 1;
      vi.setSystemTime(Date.now() + 2_000);
      return okAsync<SyncStatus>(status);
    };
    const watch = createStatusWatch({ syncStatus });
    watch.listen(() => {});
    await vi.advanceTimersByTimeAsync(0);
    const begun = looks;
    await vi.advanceTimersByTimeAsync(19_000);
    expect(looks).toBe(begun);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(looks).toBe(begun + 1);
    watch.stop();
  });
});

describe('the history of the backlog', () => {
  test('begins with what the runs tell of the time before the service looked', async () => {
    const at = (minute: number, second = 0) => new Date(Date.UTC(2026, 10, 23, 12, minute, second));
    const ran = (asked: Date, ended: Date, changes: number, state: 'succeeded' | 'failed' = 'succeeded') =>
      ({
        ...aRun,
        requested_at: asked.toISOString(),
        finished_at: ended.toISOString(),
        status: state,
        changes,
      }) as const;
    const runs = [
      ran(at(30), at(30, 2), 40),
      ran(at(21), at(21, 1), 0, 'failed'),
      ran(at(20), at(20, 1), 0, 'failed'),
      ran(at(10, 3), at(10, 5), 2),
      ran(at(10), at(10, 2), 5),
    ];
    const watch = createStatusWatch(
      { syncStatus: () => okAsync<SyncStatus>({ ...status, runs }) },
      { now: () => at(45).getTime() },
    );
    await new Promise<void>((heard) => void watch.listen(() => heard()));
    watch.stop();
    const told = watch.history().map((sample) => [new Date(sample.at), sample.waiting, sample.from_run]);
    expect(told).toEqual([
      [at(10), 5, true],
      [at(10, 13), 0, true],
      [at(20), 40, true],
      [at(30, 2), 0, true],
      [at(45), status.pending.total, undefined],
    ]);
  });

  test('keeps the worst of each ten seconds, and a bounded number of them', () => {
    const history = createBacklogHistory();
    history.add({ at: 0, waiting: 1, oldest_age_ms: 0 });
    history.add({ at: 1_000, waiting: 40, oldest_age_ms: 900 });
    history.add({ at: 2_000, waiting: 0, oldest_age_ms: 0 });
    history.add({ at: 10_000, waiting: 0, oldest_age_ms: 0 });
    expect(history.samples()).toEqual([
      { at: 0, waiting: 40, oldest_age_ms: 900 },
      { at: 10_000, waiting: 0, oldest_age_ms: 0 },
    ]);
    for (let at = 20_000; at < 40_000_000; at += 10_000) history.add({ at, waiting: 0, oldest_age_ms: 0 });
    expect(history.samples()).toHaveLength(1_440);
  });
});
