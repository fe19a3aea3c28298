import type { LedgerEntry, TabRecord } from '../ports/sheet-ledger.js';
import type { CellRange } from '../ports/sheets-port.js';
import type { TabName } from '../tabs/tab-name.js';
import { changeTab, type RowChange } from './row-change.js';

/** What one range of the read is for. */
export type Probe =
  /** The key cells of rows we mean to write, and of the last row we know: are they where we think? */
  | {
      readonly type: 'keys';
      readonly tab: TabName;
      readonly range: CellRange;
      readonly expected: ReadonlyMap<number, string>;
    }
  /** Everything from where new rows may go down to the tab's end: is it free? */
  | { readonly type: 'space'; readonly tab: TabName; readonly range: CellRange };

/** Rows this near are read in one range: a few needless key cells cost less than one more range. */
const MERGE_GAP = 20;

/** The cells a batch of changes needs to see first. `last` is the ledger's last entry of each tab that gets new rows. */
export function planProbes(
  changes: readonly RowChange[],
  records: readonly TabRecord[],
  last: ReadonlyMap<TabName, LedgerEntry>,
): Probe[] {
  return records.flatMap((record) => {
    const ofTab = changes.filter((change) => changeTab(change) === record.tab);
    if (ofTab.length === 0) return [];
    const adds = ofTab.some((change) => change.type === 'add');
    const lastEntry = adds ? last.get(record.tab) : undefined;
    const probes = keyProbes(record, expectedKeys(ofTab, lastEntry));
    return adds ? [...probes, spaceProbe(record, lastEntry)] : probes;
  });
}

function expectedKeys(changes: readonly RowChange[], last: LedgerEntry | undefined): [number, string][] {
  const expected = new Map<number, string>();
  if (last !== undefined) expected.set(last.row, last.key);
  for (const change of changes) {
    if (change.type === 'update') expected.set(change.at, change.row.key);
    if (change.type === 'blank') expected.set(change.entry.row, change.entry.key);
  }
  return [...expected].sort(([a], [b]) => a - b);
}

function keyProbes(record: TabRecord, expected: readonly [number, string][]): Probe[] {
  const runs: [number, string][][] = [];
  let run: [number, string][] = [];
  for (const entry of expected) {
    const previous = run.at(-1);
    if (previous === undefined || entry[0] - previous[0] > MERGE_GAP) {
      run = [];
      runs.push(run);
    }
    run.push(entry);
  }
  return runs.map((rows) => keyProbe(record, rows));
}

function keyProbe(record: TabRecord, rows: readonly [number, string][]): Probe {
  const firstRow = rows[0]?.[0] ?? 0;
  const lastRow = rows.at(-1)?.[0] ?? firstRow;
  const range = {
    tabId: record.tabId,
    firstRow,
    rows: lastRow - firstRow + 1,
    firstColumn: record.keyColumn,
    columns: 1,
  };
  return { type: 'keys', tab: record.tab, range, expected: new Map(rows) };
}

function spaceProbe(record: TabRecord, last: LedgerEntry | undefined): Probe {
  const firstRow = Math.max(record.nextRow, (last?.row ?? 0) + 1);
  return {
    type: 'space',
    tab: record.tab,
    range: { tabId: record.tabId, firstRow, rows: undefined, firstColumn: 0, columns: undefined },
  };
}
