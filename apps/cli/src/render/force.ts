import type { SyncRun, TabStatus, TabWrites } from '@quiz-sync/core';
import { counted } from './counted.js';
import { printable } from './printable.js';
import { tabProblemLines } from './status.js';
import type { Style } from './style.js';
import { tableLines } from './table.js';
import { seconds } from './times.js';

/**
 * What a run that ended well has written, and what it left out, in rows as people see them in the spreadsheet: the
 * changes that they came of are documents of the store. `tabs` gives the titles people know.
 */
export function renderRun(run: SyncRun, tabs: readonly TabStatus[], style: Style): string {
  const written = writtenRows(run, tabs);
  const headline = `${done(run, tabs)}${took(run)}`;
  return [style.good(headline), ...writtenTable(written, style), ...tabProblemLines(tabs, style)].join('\n');
}

function took({ duration_ms: ms, reads, writes }: SyncRun): string {
  const calls = `${counted(reads, 'read')} and ${counted(writes, 'write')}`;
  return ` (${ms === undefined ? calls : `${seconds(ms)}, ${calls}`})`;
}

function done(run: SyncRun, tabs: readonly TabStatus[]): string {
  const all = Object.values(run.tabs);
  const rows = all.reduce((sum, { updated, added }) => sum + updated + added, 0);
  const removed = all.reduce((sum, tab) => sum + tab.removed, 0);
  if (rows + removed === 0)
    return tabs.some(({ problem }) => problem !== undefined)
      ? 'Nothing was written'
      : 'Nothing to write: everything stored is in the spreadsheet';
  const parts = [
    rows > 0 ? `wrote ${counted(rows, 'row')}` : '',
    removed > 0 ? `removed ${counted(removed, 'row')}` : '',
  ];
  return `Synced: ${parts.filter((part) => part !== '').join(' and ')} in ${counted(all.length, 'tab')}`;
}

function writtenRows(run: SyncRun, tabs: readonly TabStatus[]): string[][] {
  return Object.entries(run.tabs).map(([name, writes]) => {
    const title = tabs.find((tab) => tab.tab === name)?.title ?? name;
    return [printable(title), ...numbers(writes)];
  });
}

function numbers(writes: TabWrites): string[] {
  return [writes.updated, writes.added, writes.removed].map((count) => count.toLocaleString('en-US'));
}

function writtenTable(rows: readonly string[][], style: Style): string[] {
  if (rows.length === 0) return [];
  const [headings = '', ...lines] = tableLines(
    [
      { heading: 'TAB', align: 'left' },
      { heading: 'UPDATED', align: 'right' },
      { heading: 'ADDED', align: 'right' },
      { heading: 'REMOVED', align: 'right' },
    ],
    rows,
  );
  return ['', style.bold(headings), ...lines];
}
