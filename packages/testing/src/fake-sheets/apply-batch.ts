import {
  type Cell,
  type ReadCell,
  type SheetBatch,
  type SheetChange,
  type SheetsError,
  type SourceColumn,
  serialNumber,
} from '@quiz-sync/core';
import { err, ok, type Result } from 'neverthrow';
import {
  emptyTab,
  type FakeRow,
  type FakeSpreadsheet,
  type FakeTab,
  replaceTab,
  trimmed,
  withCells,
} from './fake-spreadsheet.js';

/** Google's limit of a cell. */
const MAX_CELL_LENGTH = 50_000;

/** The spreadsheet after the batch, or why Google would refuse the whole of it. */
export function applyBatch(
  spreadsheet: FakeSpreadsheet,
  batch: SheetBatch,
): Result<FakeSpreadsheet, SheetsError> {
  if (spreadsheet.honoursRevision && spreadsheet.revision !== batch.from)
    return refuse('revision_conflict', `the revision is ${spreadsheet.revision}, not ${batch.from}`);
  let draft = spreadsheet;
  for (const change of joinWrites(batch.changes)) {
    const applied = applyChange(draft, change, batch.timeZone);
    if (applied.isErr()) return err(applied.error);
    draft = applied.value;
  }
  if (!draft.tabs.some((tab) => tab.tabId === batch.anchorTabId))
    return refuse('invalid_request', `no tab ${batch.anchorTabId} to anchor the revision in`);
  const cells = cellsOf(draft);
  if (cells > draft.cellLimit && cells > cellsOf(spreadsheet))
    return refuse(
      'cell_limit_reached',
      `This action would increase the number of cells in the workbook above the limit of ${draft.cellLimit} cells.`,
    );
  return ok({ ...draft, revision: batch.to, anchorTabId: batch.anchorTabId });
}

function cellsOf({ tabs }: FakeSpreadsheet): number {
  return tabs.reduce((sum, tab) => sum + tab.rowCount * tab.columnCount, 0);
}

type WriteCells = Extract<SheetChange, { type: 'write_cells' }>;

/** Writes to one tab in a row are done together, so that a long tab is copied once and not for each of its blocks. */
type JoinedChange =
  | Exclude<SheetChange, WriteCells>
  | { readonly type: 'write_blocks'; readonly tabId: number; readonly blocks: WriteCells[] };

function joinWrites(changes: readonly SheetChange[]): JoinedChange[] {
  const joined: JoinedChange[] = [];
  for (const change of changes) {
    const before = joined.at(-1);
    if (change.type !== 'write_cells') joined.push(change);
    else if (before?.type === 'write_blocks' && before.tabId === change.tabId) before.blocks.push(change);
    else joined.push({ type: 'write_blocks', tabId: change.tabId, blocks: [change] });
  }
  return joined;
}

function applyChange(
  spreadsheet: FakeSpreadsheet,
  change: JoinedChange,
  timeZone: string,
): Result<FakeSpreadsheet, SheetsError> {
  if (change.type === 'add_tab') return addTab(spreadsheet, change);
  if (change.type === 'add_overview') return addOverview(spreadsheet, change);
  const tabId = change.type === 'format_cells' ? change.range.tabId : change.tabId;
  const tab = spreadsheet.tabs.find((each) => each.tabId === tabId);
  if (tab === undefined) return refuse('invalid_request', `${change.type}: no tab ${tabId}`);
  return changeTab(tab, change, timeZone).map((changed) => replaceTab(spreadsheet, changed));
}

function addTab(
  spreadsheet: FakeSpreadsheet,
  { tabId, title, rowCount, columnCount }: Extract<SheetChange, { type: 'add_tab' }>,
): Result<FakeSpreadsheet, SheetsError> {
  const taken = spreadsheet.tabs.find((tab) => tab.tabId === tabId || tab.title === title);
  if (taken !== undefined)
    return refuse('invalid_request', `add_tab: ${taken.title} (${taken.tabId}) is there`);
  return ok({ ...spreadsheet, tabs: [...spreadsheet.tabs, emptyTab(tabId, title, rowCount, columnCount)] });
}

/** What it would show is the spreadsheet's own work: here it is a tab with a title in its first cell. */
function addOverview(
  spreadsheet: FakeSpreadsheet,
  { tabId, title, sources }: Extract<SheetChange, { type: 'add_overview' }>,
): Result<FakeSpreadsheet, SheetsError> {
  const lost = Object.values(sources).find((source) => !isThere(spreadsheet, source));
  if (lost !== undefined) return refuse('invalid_request', `add_overview: no column of ${lost.title}`);
  return addTab(spreadsheet, { type: 'add_tab', tabId, title, rowCount: 100, columnCount: 12 }).map(
    (added) => ({
      ...added,
      tabs: added.tabs.map((tab) => (tab.tabId === tabId ? { ...tab, rows: [['Overview']] } : tab)),
    }),
  );
}

function isThere({ tabs }: FakeSpreadsheet, { title, column }: SourceColumn): boolean {
  return tabs.some((tab) => tab.title === title && column < tab.columnCount);
}

function changeTab(
  tab: FakeTab,
  change: Exclude<JoinedChange, { type: 'add_tab' | 'add_overview' }>,
  timeZone: string,
): Result<FakeTab, SheetsError> {
  switch (change.type) {
    case 'resize_tab':
      return ok(resize(tab, change.rowCount ?? tab.rowCount, change.columnCount ?? tab.columnCount));
    case 'write_blocks':
      return writeBlocks(tab, change.blocks, timeZone);
    case 'erase_text':
      return ok({ ...tab, rows: eraseText(tab, change) });
    case 'format_cells':
      return ok({ ...tab, formats: [...tab.formats, { range: change.range, format: change.format }] });
    case 'dress_header': {
      const columns = Array.from({ length: change.columns }, (_, index) => change.firstColumn + index);
      return ok({ ...tab, dressedColumns: [...new Set([...tab.dressedColumns, ...columns])] });
    }
    case 'hide_column':
      return ok({ ...tab, hiddenColumns: [...new Set([...tab.hiddenColumns, change.column])] });
    case 'warn_on_edit': {
      const { column, description } = change;
      return ok({ ...tab, warnings: [...tab.warnings, { column, description }] });
    }
    default:
      return change satisfies never;
  }
}

function resize(tab: FakeTab, rowCount: number, columnCount: number): FakeTab {
  const rows = tab.rows.slice(0, rowCount).map((row) => trimmed(row.slice(0, columnCount)));
  return { ...tab, rowCount, columnCount, rows };
}

function writeBlocks(
  tab: FakeTab,
  blocks: readonly WriteCells[],
  timeZone: string,
): Result<FakeTab, SheetsError> {
  const rows = [...tab.rows];
  for (const block of blocks) {
    const problem = blockProblem(tab, block);
    if (problem !== undefined) return refuse('invalid_request', problem);
    while (rows.length < block.firstRow) rows.push([]);
    for (const [index, cells] of block.rows.entries()) {
      const row = block.firstRow + index;
      const read = cells.map((cell) => toReadCell(cell, timeZone));
      rows[row] = withCells(rows[row] ?? [], block.firstColumn, read);
    }
  }
  return ok({ ...tab, rows });
}

function blockProblem(tab: FakeTab, { firstRow, firstColumn, rows }: WriteCells): string | undefined {
  const columnsEnd = firstColumn + Math.max(0, ...rows.map((cells) => cells.length));
  if (firstRow + rows.length > tab.rowCount || columnsEnd > tab.columnCount)
    return `write_cells: outside of the ${tab.rowCount} × ${tab.columnCount} grid`;
  if (rows.flat().some((cell) => typeof cell === 'string' && cell.length > MAX_CELL_LENGTH))
    return `Your input contains more than the maximum of ${MAX_CELL_LENGTH} characters in a single cell.`;
  return undefined;
}

function toReadCell(cell: Cell, timeZone: string): ReadCell {
  if (cell === '') return null;
  return typeof cell === 'object' && cell !== null ? serialNumber(cell.instant, timeZone) : cell;
}

function eraseText(tab: FakeTab, change: Extract<SheetChange, { type: 'erase_text' }>): FakeRow[] {
  const { column, text, row: only } = change;
  return tab.rows.map((row, index) =>
    (only === undefined || only === index) && row[column] === text ? withCells(row, column, [null]) : row,
  );
}

function refuse(
  type: 'revision_conflict' | 'invalid_request' | 'cell_limit_reached',
  message: string,
): Result<never, SheetsError> {
  return err({ type, message });
}
