import type { ReadCell } from '../ports/sheets-port.js';
import { changeKey, changeTab, type RowChange } from '../sync/load/row-change.js';
import type { TabColumns, TabFinding } from '../sync/look/tab-columns.js';
import type { TabLayout } from '../tabs/tab-layout.js';
import type { TabName } from '../tabs/tab-name.js';
import { compareRow } from '../verify/compare-row.js';
import type { PlanSight } from './plan-look.js';
import type { PlannedRow, PlannedTab } from './sync-plan.js';

export type Findings = ReadonlyMap<TabName, TabFinding>;

/** Rows that would be written: those of tabs that are set aside would not. */
export function writableRows(rows: readonly RowChange[], findings: Findings): RowChange[] {
  return rows.filter((change) => findings.get(changeTab(change))?.type !== 'headers_lost');
}

export function plannedTab(finding: TabFinding, rows: readonly RowChange[]): PlannedTab {
  const layout = layoutOf(finding);
  const ofTab = rows.filter((change) => changeTab(change) === layout.tab);
  const count = (...types: RowChange['type'][]): number =>
    ofTab.filter(({ type }) => types.includes(type)).length;
  return {
    tab: layout.tab,
    title: titleOf(finding),
    state: finding.type,
    updated: count('update'),
    added: count('add'),
    removed: count('blank', 'erase_key'),
  };
}

/** Shows rows with their places and cells. New rows are numbered in the order in which they come. */
export function plannedRows(
  shown: readonly RowChange[],
  findings: Findings,
  sight: PlanSight,
  timeZone: string,
): PlannedRow[] {
  const added = new Map<TabName, number>();
  return shown.flatMap((change): PlannedRow[] => {
    const tab = changeTab(change);
    const finding = findings.get(tab);
    if (finding === undefined) return [];
    const at = { tab, key: changeKey(change) };
    const columns = finding.type === 'ready' ? finding.columns : undefined;
    if (change.type === 'add') {
      const before = added.get(tab) ?? 0;
      added.set(tab, before + 1);
      const cells = compareRow(layoutOf(finding), change.row, [], timeZone);
      const number = columns === undefined ? {} : { row: sight.freeRow(tab) + before + 1 };
      return [{ ...at, action: 'add', ...number, cells }];
    }
    const found = columns && sight.cellsOf(change, columns.keyColumn);
    const number = found === undefined ? {} : { row: rowOf(change) + 1 };
    if (change.type !== 'update') return [{ ...at, action: 'remove', ...number, cells: [] }];
    const cells = compareRow(layoutOf(finding), change.row, managed(columns, found), timeZone);
    return [{ ...at, action: 'update', ...number, cells }];
  });
}

function managed(columns: TabColumns | undefined, found: readonly ReadCell[] = []): ReadCell[] {
  return columns?.columns.map((column) => found[column] ?? null) ?? [];
}

function rowOf(change: Exclude<RowChange, { type: 'add' }>): number {
  return change.type === 'update' ? change.at : change.entry.row;
}

function layoutOf(finding: TabFinding): TabLayout {
  return finding.type === 'ready' ? finding.columns.layout : finding.layout;
}

export function titleOf(finding: TabFinding): string {
  if (finding.type === 'ready') return finding.columns.snapshot.title;
  return finding.type === 'tab_missing' ? finding.layout.title : finding.snapshot.title;
}
