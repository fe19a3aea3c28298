import { ok, okAsync, type ResultAsync, safeTry } from 'neverthrow';
import type { HeaderCheck, JournalEntry } from '../../ports/sync-journal.js';
import { findKeys } from '../look/find-keys.js';
import { cellText, keyRuns } from '../look/key-runs.js';
import type { ScanPlace } from '../look/scan-tab.js';
import { findKeyColumn } from '../look/tab-columns.js';
import { readSheet, type SyncError, type SyncSession } from '../sync-session.js';
import { batchRows } from './batch-rows.js';
import type { TabMend } from './mend-astray.js';
import {
  blockRange,
  standingCells,
  type WriteCells,
  type WrittenCell,
  writeCell,
  writtenBlocks,
  wroteOver,
} from './standing-cells.js';

/**
 * Columns of one tab were moved: before the write arrived, or (when its answer was lost) after it. Every row that the
 * batch wrote there is written again. A new row whose key stands in the key column stays; any other is blanked where it
 * still stands, and added again. What the batch left in columns that are not ours is blanked as well: there was nothing
 * in new rows, nor in a column that people had just inserted. A key that was written over gets back, or, if rows moved
 * as well, nobody knows whose it was: then its row is emptied, and whoever is missed is added again. Only a cell of
 * theirs that was moved to where ours had been, in a row that was updated, cannot be brought back;
 * `docs/guarantees.md` says so.
 */
export function mendColumns(
  session: SyncSession,
  entry: JournalEntry,
  { tab, tabId, columns }: HeaderCheck,
): ResultAsync<TabMend, SyncError> {
  return safeTry(async function* () {
    const written = writtenBlocks(entry, tabId);
    const ranges = [
      { tabId, firstRow: 0, rows: 1, firstColumn: 0, columns: undefined },
      ...written.map(blockRange),
    ];
    const { cells } = yield* readSheet(session, { tabs: [tabId], ranges });
    const [headerRow, ...blocks] = cells;
    const headers = (headerRow?.[0] ?? []).map(cellText);
    const keyColumn = findKeyColumn(headers);
    const { added, updated, checks } = batchRows(entry, tab);
    const places = yield* findKeys(session, { tabId, keyColumn }, new Set(added.map(({ key }) => key)));
    const keys = yield* keysNow(session, entry, { tab, tabId, keyColumn });
    const isOver = (row: number) =>
      written.some((block, index) => wroteOver(block, blocks[index] ?? [], { row, column: keyColumn }));
    const keysHit = new Map([...updated].filter(([row]) => isOver(row)));
    const found = {
      ...{ tabId, keyColumn, keysHit, managed: managedNow(columns, headers) },
      rowsMoved: checks.some(({ row, key }) => !keysHit.has(row) && keys.get(row) !== key),
      staying: new Set([...[...updated.keys()].filter((row) => keys.get(row) !== ''), ...places.values()]),
      astray: written.flatMap((block, index) => standingCells(block, blocks[index] ?? [])),
    };
    // Rows of ours that were written to, whatever was meant: they are as wrong as those that were meant.
    const hit = [...keys].flatMap(([row, key]) => (key === '' || keysHit.has(row) ? [] : [key]));
    const gone = entry.effects.removed.filter((each) => each.tab === tab).map(({ key }) => key);
    return ok({
      hits: [...added.map(({ key }) => key), ...updated.values(), ...gone, ...hit].map((key) => ({
        tab,
        key,
      })),
      entries: added.flatMap((each) => {
        const row = places.get(each.key);
        return row === undefined ? [] : [{ ...each, row, hash: '' }];
      }),
      checks: [],
      removed: added.filter(({ key }) => !places.has(key)).map(({ key }) => ({ tab, key })),
      repairs: repairsOf(found),
    });
  });
}

interface Found {
  readonly tabId: number;
  readonly keyColumn: number;
  /** Where managed columns are now. */
  readonly managed: ReadonlySet<number>;
  /** Updated rows whose key was written over, with that key. */
  readonly keysHit: ReadonlyMap<number, string>;
  readonly rowsMoved: boolean;
  /** Rows of ours, which are written again in their managed columns. */
  readonly staying: ReadonlySet<number>;
  readonly astray: readonly WrittenCell[];
}

function repairsOf({ tabId, keyColumn, managed, keysHit, rowsMoved, staying, astray }: Found): WriteCells[] {
  const keys = [...keysHit].flatMap(([row, key]) =>
    rowsMoved
      ? [...managed].map((column) => writeCell(tabId, row, column, null))
      : [writeCell(tabId, row, keyColumn, key)],
  );
  return [
    ...astray
      .filter(({ row, column }) => !(staying.has(row) || keysHit.has(row)) || !managed.has(column))
      .map(({ row, column }) => writeCell(tabId, row, column, null)),
    ...keys,
  ];
}

/** What stands in the key column in all rows that the batch wrote, or that tell whether rows have moved. */
function keysNow(
  session: SyncSession,
  { effects }: JournalEntry,
  { tab, tabId, keyColumn }: ScanPlace,
): ResultAsync<Map<number, string>, SyncError> {
  const places = [...effects.entries, ...effects.checks].filter((each) => each.tab === tab);
  const runs = keyColumn === -1 ? [] : keyRuns(tabId, keyColumn, places);
  if (runs.length === 0) return okAsync(new Map());
  return readSheet(session, { tabs: [tabId], ranges: runs.map(({ range }) => range) }).map(
    ({ cells }) =>
      new Map(
        runs.flatMap(({ range, expected }, index) =>
          expected.map(({ row }) => [row, cellText(cells[index]?.[row - range.firstRow]?.[0])] as const),
        ),
      ),
  );
}

/** Where managed columns are now. */
function managedNow(columns: HeaderCheck['columns'], headers: readonly string[]): Set<number> {
  const wanted = new Set(columns.map(({ header }) => header));
  return new Set(headers.flatMap((header, column) => (wanted.has(header.trim()) ? [column] : [])));
}
