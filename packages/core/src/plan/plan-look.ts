import type { LedgerEntry, TabRecord } from '../ports/sheet-ledger.js';
import type { CellRange, ReadCell, SheetSnapshot } from '../ports/sheets-port.js';
import { changeKey, changeTab, type RowChange } from '../sync/load/row-change.js';
import { cellText, type ExpectedKey, keyRuns } from '../sync/look/key-runs.js';
import { planProbes, readProbes } from '../sync/look/probes.js';
import type { TabName } from '../tabs/tab-name.js';
import { rowRuns } from '../verify/confirm-strays.js';

/** What a plan looks at in the spreadsheet, in one call. */
export interface PlanLook {
  readonly ranges: readonly CellRange[];
  see(snapshot: SheetSnapshot): PlanSight;
}

/** What it sees there. */
export interface PlanSight {
  /** All cells of a row that is to be updated or removed, if its key stands there. */
  cellsOf(change: RowChange, keyColumn: number): readonly ReadCell[] | undefined;
  /** Zero-based row where the first new row of a tab goes. */
  freeRow(tab: TabName): number;
}

/** `shown` are the rows that the plan shows, `adds` all that are added. Which columns are whose is not known yet. */
export function planLook(
  shown: readonly RowChange[],
  adds: readonly RowChange[],
  records: readonly TabRecord[],
  last: ReadonlyMap<TabName, LedgerEntry>,
): PlanLook {
  const probes = planProbes(adds, records, last);
  const rows = new Map(
    records.map(({ tab, tabId }) => {
      const places = shown.filter((change) => changeTab(change) === tab).flatMap(placeOf);
      return [tab, rowRuns(keyRuns(tabId, 0, places), { firstColumn: 0, columns: undefined })] as const;
    }),
  );
  const rowRanges = [...rows.values()].flatMap(({ ranges }) => ranges);
  return {
    ranges: [...probes.map(({ range }) => range), ...rowRanges],
    see({ cells }) {
      const { freeRows } = readProbes(probes, cells);
      const blocks = new Map<TabName, SheetSnapshot['cells']>();
      let at = probes.length;
      for (const [tab, { ranges }] of rows) {
        blocks.set(tab, cells.slice(at, at + ranges.length));
        at += ranges.length;
      }
      return {
        cellsOf(change, keyColumn) {
          const tab = changeTab(change);
          const [place] = placeOf(change);
          const found = place && rows.get(tab)?.row(blocks.get(tab) ?? [], place.row);
          return found !== undefined && cellText(found[keyColumn]) === changeKey(change) ? found : undefined;
        },
        freeRow: (tab) => freeRows.get(tab) ?? 1,
      };
    },
  };
}

function placeOf(change: RowChange): ExpectedKey[] {
  if (change.type === 'add') return [];
  const row = change.type === 'update' ? change.at : change.entry.row;
  return [{ row, key: changeKey(change) }];
}
