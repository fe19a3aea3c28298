/**
 * Does the store stay as quick when it is full? The same calls on a store with 1,000 submissions and ledger rows and on
 * one with many (200,000 unless another number is given), everything pending; and how much callers gain by sharing commits.
 *
 *     npm run build && npm exec -- node test/bench/sqlite-scale.ts [submissions]
 *
 * Takes about half a minute, most of it filling the store; a million submissions take four minutes.
 */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ChangeRef, LedgerEntry, PendingChange } from '@quiz-sync/core';
import { openSqliteStore, type SqliteStore } from '@quiz-sync/sqlite';
import { aJournalEntry, aLedgerEntry, aSubmission, someEffects, someResponses } from '@quiz-sync/testing';
import type { ResultAsync } from 'neverthrow';
import { insertGroup } from '../../adapters/sqlite/dist/worker/insert-group.js';
import { putEntries } from '../../adapters/sqlite/dist/worker/ledger-entries.js';
import { openDatabase } from '../../adapters/sqlite/dist/worker/open-database.js';
import { toSubmissionRow } from '../../adapters/sqlite/dist/worker/submission-row.js';

const FEW = 1_000;
const MANY = Number(process.argv[2] ?? 200_000);
const GROUP = 500;
const PER_LEARNER = 20;
const TARGET = 'spreadsheet-1';
const ROUNDS = 21;

/** Every learner has as many submissions in the small store as in the large one. */
function fill(path: string, size: number): LedgerEntry[] {
  const connection = openDatabase(path, {});
  const sample: LedgerEntry[] = [];
  const learners = size / PER_LEARNER;
  for (let first = 0; first < size; first += GROUP) {
    const numbers = Array.from({ length: Math.min(GROUP, size - first) }, (_, offset) => first + offset);
    const submissions = numbers.map((number) =>
      aSubmission({
        submission_id: randomUUID(),
        user_id: `learner-${number % learners}`,
        session_id: `session-${number % learners}`,
        responses: someResponses(2),
      }),
    );
    insertGroup(connection, submissions.map(toSubmissionRow));
    const entries = submissions.map(({ submission_id, user_id }, offset) =>
      aLedgerEntry({ tab: 'responses', key: `${submission_id}:0`, owner: user_id, row: first + offset + 1 }),
    );
    connection.write(() => putEntries(connection, TARGET, entries, undefined));
    sample.push(...entries.slice(0, Math.ceil((entries.length * 200) / size)));
  }
  connection.close();
  return sample.slice(0, 200);
}

async function value<T>(call: ResultAsync<T, unknown>): Promise<T> {
  return (await call)._unsafeUnwrap();
}

/** What a sync of a few submissions asks. Each is repeated; the median counts. */
async function callsOn(store: SqliteStore, sample: readonly LedgerEntry[]) {
  const keys = sample.map(({ key }) => key);
  const learners = Array.from({ length: 20 }, (_, index) => `learner-${index}`);
  const { fence } = await value(store.lease.acquire(TARGET, 'bench', 600_000));
  let batches = 0;
  return {
    'pending.load, 500 documents': () => value(store.pending.load({ documents: 500, responses: 10_000 })),
    'pending.count': () => value(store.pending.count()),
    'submissions.count': () => value(store.submissions.count()),
    'stats.learners, 20': () => value(store.stats.learners(learners)),
    'stats.sessions, 20': () =>
      value(store.stats.sessions(learners.map((id) => id.replace('learner', 'session')))),
    'ledger.find, 200 keys': () => value(store.ledger.find(TARGET, 'responses', keys)),
    'ledger.ownedBy, 20': () => value(store.ledger.ownedBy(TARGET, 'responses', learners)),
    'ledger.last': () => value(store.ledger.last(TARGET, 'responses')),
    'ledger.countRows': () => value(store.ledger.countRows(TARGET)),
    'ledger.markSeen, 200 keys': () => value(store.ledger.markSeen(TARGET, 'responses', 'scan', [...sample])),
    'journal.record and settle, 200 rows': async () => {
      batches += 1;
      const acknowledged = (await value(store.pending.load({ documents: 20, responses: 1_000 }))).flatMap(
        toRef,
      );
      const entries = sample.map((entry) => ({ ...entry, hash: `hash-${batches}` }));
      const to = `revision_${batches}`;
      const entry = aJournalEntry({ target: TARGET, to, effects: someEffects({ entries, acknowledged }) });
      await value(store.journal.record(entry, fence));
      await value(store.journal.settle(TARGET, to, fence));
    },
  };
}

function toRef(change: PendingChange): ChangeRef[] {
  if (change.kind !== 'submission') return [];
  return [{ kind: change.kind, id: change.submission.submission_id, version: change.version }];
}

async function median(call: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = performance.now();
    await call();
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[ROUNDS >> 1] ?? Number.NaN;
}

async function insertsPerSecond(store: SqliteStore, callers: number, total: number): Promise<number> {
  let left = total;
  const start = performance.now();
  const caller = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const stored = aSubmission({ submission_id: randomUUID(), responses: someResponses(5) });
      await value(store.submissions.insert(stored));
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
  return Math.round((total / (performance.now() - start)) * 1_000);
}

const directory = mkdtempSync(join(tmpdir(), 'quiz-sync-bench-'));
try {
  const [few, many] = [join(directory, 'few.db'), join(directory, 'many.db')];
  const samples = [fill(few, FEW), fill(many, MANY)] as const;
  const stores = [await openSqliteStore(few), await openSqliteStore(many)] as const;
  const onFew = await callsOn(stores[0], samples[0]);
  const onMany = await callsOn(stores[1], samples[1]);
  process.stdout.write(`milliseconds with ${FEW} and with ${MANY} submissions and ledger rows\n`);
  for (const name of Object.keys(onFew) as (keyof typeof onFew)[]) {
    const [a, b] = [await median(onFew[name]), await median(onMany[name])];
    const times = `${a.toFixed(2).padStart(8)} ${b.toFixed(2).padStart(8)}`;
    process.stdout.write(`  ${name.padEnd(38)}${times}   ratio ${(b / a).toFixed(2)}\n`);
  }
  const alone = await insertsPerSecond(stores[0], 1, 1_000);
  const together = await insertsPerSecond(stores[0], 50, 20_000);
  process.stdout.write(
    `inserts a second: ${alone} by one caller, ${together} by 50 at once; ratio ${(together / alone).toFixed(1)}\n`,
  );
  await Promise.all(stores.map((store) => store.close()));
} finally {
  rmSync(directory, { recursive: true });
}
