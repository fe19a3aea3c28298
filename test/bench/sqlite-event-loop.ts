/**
 * Does the store's thread keep the event loop free? The same inserts, from 50 callers at once and with shared commits,
 * through the store (its thread owns the file) and with the same code on the main thread; on the disk as it is, and on
 * one that takes 20 ms longer for each commit.
 *
 *     npm run build && npm exec -- node test/bench/sqlite-event-loop.ts
 *
 * Takes about ten seconds. Times depend on the machine; the ratios are what to look at.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Submission } from '@quiz-sync/core';
import { aSubmission, someResponses } from '@quiz-sync/testing';
import type { Connection } from '../../adapters/sqlite/dist/worker/connection.js';
import { insertGroup } from '../../adapters/sqlite/dist/worker/insert-group.js';
import { openDatabase } from '../../adapters/sqlite/dist/worker/open-database.js';
import { type SubmissionRow, toSubmissionRow } from '../../adapters/sqlite/dist/worker/submission-row.js';
import { startWorker } from '../../adapters/sqlite/dist/worker-client.js';
import { onSlowDisk } from './sqlite-slow-disk.ts';

const CALLERS = 50;
const DURATION_MS = 2_000;
const THREAD = new URL(import.meta.resolve('../../adapters/sqlite/dist/worker/thread.js'));
const SLOW_THREAD = new URL('./sqlite-slow-disk.ts', import.meta.url);

interface Inserter {
  insert(stored: Submission): Promise<unknown>;
  close(): void | Promise<void>;
}

interface Measured {
  readonly insertsPerSecond: number;
  /** By how many milliseconds turns of the event loop were late. */
  readonly median: number;
  readonly p99: number;
  readonly worst: number;
}

async function inThread(path: string, thread: URL): Promise<Inserter> {
  const client = await startWorker(thread, { path, options: {} });
  return {
    insert: async (stored) => (await client.insert(stored))._unsafeUnwrap(),
    close: () => client.close(),
  };
}

/** The same SQL and the same sharing of commits, without the thread. */
function onMainThread(connection: Connection): Inserter {
  let gathered: { row: SubmissionRow; done: () => void }[] = [];
  const commit = (): void => {
    const group = gathered;
    gathered = [];
    insertGroup(
      connection,
      group.map(({ row }) => row),
    );
    for (const { done } of group) done();
  };
  return {
    insert: (stored) =>
      new Promise<void>((done) => {
        if (gathered.length === 0) setImmediate(commit);
        gathered.push({ row: toSubmissionRow(stored), done });
      }),
    close: () => connection.close(),
  };
}

async function measure({ insert, close }: Inserter): Promise<Measured> {
  const histogram = monitorEventLoopDelay({ resolution: 1 });
  const end = performance.now() + DURATION_MS;
  let inserted = 0;
  const caller = async (_: unknown, name: number): Promise<void> => {
    for (let count = 0; performance.now() < end; count += 1) {
      await insert(aSubmission({ submission_id: `${name}-${count}`, responses: someResponses(5) }));
      inserted += 1;
    }
  };
  histogram.enable();
  await Promise.all(Array.from({ length: CALLERS }, caller));
  histogram.disable();
  await close();
  const late = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e6 - 1);
  return {
    insertsPerSecond: Math.round((inserted / DURATION_MS) * 1_000),
    median: late(histogram.percentile(50)),
    p99: late(histogram.percentile(99)),
    worst: late(histogram.max),
  };
}

function show(label: string, { insertsPerSecond, median, p99, worst }: Measured): void {
  const lateness = [
    `${median.toFixed(2)} ms median`,
    `${p99.toFixed(2)} ms 99%`,
    `${worst.toFixed(1)} ms worst`,
  ];
  const rate = String(insertsPerSecond).padStart(7);
  process.stdout.write(`  ${label} ${rate} inserts/s; event loop late by ${lateness.join(', ')}\n`);
}

function compare(title: string, main: Measured, own: Measured): void {
  const ratio = (a: number, b: number): string => (a / Math.max(b, 0.01)).toFixed(1);
  process.stdout.write(`${title}\n`);
  show('main thread', main);
  show('own thread ', own);
  process.stdout.write(
    `  main / own: late at 99% ${ratio(main.p99, own.p99)}, at worst ${ratio(main.worst, own.worst)}; ` +
      `inserts own / main: ${ratio(own.insertsPerSecond, main.insertsPerSecond)}\n\n`,
  );
}

const directory = mkdtempSync(join(tmpdir(), 'quiz-sync-bench-'));
const file = (name: string): string => join(directory, name);
try {
  compare(
    'on the disk as it is',
    await measure(onMainThread(openDatabase(file('a.db'), {}))),
    await measure(await inThread(file('b.db'), THREAD)),
  );
  compare(
    'on a disk that takes 20 ms longer for each commit',
    await measure(onMainThread(onSlowDisk(openDatabase(file('c.db'), {})))),
    await measure(await inThread(file('d.db'), SLOW_THREAD)),
  );
} finally {
  rmSync(directory, { recursive: true });
}
