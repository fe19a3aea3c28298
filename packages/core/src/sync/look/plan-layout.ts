import type { TabRecord } from '../../ports/sheet-ledger.js';
import type { CellFormat, SheetChange, TabSnapshot } from '../../ports/sheets-port.js';
import { KEY_HEADER, managedHeaders, type TabLayout } from '../../tabs/tab-layout.js';
import { findKeyColumn, type TabFinding } from './tab-columns.js';

/** What making the missing tabs and columns takes. */
export interface LayoutPlan {
  readonly changes: readonly SheetChange[];
  /** The tabs made or completed, as they are afterwards. */
  readonly records: readonly TabRecord[];
}

const WARNING =
  'Kept by Quiz Sync: what you type here is overwritten. Columns of your own are never touched.';

/**
 * Plans what is missing, and nothing else. Empty when all is there. `usedColumns` says for tabs that get columns how
 * many are in use, with or without a header: new ones go to the right of them. A new tab gets `newRows` rows.
 */
export function planLayout(
  findings: readonly TabFinding[],
  tabs: readonly TabSnapshot[],
  usedColumns: ReadonlyMap<number, number>,
  newRows: number,
): LayoutPlan {
  const taken = new Set(tabs.map((tab) => tab.tabId));
  const titles = new Set(tabs.map((tab) => tab.title));
  const plans = findings.map((finding) => {
    if (finding.type === 'tab_missing') return planTab(finding.layout, { taken, titles, newRows });
    if (finding.type === 'columns_missing') {
      const { layout, snapshot, headers } = finding;
      return planColumns(
        layout,
        snapshot,
        headers,
        usedColumns.get(snapshot.tabId) ?? snapshot.headers.length,
      );
    }
    return { changes: [], records: [] };
  });
  return {
    changes: plans.flatMap((plan) => plan.changes),
    records: plans.flatMap((plan) => plan.records),
  };
}

function planTab(
  layout: TabLayout,
  { taken, titles, newRows }: { taken: Set<number>; titles: Set<string>; newRows: number },
): LayoutPlan {
  const tabId = freeTabId(layout, taken);
  const title = freeTitle(layout.title, titles);
  const headers = managedHeaders(layout);
  const { changes, records } = planColumns(
    layout,
    { tabId, title, rowCount: newRows, columnCount: headers.length, headers: [] },
    headers,
    0,
  );
  const add: SheetChange = {
    type: 'add_tab',
    tabId,
    title,
    rowCount: newRows,
    columnCount: headers.length,
  };
  return { changes: [add, ...changes], records };
}

/** The same id for the same tab wherever it is free, so that a batch sent twice cannot make two. */
function freeTabId(layout: TabLayout, taken: Set<number>): number {
  let id = 731_000_000;
  for (const character of layout.tab) id += character.charCodeAt(0) * 1_009;
  while (taken.has(id)) id += 1;
  taken.add(id);
  return id;
}

/** People may have given the title to a tab of their own after deleting or renaming ours. */
function freeTitle(title: string, titles: Set<string>): string {
  let free = title;
  for (let number = 2; titles.has(free); number += 1) free = `${title} (${number})`;
  titles.add(free);
  return free;
}

/** Adds headers right of everything that is there, and dresses the new columns alone. */
function planColumns(
  layout: TabLayout,
  tab: TabSnapshot,
  headers: readonly string[],
  firstColumn: number,
): LayoutPlan {
  const columnCount = firstColumn + headers.length;
  const changes: SheetChange[] = [];
  if (columnCount > tab.columnCount) changes.push({ type: 'resize_tab', tabId: tab.tabId, columnCount });
  changes.push(
    { type: 'write_cells', tabId: tab.tabId, firstRow: 0, firstColumn, rows: [headers] },
    { type: 'dress_header', tabId: tab.tabId, firstColumn, columns: headers.length },
    ...headers.flatMap((header, index) => dressColumn(layout, tab, header, firstColumn + index)),
  );
  const added = headers.indexOf(KEY_HEADER);
  const record: TabRecord = {
    tab: layout.tab,
    tabId: tab.tabId,
    headers: managedHeaders(layout),
    keyColumn: added === -1 ? findKeyColumn(tab.headers) : firstColumn + added,
    nextRow: 1,
  };
  return { changes, records: [record] };
}

function dressColumn(layout: TabLayout, tab: TabSnapshot, header: string, column: number): SheetChange[] {
  const { tabId } = tab;
  const format: CellFormat = layout.columns.find((each) => each.header === header)?.format ?? 'text';
  const changes: SheetChange[] = [
    {
      type: 'format_cells',
      range: { tabId, firstRow: 1, rows: undefined, firstColumn: column, columns: 1 },
      format,
    },
    { type: 'warn_on_edit', tabId, column, description: WARNING },
  ];
  if (header === KEY_HEADER) changes.push({ type: 'hide_column', tabId, column });
  return changes;
}
