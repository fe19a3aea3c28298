/**
 * How long does it take to move a store? A store with so many submissions and ledger rows (200,000 of each unless another
 * number is given) is copied from file to file and compared; measured against reading it once and doing nothing with it.
 *
 *     npm run build && npm exec -- node test/bench/copy-store.ts [submissions]
 *
 * Also tells the most memory it took, all of the process, which must not grow with the number.
 */
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ARCHIVE_KINDS, type CopyProgress, copyStore } from '@quiz-sync/core';
import { openSqliteStore, type SqliteStore } from '@quiz-sync/sqlite';
import { aLedgerEntry, aSubmission, someResponses } from '@quiz-sync/testing';
import { insertGroup } from '../../adapters/sqlite/dist/worker/insert-group.js';
import { putEntries } from '../../adapters/sqlite/dist/worker/ledger-entries.js';
import { openDatabase } from '../../adapters/sqlite/dist/worker/open-database.js';
import { toSubmissionRow } from '../../adapters/sqlite/dist/worker/submission-row.js';

const [, , given = '200000', fillPath] = process.argv;
const COUNT = Number(given);
const GROUP = 500;
const PAGE = 500;
const TARGET = 'spreadsheet-1';

function fill(path: string): void {
  const connection = openDatabase(path, {});
  for (let first = 0; first < COUNT; first += GROUP) {
    const submissions = Array.from({ length: Math.min(GROUP, COUNT - first) }, (_, offset) =>
      aSubmission({
        submission_id: randomUUID(),
        user_id: `learner-${(first + offset) % 5_000}`,
        session_id: `session-${(first + offset) % 20_000}`,
        responses: someResponses(1),
      }),
    );
    insertGroup(connection, submissions.map(toSubmissionRow));
    const entries = submissions.map(({ submission_id, user_id }, offset) =>
      aLedgerEntry({ tab: 'responses', key: `${submission_id}:0`, owner: user_id, row: first + offset + 1 }),
    );
    connection.write(() => putEntries(connection, TARGET, entries, connection.now()));
  }
  connection.close();
}

async function readOnce({ archive }: SqliteStore): Promise<void> {
  for (const kind of ARCHIVE_KINDS) {
    let cursor: string | undefined;
    do cursor = (await archive.read(kind, cursor, PAGE))._unsafeUnwrap().next;
    while (cursor !== undefined);
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const beganAt = performance.now();
  await work();
  return performance.now() - beganAt;
}

const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`;

// By a process of its own, so that its memory does not count.
if (fillPath !== undefined) {
  fill(fillPath);
  process.exit();
}

const directory = mkdtempSync(join(tmpdir(), 'quiz-sync-copy-bench-'));
try {
  const path = join(directory, 'from.db');
  execFileSync(process.execPath, [fileURLToPath(import.meta.url), given, path]);
  const from = await openSqliteStore(path);
  await from.syncState.adoptTarget(TARGET);
  const to = await openSqliteStore(join(directory, 'to.db'));
  const reading = await timed(() => readOnce(from));
  let verifyingSince = 0;
  const onProgress = ({ phase }: CopyProgress): void => {
    if (phase === 'verifying' && verifyingSince === 0) verifyingSince = performance.now();
  };
  const copying = await timed(async () => {
    const copied = await copyStore({
      from: { name: 'bench', store: from },
      to,
      holder: 'bench',
      pageSize: PAGE,
      onProgress,
    });
    copied._unsafeUnwrap();
  });
  const verifying = performance.now() - verifyingSince;
  const ratio = (ms: number) => `${seconds(ms)}, ${(ms / reading).toFixed(2)} times`;
  const lines = [
    `${COUNT.toLocaleString('en-US')} submissions and as many rows of the ledger`,
    `reading all once   ${seconds(reading)}`,
    `copying            ${ratio(copying - verifying)}`,
    `comparing          ${ratio(verifying)}`,
    `most memory        ${Math.round(process.resourceUsage().maxRSS / 1_024)} MB`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  await Promise.all([from.close(), to.close()]);
} finally {
  rmSync(directory, { recursive: true, force: true });
}
