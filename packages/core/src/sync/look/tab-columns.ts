import { OVERVIEW_TAB_ID } from '../../overview/overview-tab.js';
import type { TabRecord } from '../../ports/sheet-ledger.js';
import type { TabSnapshot } from '../../ports/sheets-port.js';
import { KEY_HEADER, managedHeaders, type TabLayout } from '../../tabs/tab-layout.js';

/** Where a tab's managed columns are right now. */
export interface TabColumns {
  readonly layout: TabLayout;
  readonly snapshot: TabSnapshot;
  /** Zero-based column of each of the layout's columns, in its order. */
  readonly columns: readonly number[];
  readonly keyColumn: number;
}

export type TabFinding =
  /** All there. */
  | { readonly type: 'ready'; readonly columns: TabColumns }
  /** There is no such tab: to be made. `wasThere`: people deleted it, so its rows must be made again too. */
  | { readonly type: 'tab_missing'; readonly layout: TabLayout; readonly wasThere: boolean }
  /** Columns that never were: to be added at the right. */
  | {
      readonly type: 'columns_missing';
      readonly layout: TabLayout;
      readonly snapshot: TabSnapshot;
      readonly headers: readonly string[];
    }
  /** Columns that were there have lost their header: writing would go astray, so the tab stops until a person mends it. */
  | {
      readonly type: 'headers_lost';
      readonly layout: TabLayout;
      readonly snapshot: TabSnapshot;
      readonly lost: readonly string[];
    };

/**
 * Finds one tab's columns by their headers. A tab we know is found by id, however it is called now; else by title. The
 * overview is people's, whatever they call it.
 */
export function findTabColumns(
  layout: TabLayout,
  tabs: readonly TabSnapshot[],
  record: TabRecord | undefined,
): TabFinding {
  const snapshot = findTab(layout, tabs, record);
  if (snapshot === undefined) return { type: 'tab_missing', layout, wasThere: record !== undefined };
  const wanted = managedHeaders(layout);
  const places = wanted.map((header) => findHeader(snapshot.headers, header));
  const missing = wanted.filter((_, index) => places[index] === -1);
  const lost = missing.filter((header) => record?.headers.includes(header));
  if (lost.length > 0) return { type: 'headers_lost', layout, snapshot, lost };
  if (missing.length > 0) return { type: 'columns_missing', layout, snapshot, headers: missing };
  const keyColumn = places.at(-1) ?? -1;
  return { type: 'ready', columns: { layout, snapshot, columns: places.slice(0, -1), keyColumn } };
}

function findTab(
  layout: TabLayout,
  tabs: readonly TabSnapshot[],
  record: TabRecord | undefined,
): TabSnapshot | undefined {
  if (record !== undefined) return tabs.find((tab) => tab.tabId === record.tabId);
  return tabs.find((tab) => tab.title === layout.title && tab.tabId !== OVERVIEW_TAB_ID);
}

/** Where a tab's keys are, by the header of their column; -1 when it is gone. */
export function findKeyColumn(headers: readonly string[]): number {
  return findHeader(headers, KEY_HEADER);
}

/** As {@link findKeyColumn}, in that one of the tabs; -1 also when it is not among them. */
export function keyColumnOf(tabs: readonly TabSnapshot[], tabId: number): number {
  return findKeyColumn(tabs.find((tab) => tab.tabId === tabId)?.headers ?? []);
}

/** The first column of that header; spaces around it do not count, since people leave them. */
function findHeader(headers: readonly string[], wanted: string): number {
  return headers.findIndex((header) => header.trim() === wanted);
}
