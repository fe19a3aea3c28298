import type { PlannedRow, PlannedTab, SyncPlan } from '@quiz-sync/core';
import { cellWords } from './cell.js';
import { counted } from './counted.js';
import { printable } from './printable.js';
import type { Style } from './style.js';
import { tableLines } from './table.js';

/** What the next sync would write: one line to read first, then the tabs, then the first rows cell by cell. */
export function renderPlan(plan: SyncPlan, style: Style): string {
  return [headline(plan, style), ...notes(plan), '', ...tabLines(plan.tabs, style), ...rowLines(plan)].join(
    '\n',
  );
}

function headline({ rows, further_rows: further, cost, pending }: SyncPlan, style: Style): string {
  const count = rows.length + further;
  if (count === 0 && pending.total === 0)
    return style.good('Nothing to write: everything stored is in the spreadsheet');
  const calls = `${counted(cost.reads, 'read')} and ${counted(cost.writes, 'write')}`;
  return style.bold(
    `Would write ${counted(count, 'row')} in ${counted(cost.batches, 'batch', 'batches')}, with ${calls} and ${size(cost.bytes)}`,
  );
}

function notes({
  pending: { total, looked_at: lookedAt },
  compares_everything: everything,
}: SyncPlan): string[] {
  return [
    ...(total > lookedAt
      ? [
          `The rows are of the oldest ${lookedAt.toLocaleString('en-US')} of ${counted(total, 'change')} that wait; the cost is estimated for all`,
        ]
      : []),
    ...(everything ? ['Every row of the store is compared again besides'] : []),
  ];
}

/** At least a kilobyte, since a plan is an estimate. */
function size(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1_000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

const STATE_WORDS: Readonly<Record<PlannedTab['state'], string>> = {
  ready: 'ok',
  tab_missing: 'will be made',
  columns_missing: 'columns will be made',
  headers_lost: 'set aside',
};

function tabLines(tabs: readonly PlannedTab[], style: Style): string[] {
  const [headings = '', ...lines] = tableLines(
    [
      { heading: 'TAB', align: 'left' },
      { heading: 'UPDATED', align: 'right' },
      { heading: 'ADDED', align: 'right' },
      { heading: 'REMOVED', align: 'right' },
      { heading: 'STATE', align: 'left' },
    ],
    tabs.map(({ title, updated, added, removed, state }) => [
      printable(title),
      ...[updated, added, removed].map((count) => count.toLocaleString('en-US')),
      STATE_WORDS[state],
    ]),
  );
  return [style.bold(headings), ...lines];
}

function rowLines({ rows, further_rows: further, tabs }: SyncPlan): string[] {
  if (rows.length === 0) return [];
  const titles = new Map(tabs.map(({ tab, title }) => [tab, title]));
  return [
    ...rows.flatMap((row) => ['', ...plannedRowLines(row, titles.get(row.tab) ?? row.tab)]),
    ...(further > 0 ? ['', `and ${further.toLocaleString('en-US')} more`] : []),
  ];
}

function plannedRowLines({ action, key, row, cells }: PlannedRow, title: string): string[] {
  const where = row === undefined ? '' : `, row ${row}`;
  return [
    `${action}  ${printable(title)}${where}, ${printable(key)}`,
    ...cells.map(
      ({ column, expected, found }) =>
        `  ${printable(column)}: ${cellWords(found)} -> ${cellWords(expected)}`,
    ),
  ];
}
