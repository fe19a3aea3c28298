/** One guard behind a promise, and how to take it out. */
export interface Guard {
  readonly name: string;
  /** The promise of the README that it holds, by number. */
  readonly promise: number;
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly find: string;
  readonly replace: string;
  /** What must go red: paths for vitest. */
  readonly tests: readonly string[];
  /** Of these only the tests whose name holds this: where others would never end without the guard. */
  readonly only?: string;
}

const SYNC = 'packages/core/src/sync';
const SYNC_TESTS = ['packages/core/test/sync'];

export const GUARDS: readonly Guard[] = [
  {
    name: 'a submission is stored before it is answered',
    promise: 1,
    file: 'adapters/sqlite/src/worker/open-database.ts',
    find: 'PRAGMA synchronous = FULL;',
    replace: 'PRAGMA synchronous = NORMAL;',
    tests: ['adapters/sqlite/test'],
  },
  {
    name: 'the assertion of synchronous=FULL',
    promise: 1,
    file: 'adapters/sqlite/src/worker/open-database.ts',
    find: 'if (synchronous !== 2)',
    replace: 'if (synchronous > 2)',
    tests: ['adapters/sqlite/test'],
  },
  {
    name: 'a submission asks Google nothing',
    promise: 2,
    file: 'packages/core/src/use-cases/store-submission.ts',
    find: 'return deps.store.submissions.insert(submission)',
    replace:
      'return deps.sheets.read({ tabs: [], ranges: [] }).orElse(() => okAsync(undefined)).andThen(() => deps.store.submissions.insert(submission))',
    tests: SYNC_TESTS,
  },
  {
    name: 'a store that was open once is not made anew when its file is gone',
    promise: 1,
    file: 'adapters/sqlite/src/worker/thread.ts',
    find: 'if (isReopening) requireFile(path);',
    replace: "if (isReopening && path === '') requireFile(path);",
    tests: ['adapters/sqlite/test/thread-keeper.test.ts'],
  },
  {
    name: 'the unique key of a submission',
    promise: 3,
    file: 'adapters/sqlite/src/worker/insert-group.ts',
    find: 'ON CONFLICT (submission_id) DO NOTHING',
    replace: 'ON CONFLICT (submission_id) DO UPDATE SET document = excluded.document',
    tests: ['adapters/sqlite/test'],
  },
  {
    name: "the revision's compare, in what is sent to Google",
    promise: 3,
    file: 'adapters/google-sheets/src/build-batch.ts',
    find: 'batch.from === null ? []',
    replace: 'batch.from !== undefined ? []',
    tests: ['adapters/google-sheets/test'],
  },
  {
    name: "the revision's compare, in what is read",
    promise: 3,
    file: `${SYNC}/see-to-sheet.ts`,
    find: 'if ((state.revision ?? null) === revision) return okAsync(false);',
    replace: 'if ((state.revision ?? null) !== undefined || revision === null) return okAsync(false);',
    tests: SYNC_TESTS,
  },
  {
    name: 'the journal',
    promise: 3,
    file: `${SYNC}/settle-journal.ts`,
    find: 'if (recorded.length === 0) return okAsync(undefined);',
    replace: 'if (recorded.length >= 0) return okAsync(undefined);',
    tests: SYNC_TESTS,
  },
  {
    name: 'a batch that may yet land is planned against, on the same revision',
    promise: 3,
    file: `${SYNC}/settle-journal.ts`,
    find: 'const applied = batches.find((entry) => entry.to === revision);',
    replace: 'const applied = batches[0];',
    tests: SYNC_TESTS,
  },
  {
    name: 'the proof that a spreadsheet honours the revision, before it is leaned on',
    promise: 3,
    file: `${SYNC}/settle-journal.ts`,
    find: 'revisionGuard === undefined || again ? proveRevision(session, snapshot) : okAsync(revisionGuard)',
    replace: "okAsync<RevisionGuard, SyncError>(revisionGuard ?? 'honoured')",
    tests: SYNC_TESTS,
  },
  {
    name: 'the wait for a batch that would not be refused',
    promise: 3,
    file: `${SYNC}/settle-journal.ts`,
    find: 'if (remainingMs > 0) return',
    replace: 'if (remainingMs < 0) return',
    tests: SYNC_TESTS,
  },
  {
    name: 'the keys read back when the revision cannot tell',
    promise: 3,
    file: `${SYNC}/regain-track.ts`,
    find: 'return scanTabs(session, () => false);',
    replace:
      'return session.store.journal.discard(session.target, session.fence).mapErr((error): SyncError => error);',
    tests: SYNC_TESTS,
  },
  {
    name: "the acknowledgement's version",
    promise: 3,
    file: 'adapters/sqlite/src/worker/acknowledge.ts',
    find: 'WHERE version = ? AND seq = (SELECT seq FROM submissions WHERE submission_id = ?)',
    replace: 'WHERE ? > 0 AND seq = (SELECT seq FROM submissions WHERE submission_id = ?)',
    tests: ['adapters/sqlite/test'],
  },
  {
    name: "the lease's fence",
    promise: 3,
    file: 'adapters/sqlite/src/worker/lease.ts',
    find: 'return sql(GUARD).get(target, fence) === undefined ? err(fenceLost(target, fence)) : work();',
    replace: 'return sql(GUARD).get(target, fence) === null ? err(fenceLost(target, fence)) : work();',
    tests: ['adapters/sqlite/test'],
  },
  {
    name: 'rows that hold what they should are not written',
    promise: 4,
    file: `${SYNC}/row-change.ts`,
    find: 'else if (entry.hash !== hash)',
    replace: "else if (entry.hash !== '-')",
    tests: SYNC_TESTS,
    only: 'writes only rows that changed',
  },
  {
    name: 'a batch is one call for all tabs',
    promise: 4,
    file: `${SYNC}/sync-batch.ts`,
    find: 'const batch = cutToBudget(work.rows);',
    replace: 'const batch = cutToBudget(work.rows).slice(0, 1);',
    tests: SYNC_TESTS,
    only: 'takes two calls',
  },
  {
    name: 'a batch is atomic (in the spreadsheet that all proofs stand on)',
    promise: 5,
    file: 'packages/sheets-emulator/src/model/spreadsheet.ts',
    find: 'log.rollback();',
    replace: '',
    tests: ['packages/sheets-emulator/test'],
  },
  {
    name: 'the check of keys before a write',
    promise: 6,
    file: `${SYNC}/probes.ts`,
    find: 'else if (misplacedKeys(probe.run, block).length > 0) moved.add(probe.tab);',
    replace: 'else if (misplacedKeys(probe.run, block).length < 0) moved.add(probe.tab);',
    tests: SYNC_TESTS,
  },
  {
    name: 'the read-back after a write',
    promise: 6,
    file: `${SYNC}/confirm-batch.ts`,
    find: 'if (astray.movedColumns.length + astray.misplaced.length > 0)',
    replace: 'if (astray.movedColumns.length + astray.misplaced.length < 0)',
    tests: SYNC_TESTS,
  },
  {
    name: 'the key of the last row, read back when rows were added below it',
    promise: 6,
    file: `${SYNC}/plan-batch.ts`,
    find: 'if (adds && place.last !== undefined)',
    replace: 'if (adds && place.last !== undefined && place.last.row < 0)',
    tests: ['packages/core/test/sync/in-the-moment.test.ts'],
  },
  {
    name: 'a header that is lost stops its tab',
    promise: 6,
    file: `${SYNC}/tab-columns.ts`,
    find: "if (lost.length > 0) return { type: 'headers_lost', layout, snapshot, lost };",
    replace: "if (lost.length < 0) return { type: 'headers_lost', layout, snapshot, lost };",
    tests: SYNC_TESTS,
  },
  {
    name: 'new rows go below everything that people have typed',
    promise: 6,
    file: `${SYNC}/probes.ts`,
    find: 'const freeRow = Math.max(1, firstRow + lastUsed + 1);',
    replace: 'const freeRow = Math.max(1, firstRow + Math.min(lastUsed, 0) + 1);',
    tests: SYNC_TESTS,
  },
  {
    name: 'an update never writes the key',
    promise: 6,
    file: `${SYNC}/plan-batch.ts`,
    find: 'block: { row: change.at, columns: columns.columns, cells: change.row.cells },',
    replace:
      'block: { row: change.at, columns: allColumns(columns), cells: [...change.row.cells, change.row.key] },',
    tests: SYNC_TESTS,
  },
  {
    name: 'calls keep within the quota',
    promise: 4,
    file: `${SYNC}/quota.ts`,
    find: 'return tokens >= 0 ? 0 : Math.ceil((-tokens / limits.perSecond) * 1_000);',
    replace: 'return tokens >= 0 ? 0 : 0;',
    tests: SYNC_TESTS,
  },
  {
    name: 'why a sync fails is told',
    promise: 7,
    file: `${SYNC}/record-run.ts`,
    find: '      problem,\n      lastRunAt: now,',
    replace: '      lastRunAt: now,',
    tests: SYNC_TESTS,
  },
  {
    name: 'a lease from before the clock was set back is over',
    promise: 7,
    file: 'packages/core/src/ports/lease.ts',
    find: 'LONGEST_LEASE_MS = 600_000',
    replace: 'LONGEST_LEASE_MS = 600_000_000_000',
    tests: ['packages/testing/test/memory-store.test.ts'],
  },
  {
    name: 'text is written as text',
    promise: 8,
    file: 'adapters/google-sheets/src/cell-value.ts',
    find: '{ stringValue: cell }',
    replace: "{ [cell.startsWith('=') ? 'formulaValue' : 'stringValue']: cell }",
    tests: ['adapters/google-sheets/test'],
  },
  {
    name: 'text that is cut carries a mark',
    promise: 8,
    file: 'packages/core/src/tabs/fit-cell.ts',
    find: 'return cell.slice(0, end) + mark;',
    replace: 'return cell.slice(0, end + mark.length);',
    tests: ['packages/core/test/tabs'],
  },
];
