import type { LedgerEntry, TabRecord } from '../../ports/sheet-ledger.js';
import type { CellRange, ReadCell } from '../../ports/sheets-port.js';
import type { TabName } from '../../tabs/tab-name.js';
import { changeTab, type RowChange } from '../load/row-change.js';
import { type ExpectedKey, type KeyRun, keyRuns, misplacedKeys } from './key-runs.js';

/** What one range of a sync run's read is for. */
export type Probe =
  /** Key cells of rows we mean to write, and of the last row we know: are they where we think? */
  | {
      readonly type: 'keys';
      readonly tab: TabName;
      readonly range: CellRange;
      readonly run: KeyRun<ExpectedKey>;
    }
  /** The last row known to be in use, and everything below it: where is it free? */
  | { readonly type: 'space'; readonly tab: TabName; readonly range: CellRange };

/** What the cells read say about the plan. */
export interface ProbeFindings {
  /** Tabs where a key is not where the ledger has it: people moved rows, so the tab's keys must be scanned. */
  readonly moved: ReadonlySet<TabName>;
  /** The first row below everything that is used, of tabs that get new rows. */
  readonly freeRows: ReadonlyMap<TabName, number>;
}

/** The cells a batch of changes needs to see first. `last` is the ledger's last entry of each tab that has one. */
export function planProbes(
  changes: readonly RowChange[],
  records: readonly TabRecord[],
  last: ReadonlyMap<TabName, LedgerEntry>,
): Probe[] {
  return records.flatMap((record) => {
    const ofTab = changes.filter((change) => changeTab(change) === record.tab);
    const adds = ofTab.some((change) => change.type === 'add');
    const lastEntry = adds ? last.get(record.tab) : undefined;
    const runs = keyRuns(record.tabId, record.keyColumn, expectedKeys(ofTab, lastEntry));
    const keys = runs.map((run): Probe => ({ type: 'keys', tab: record.tab, range: run.range, run }));
    return adds ? [...keys, spaceProbe(record, lastEntry)] : keys;
  });
}

function expectedKeys(changes: readonly RowChange[], last: LedgerEntry | undefined): ExpectedKey[] {
  const expected = changes.flatMap((change): ExpectedKey[] => {
    if (change.type === 'update') return [{ row: change.at, key: change.row.key }];
    if (change.type === 'blank') return [{ row: change.entry.row, key: change.entry.key }];
    return [];
  });
  return last === undefined ? expected : [...expected, { row: last.row, key: last.key }];
}

function spaceProbe(record: TabRecord, last: LedgerEntry | undefined): Probe {
  const firstRow = Math.max(record.nextRow, (last?.row ?? 0) + 1) - 1;
  const range = { tabId: record.tabId, firstRow, rows: undefined, firstColumn: 0, columns: undefined };
  return { type: 'space', tab: record.tab, range };
}

/** Compares the cells read (one block per probe, in order) with what the ledger expects. */
export function readProbes(
  probes: readonly Probe[],
  blocks: readonly (readonly (readonly ReadCell[])[])[],
): ProbeFindings {
  const moved = new Set<TabName>();
  const freeRows = new Map<TabName, number>();
  for (const [index, probe] of probes.entries()) {
    const block = blocks[index] ?? [];
    if (probe.type === 'space') freeRows.set(probe.tab, firstFree(probe.range.firstRow, block));
    else if (misplacedKeys(probe.run, block).length > 0) moved.add(probe.tab);
  }
  return { moved, freeRows };
}

function firstFree(firstRow: number, block: readonly (readonly ReadCell[])[]): number {
  const lastUsed = block.findLastIndex((row) => row.some((cell) => cell !== null && cell !== ''));
  return Math.max(1, firstRow + lastUsed + 1); // Row 0 is the header's, whatever people did to it.
}
