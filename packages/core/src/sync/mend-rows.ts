import { ok, okAsync, type ResultAsync, safeTry } from 'neverthrow';
import type { LedgerEntry } from '../ports/sheet-ledger.js';
import type { JournalEntry } from '../ports/sync-journal.js';
import type { HitKey, TabMend } from './mend-astray.js';
import type { MisplacedKey } from './read-back.js';
import { scanTab } from './scan-tab.js';
import { blockRange, standingCells, type WriteCells, writeCell, writtenBlocks } from './standing-cells.js';
import { readSheet, type SyncError, type SyncSession } from './sync-session.js';

/**
 * Rows of one tab were moved. Updates went to rows of others: both are written again. Those that went to rows without a
 * key are taken back, since nothing of ours belongs there. When rows were inserted above new
 * ones, these went onto the last rows that had been there: such a row gets its key back where it stands, since what
 * people keep beside it is there too, and the new row is added again below.
 */
export function mendRows(
  session: SyncSession,
  entry: JournalEntry,
  misplaced: readonly MisplacedKey[],
): ResultAsync<TabMend, SyncError> {
  const [first] = misplaced;
  if (first === undefined) throw new TypeError('mendRows needs a row that was moved');
  const { tab } = first.check;
  const above = misplaced.find(({ check }) => !check.written);
  return safeTry(async function* () {
    const under = above === undefined ? NOTHING_UNDER : yield* rowsUnder(session, entry, above);
    const forgotten = new Set(yield* scanTab(session, first.check));
    const buried = under.rows.filter(({ key }) => forgotten.has(key));
    const shift = under.shift ?? under.firstAdded - (buried[0]?.row ?? 0);
    const back = buried.map((each) => ({ ...each, row: each.row + shift, hash: '' }));
    const placed = yield* placedNow(session, entry, tab);
    const backRows = new Set(back.map(({ row }) => row));
    const displaced = placed.filter(({ row }) => backRows.has(row));
    const hits: HitKey[] = [
      ...misplaced.flatMap(hitBy),
      ...[...forgotten].map((key) => ({ tab, key })),
      ...displaced.map(({ key }) => ({ tab, key })),
    ];
    const hitKeys = new Set(hits.map(({ key }) => key));
    const keyless = misplaced.filter(({ check, found }) => check.written && found === '');
    return ok({
      hits,
      entries: [...placed.filter(({ key }) => !hitKeys.has(key)), ...back],
      removed: displaced.map(({ key }) => ({ tab, key })),
      repairs: [
        ...back.map(({ row, key }) => writeCell(first.check.tabId, row, first.check.keyColumn, key)),
        ...(yield* takenBack(session, entry, keyless)),
      ],
      checks: keyless.map(({ check }) => ({ ...check, key: '' })),
    });
  });
}

/** Blanks what the batch left in rows without a key, where it still stands. */
function takenBack(
  session: SyncSession,
  entry: JournalEntry,
  keyless: readonly MisplacedKey[],
): ResultAsync<WriteCells[], SyncError> {
  const [first] = keyless;
  if (first === undefined) return okAsync([]);
  const { tabId } = first.check;
  const rows = new Set(keyless.map(({ check }) => check.row));
  const written = writtenBlocks(entry, tabId).filter(({ firstRow, rows: { length } }) =>
    keyless.some(({ check: { row } }) => row >= firstRow && row < firstRow + length),
  );
  return readSheet(session, { tabs: [tabId], ranges: written.map(blockRange) }).map(({ cells }) =>
    written
      .flatMap((block, index) => standingCells(block, cells[index] ?? []))
      .filter(({ row }) => rows.has(row))
      .map(({ row, column }) => writeCell(tabId, row, column, null)),
  );
}

/** The row that was meant, and the one that stood there. Above an added block nothing was written. */
export function hitBy({ check, found }: MisplacedKey): HitKey[] {
  const keys = check.written ? [check.key, found] : [];
  return keys.filter((key) => key !== '').map((key) => ({ tab: check.tab, key }));
}

/** Rows that may lie under a block of new rows. */
interface RowsUnder {
  readonly rows: readonly LedgerEntry[];
  /** First row of the block. */
  readonly firstAdded: number;
  /** By how much they had moved down; `undefined` when only what is missing after a scan can tell. */
  readonly shift: number | undefined;
}

const NOTHING_UNDER: RowsUnder = { rows: [], firstAdded: 0, shift: 0 };

/**
 * By the ledger as it was before. The row that now stands where our last one was tells how far rows moved, and so which
 * ones came to lie under the block. When it is one of those inserted, they came after the last row that is still there,
 * and are taken to be as few as can be.
 */
function rowsUnder(
  { store, target }: SyncSession,
  entry: JournalEntry,
  { check: { tab, row }, found }: MisplacedKey,
): ResultAsync<RowsUnder, SyncError> {
  const added = addedRows(entry, tab);
  const firstAdded = Math.min(...added);
  if (added.length === 0) return okAsync(NOTHING_UNDER);
  return safeTry(async function* () {
    const [known] = found === '' ? [] : yield* store.ledger.find(target, tab, [found]);
    const shift = known === undefined || known.row >= row ? undefined : row - known.row;
    const first = Math.max(1, shift === undefined ? row + 1 - added.length : firstAdded - shift);
    const rows = yield* store.ledger.inRows(target, tab, first, Math.min(row, first + added.length - 1));
    return ok({ rows, firstAdded, shift });
  });
}

/** Where a batch put new rows: one block. */
function addedRows({ effects }: JournalEntry, tab: LedgerEntry['tab']): number[] {
  const updated = new Set(
    effects.checks.flatMap((check) => (check.written && check.tab === tab ? [check.row] : [])),
  );
  return effects.entries.flatMap((each) => (each.tab === tab && !updated.has(each.row) ? [each.row] : []));
}

/** The batch's rows where the scan found them. */
function placedNow(
  { store, target }: SyncSession,
  entry: JournalEntry,
  tab: LedgerEntry['tab'],
): ResultAsync<LedgerEntry[], SyncError> {
  const entries = entry.effects.entries.filter((each) => each.tab === tab);
  return store.ledger
    .find(
      target,
      tab,
      entries.map(({ key }) => key),
    )
    .map((known) => {
      const rows = new Map(known.map(({ key, row }) => [key, row]));
      return entries.flatMap((each) => {
        const row = rows.get(each.key);
        return row === undefined ? [] : [{ ...each, row }];
      });
    })
    .mapErr((error): SyncError => error);
}
