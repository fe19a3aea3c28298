import { ok, type ResultAsync, safeTry } from 'neverthrow';
import type { TabFinding } from '../sync/look/tab-columns.js';
import { keepLease, type SyncError, type SyncSession } from '../sync/sync-session.js';
import { type Comparison, compareOwnRows } from './compare-own-rows.js';
import { areStrays } from './confirm-strays.js';
import { addFinding, type DriftTally, newTally } from './drift-tally.js';
import { expectedRows } from './expected-rows.js';
import { type JudgedRows, judgeRows, type OwnRow, type StrayRow } from './judge-rows.js';
import { scanPlaces } from './scan-places.js';
import type { VerifyProgress } from './verify-report.js';
import { type KeyedRow, readPage, type WatchedTab } from './watched-tab.js';

/** What is done with what a page shows; nothing, unless drift is to be repaired. */
export interface PageRepair {
  /** Has rows written again by the next sync. */
  writeAgain(keys: readonly string[]): ResultAsync<void, SyncError>;
  /** Takes rows away that should not be there. */
  remove(strays: readonly StrayRow[]): ResultAsync<void, SyncError>;
}

export interface TabComparison extends Omit<Comparison, 'layout'> {
  /** Names the scan by which the ledger tells which keys were seen. */
  readonly scan: string;
  readonly repair: PageRepair | undefined;
  readonly onProgress: (progress: VerifyProgress) => void;
}

export type ComparedTab =
  | { readonly type: 'compared'; readonly tally: DriftTally }
  /** People moved rows from unread parts of the tab to those that had been read, or the other way round. */
  | { readonly type: 'moved' }
  | { readonly type: 'gone'; readonly finding: TabFinding };

/** Rows read at once. */
const PAGE_ROWS = 5_000;

/** Rows compared in one piece of work, so that whatever else the process does comes to its turn in between. */
const SLICE_ROWS = 500;

/**
 * Compares every row of a tab that has a key with what the store says it should hold, page by page. First sees where all
 * keys are, so that a row pasted twice is told from one that people moved.
 */
export function compareTab(
  session: SyncSession,
  tab: WatchedTab,
  comparison: TabComparison,
): ResultAsync<ComparedTab, SyncError> {
  const name = tab.columns.layout.tab;
  const tally = newTally(name);
  return safeTry(async function* () {
    const scanned = yield* scanPlaces(session, tab, comparison.scan, 'in_place', (done, total) =>
      comparison.onProgress({ phase: 'scanning', tab: name, done, total }),
    );
    if (scanned.type === 'gone') return ok(scanned);
    const { lastRow } = scanned;
    for (let firstRow = 1; firstRow <= lastRow; firstRow += PAGE_ROWS) {
      const rows = Math.min(PAGE_ROWS, lastRow - firstRow + 1);
      const page = yield* readPage(session, tab, 'cells', { firstRow, rows });
      if (page.type === 'gone') return ok<ComparedTab>(page);
      const strays = yield* comparePage(session, tab, page.rows, comparison, tally);
      if (!(yield* areStrays(session, tab, strays))) return ok({ type: 'moved' as const });
      for (const { found, kind } of strays) addFinding(tally, { kind, key: found.key, row: found.row + 1 });
      if (strays.length > 0) yield* comparison.repair?.remove(strays) ?? ok(undefined);
      comparison.onProgress({ phase: 'comparing', tab: name, done: firstRow + rows - 1, total: lastRow });
    }
    return ok<ComparedTab>({ type: 'compared', tally });
  });
}

function comparePage(
  session: SyncSession,
  tab: WatchedTab,
  rows: readonly KeyedRow[],
  comparison: TabComparison,
  tally: DriftTally,
): ResultAsync<StrayRow[], SyncError> {
  const { layout } = tab.columns;
  return safeTry(async function* () {
    const strays: StrayRow[] = [];
    for (let first = 0; first < rows.length; first += SLICE_ROWS) {
      yield* keepLease(session);
      const slice = rows.slice(first, first + SLICE_ROWS);
      const judged = yield* judgeSlice(session, tab, slice, comparison.scan);
      const drifted = yield* compareOwnRows({ ...comparison, layout }, judged.own, tally);
      if (drifted.length > 0) yield* comparison.repair?.writeAgain(drifted) ?? ok(undefined);
      strays.push(...(yield* withoutWaiting(judged.strays, comparison, tally)));
      await session.context.pause();
    }
    return ok(strays);
  });
}

function judgeSlice(
  session: SyncSession,
  { columns }: WatchedTab,
  rows: readonly KeyedRow[],
  scan: string,
): ResultAsync<JudgedRows, SyncError> {
  const { store, target } = session;
  const { tab } = columns.layout;
  const keys = [...new Set(rows.map(({ key }) => key))];
  return safeTry(async function* () {
    const entries = new Map((yield* store.ledger.find(target, tab, keys)).map((each) => [each.key, each]));
    const seen = new Set(yield* store.ledger.seen(target, tab, scan, keys));
    const expected = yield* expectedRows(session, tab, keys);
    const judged = judgeRows(rows, { entries, seen, expected });
    yield* noteOwnRows(session, scan, judged.own);
    return ok(judged);
  });
}

/** The ledger learns where our rows are, and of those that it had no memory of. */
function noteOwnRows(
  { store, target }: SyncSession,
  scan: string,
  own: readonly OwnRow[],
): ResultAsync<void, SyncError> {
  const [first] = own;
  return safeTry(async function* () {
    if (first === undefined) return ok(undefined);
    const unknown = own.filter(({ entry }) => entry === undefined);
    const adopted = unknown.map(({ found, expected: { tab, key, owner, course } }) => ({
      ...{ tab, key, owner, course, row: found.row, hash: '' },
    }));
    if (adopted.length > 0) yield* store.ledger.adopt(target, adopted);
    const places = own.map(({ found }) => ({ key: found.key, row: found.row }));
    yield* store.ledger.markSeen(target, first.expected.tab, scan, places);
    return ok(undefined);
  });
}

/** A row that a pending change is about to remove is no stray: the next sync takes it away. */
function withoutWaiting(
  strays: readonly StrayRow[],
  { waiting }: TabComparison,
  tally: DriftTally,
): ResultAsync<StrayRow[], SyncError> {
  const leaving = strays.filter(({ kind, entry }) => kind === 'foreign' && entry !== undefined);
  const keys = leaving.map(({ found }) => found.key);
  // The response rows of a learner who was erased go with what is pending of the learner.
  const owners = tally.tab === 'responses' ? leaving.flatMap(({ entry }) => entry?.owner ?? []) : [];
  return safeTry(async function* () {
    const awaited = yield* waiting.among(tally.tab, keys);
    const learners = yield* waiting.among('profiles', owners);
    const isLeaving = ({ found, entry }: StrayRow): boolean =>
      awaited.has(found.key) || learners.has(entry?.owner ?? '');
    const left = strays.filter((stray) => !leaving.includes(stray) || !isLeaving(stray));
    tally.waiting += strays.length - left.length;
    return ok(left);
  });
}
