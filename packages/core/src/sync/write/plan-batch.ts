import { BLANKED, type LedgerEntry, type TabRecord } from '../../ports/sheet-ledger.js';
import type { CellFormat, CellRange, SheetChange } from '../../ports/sheets-port.js';
import type { HeaderCheck, KeyCheck } from '../../ports/sync-journal.js';
import { managedHeaders } from '../../tabs/tab-layout.js';
import type { TabName } from '../../tabs/tab-name.js';
import { changeTab, type RowChange } from '../load/row-change.js';
import type { TabColumns } from '../look/tab-columns.js';
import { blockCells, type CellBlock } from './cell-blocks.js';

/** One batch of rows, ready to be journalled and sent. */
export interface RowPlan {
  readonly changes: readonly SheetChange[];
  readonly entries: readonly LedgerEntry[];
  readonly removed: readonly { readonly tab: TabName; readonly key: string }[];
  readonly tabs: readonly TabRecord[];
  readonly checks: readonly KeyCheck[];
  readonly headers: readonly HeaderCheck[];
}

/** Where one tab's rows go. */
export interface TabPlace {
  readonly columns: TabColumns;
  /** The first free row; `undefined` when no row is added, so nobody looked. */
  readonly freeRow: number | undefined;
  /** Where the ledger has new rows go at the earliest. */
  readonly nextRow: number;
  /** Our last row, as the ledger has it and as it was just seen to stand; `undefined` when there is none, or nobody looked. */
  readonly last: LedgerEntry | undefined;
}

/**
 * Decides for every change which cells are written. Every change's tab must have its place. `spare`: rows that a tab
 * gets beyond what is needed when it has to be enlarged.
 */
export function planBatch(
  changes: readonly RowChange[],
  places: ReadonlyMap<TabName, TabPlace>,
  spare: number,
): RowPlan {
  const plans = [...places].map(([tab, place]) =>
    planTab(
      changes.filter((change) => changeTab(change) === tab),
      place,
      spare,
    ),
  );
  return {
    changes: plans.flatMap((plan) => plan.changes),
    entries: plans.flatMap((plan) => plan.entries),
    removed: plans.flatMap((plan) => plan.removed),
    tabs: plans.flatMap((plan) => plan.tabs),
    checks: plans.flatMap((plan) => plan.checks),
    headers: plans.flatMap((plan) => plan.headers),
  };
}

function planTab(changes: readonly RowChange[], place: TabPlace, spare: number): RowPlan {
  const { columns, freeRow = place.nextRow } = place;
  const placed = changes.map((change) => placeChange(change, columns));
  const added = changes.filter((change) => change.type === 'add');
  const entries: LedgerEntry[] = [];
  const cells: CellBlock[] = placed.flatMap(({ block, entry }) => {
    if (entry !== undefined) entries.push(entry);
    return block === undefined ? [] : [block];
  });
  for (const [index, change] of added.entries()) {
    const row = freeRow + index;
    cells.push({ row, columns: allColumns(columns), cells: [...change.row.cells, change.row.key] });
    entries.push(entryOf(change, row));
  }
  const end = freeRow + added.length;
  return {
    changes: [
      ...(added.length > 0 ? makeRoom(columns, end, spare) : []),
      ...blockCells(columns.snapshot.tabId, cells),
      ...eraseKeys(changes, columns),
      ...(added.length > 0 ? formatRows(columns, freeRow, added.length) : []),
    ],
    entries,
    removed: changes.flatMap((change) =>
      change.type === 'erase_key' ? [{ tab: change.entry.tab, key: change.entry.key }] : [],
    ),
    tabs: [tabRecord(columns, end)],
    checks: checksOf(changes, place),
    headers: [headerCheck(columns)],
  };
}

interface Placed {
  readonly block: CellBlock | undefined;
  readonly entry: LedgerEntry | undefined;
}

/** An update never writes the key cell: only a new row does. */
function placeChange(change: RowChange, columns: TabColumns): Placed {
  switch (change.type) {
    case 'update':
      return {
        block: { row: change.at, columns: columns.columns, cells: change.row.cells },
        entry: entryOf(change, change.at),
      };
    case 'blank': {
      const { entry } = change;
      const cells = columns.columns.map(() => null);
      return {
        block: { row: entry.row, columns: columns.columns, cells },
        entry: { ...entry, hash: BLANKED },
      };
    }
    case 'erase_key':
    case 'add':
      return { block: undefined, entry: undefined };
    default:
      return change satisfies never;
  }
}

function eraseKeys(changes: readonly RowChange[], columns: TabColumns): SheetChange[] {
  return changes.flatMap((change): SheetChange[] => {
    if (change.type !== 'erase_key') return [];
    const { tabId } = columns.snapshot;
    return [{ type: 'erase_text', tabId, column: columns.keyColumn, text: change.entry.key }];
  });
}

function entryOf(change: Extract<RowChange, { type: 'add' | 'update' }>, row: number): LedgerEntry {
  const { tab, key, owner, course } = change.row;
  return { tab, key, row, hash: change.hash, owner, course };
}

function allColumns(columns: TabColumns): number[] {
  return [...columns.columns, columns.keyColumn];
}

function makeRoom({ snapshot }: TabColumns, end: number, spare: number): SheetChange[] {
  if (end <= snapshot.rowCount) return [];
  return [{ type: 'resize_tab', tabId: snapshot.tabId, rowCount: end + spare }];
}

/** New rows show times as times and keep ids as text; rows that exist keep whatever formats people gave them. */
function formatRows(columns: TabColumns, firstRow: number, rows: number): SheetChange[] {
  const { tabId } = columns.snapshot;
  const formats: CellFormat[] = [...columns.layout.columns.map((column) => column.format), 'text'];
  return allColumns(columns).flatMap((column, index): SheetChange[] => {
    const format = formats[index] ?? 'text';
    if (format === 'boolean' || format === 'number') return [];
    const range: CellRange = { tabId, firstRow, rows, firstColumn: column, columns: 1 };
    return [{ type: 'format_cells', range, format }];
  });
}

function tabRecord(columns: TabColumns, end: number): TabRecord {
  return {
    tab: columns.layout.tab,
    tabId: columns.snapshot.tabId,
    headers: managedHeaders(columns.layout),
    keyColumn: columns.keyColumn,
    nextRow: end,
  };
}

function checksOf(changes: readonly RowChange[], place: TabPlace): KeyCheck[] {
  const { layout, snapshot, keyColumn } = place.columns;
  const at = { tab: layout.tab, tabId: snapshot.tabId, keyColumn };
  const checks = changes.flatMap((change): KeyCheck[] => {
    if (change.type === 'update') return [{ ...at, row: change.at, key: change.row.key, written: true }];
    if (change.type === 'blank')
      return [{ ...at, row: change.entry.row, key: change.entry.key, written: true }];
    return [];
  });
  const adds = changes.some(({ type }) => type === 'add');
  if (adds && place.last !== undefined)
    checks.push({ ...at, row: place.last.row, key: place.last.key, written: false });
  return checks;
}

export function headerCheck(columns: TabColumns): HeaderCheck {
  const { layout, snapshot } = columns;
  const headers = managedHeaders(layout);
  return {
    tab: layout.tab,
    tabId: snapshot.tabId,
    columns: allColumns(columns).map((column, index) => ({ column, header: headers[index] ?? '' })),
  };
}
