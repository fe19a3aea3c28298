import type { SyncRun, TabStatus, TabWrites } from '@quiz-sync/core';
import { counted } from './counted.js';
import { printable } from './printable.js';
import { tabProblemLines } from './status.js';
import type { Style } from './style.js';
import { tableLines } from './table.js';
import { seconds } from './times.js';

/** What a run that ended well has written, and what it left out. `tabs` gives the titles people know. */
export function renderRun(run: SyncRun, tabs: readonly TabStatus[], style: Style): string {
  const took = run.duration_ms === undefined ? '' : ` in ${seconds(run.duration_ms)}`;
  const calls = `${counted(run.reads, 'read')} and ${counted(run.writes, 'write')}`;
  const written = writtenRows(run, tabs);
  const headline =
    run.changes === 0 && written.length === 0
      ? `Nothing to write${took}: everything stored is in the spreadsheet (${calls})`
      : `Synced ${counted(run.changes, 'change')}${took}, with ${calls}`;
  return [style.good(headline), ...writtenTable(written, style), ...tabProblemLines(tabs, style)].join('\n');
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
