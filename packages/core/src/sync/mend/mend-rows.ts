import { ok, okAsync, type ResultAsync, safeTry } from 'neverthrow';
import type { LedgerEntry } from '../../ports/sheet-ledger.js';
import type { JournalEntry, RowsUnder } from '../../ports/sync-journal.js';
import { scanTab } from '../look/scan-tab.js';
import { readSheet, type SyncError, type SyncSession } from '../sync-session.js';
import { batchRows } from './batch-rows.js';
import type { HitKey, TabMend } from './mend-astray.js';
import type { MisplacedKey } from './read-back.js';
import { blockRange, standingCells, type WriteCells, writeCell, writtenBlocks } from './standing-cells.js';

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
    const under = above === undefined ? NOTHING_UNDER : yield* rememberedUnder(session, entry, above);
    const forgotten = yield* scanTab(session, first.check);
    const back = yield* rowsBack(session, entry, under);
    const placed = yield* placedNow(session, entry, tab);
    const backRows = new Set(back.standing.map(({ row }) => row));
    const displaced = placed.filter(({ row }) => backRows.has(row));
    const hits: HitKey[] = [
      ...misplaced.flatMap(hitBy),
      ...[...forgotten, ...back.gone].map((key) => ({ tab, key })),
      ...displaced.map(({ key }) => ({ tab, key })),
    ];
    const hitKeys = new Set(hits.map(({ key }) => key));
    const keyless = misplaced.filter(({ check, found }) => check.written && found === '');
    return ok({
      hits,
      entries: [...placed.filter(({ key }) => !hitKeys.has(key)), ...back.standing],
      removed: displaced.map(({ key }) => ({ tab, key })),
      repairs: [
        ...back.standing.map(({ row, key }) => writeCell(first.check.tabId, row, first.check.keyColumn, key)),
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

const NOTHING_UNDER: RowsUnder = { rows: [], shift: 0 };

/** Furthest above our last row that rows are looked for when people's empty rows hide by how much they moved. */
const FURTHEST_UNDER = 1_000;

/**
 * Kept with the batch, since the scan that follows forgets where rows were: whoever mends it once more, after a crash
 * or a repair that was refused, goes by the same.
 */
function rememberedUnder(
  session: SyncSession,
  entry: JournalEntry,
  misplaced: MisplacedKey,
): ResultAsync<RowsUnder, SyncError> {
  const { tab } = misplaced.check;
  const { store, target, fence } = session;
  return safeTry(async function* () {
    const recorded = (yield* store.journal.unsettled(target)).find(({ to }) => to === entry.to) ?? entry;
    const known = recorded.effects.under?.[tab];
    if (known !== undefined) return ok(known);
    const under = yield* rowsUnder(session, entry, misplaced);
    const effects = { ...recorded.effects, under: { ...recorded.effects.under, [tab]: under } };
    yield* store.journal.record({ ...recorded, effects }, fence);
    return ok(under);
  });
}

/**
 * By the ledger as it was before. The row that now stands where our last one was tells how far rows moved, and so which
 * ones came to lie under the block. When it is one of those inserted, any of the last ones may have.
 */
function rowsUnder(
  { store, target }: SyncSession,
  entry: JournalEntry,
  { check: { tab, row }, found }: MisplacedKey,
): ResultAsync<RowsUnder, SyncError> {
  const added = batchRows(entry, tab).added.map((each) => each.row);
  if (added.length === 0) return okAsync(NOTHING_UNDER);
  return safeTry(async function* () {
    const [known] = found === '' ? [] : yield* store.ledger.find(target, tab, [found]);
    const shift = known === undefined || known.row >= row ? undefined : row - known.row;
    const first = shift === undefined ? row + 1 - FURTHEST_UNDER : Math.min(...added) - shift;
    const last = shift === undefined ? row : Math.min(row, first + added.length - 1);
    const rows = yield* store.ledger.inRows(target, tab, Math.max(1, first), last);
    return ok({ rows, ...(shift === undefined ? {} : { shift }) });
  });
}

interface RowsBack {
  /** Rows whose key is written back: where they came to stand, under new ones. */
  readonly standing: readonly LedgerEntry[];
  /** Keys that are not in the sheet any more. */
  readonly gone: readonly string[];
}

/**
 * After the tab was scanned: which of the rows are gone, and where they stand under new ones. By how much they moved is
 * told by those that are still there; if none is, they are taken to have moved by as little as can be.
 */
function rowsBack(
  { store, target }: SyncSession,
  entry: JournalEntry,
  { rows, shift }: RowsUnder,
): ResultAsync<RowsBack, SyncError> {
  const [first] = rows;
  if (first === undefined) return okAsync({ standing: [], gone: [] });
  const keys = rows.map(({ key }) => key);
  return store.ledger
    .find(target, first.tab, keys)
    .map((found) => {
      const now = new Map(found.map(({ key, row }) => [key, row]));
      const gone = rows.filter(({ key }) => !now.has(key));
      const added = new Set(batchRows(entry, first.tab).added.map(({ row }) => row));
      const moved = rows.map(({ key, row }) => (now.get(key) ?? row) - row).find((by) => by > 0);
      const by = shift ?? moved ?? Math.min(...added) - (gone[0]?.row ?? 0);
      const standing = gone.map((each) => ({ ...each, row: each.row + by, hash: '' }));
      return {
        standing: standing.filter(({ row }) => added.has(row)),
        gone: gone.map(({ key }) => key),
      };
    })
    .mapErr((error): SyncError => error);
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
