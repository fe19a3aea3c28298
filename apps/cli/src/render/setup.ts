import type { SetUpReport } from '@quiz-sync/core';
import { counted } from './counted.js';
import { printable } from './printable.js';
import type { Style } from './style.js';
import { tableLines } from './table.js';

/** What setting up found and made. */
export function renderSetUp(report: SetUpReport, style: Style): string {
  const rows = report.tabs.map((tab) => [
    printable(tab.title),
    tab.created ? 'made' : 'was there',
    columnsAdded(tab),
  ]);
  const [headings = '', ...lines] = tableLines(
    [
      { heading: 'TAB', align: 'left' },
      { heading: 'STATE', align: 'left' },
      { heading: 'COLUMNS ADDED', align: 'left' },
    ],
    rows,
  );
  const where = `Spreadsheet  ${printable(report.spreadsheet_url ?? `${report.target} (in an emulator)`)}`;
  const lateWrites = `Late writes  ${printable(report.revision_meaning)}`;
  return [style.good(headline(report)), '', style.bold(headings), ...lines, '', where, lateWrites].join('\n');
}

/** All columns of a tab that is new are new: their number says enough. */
function columnsAdded({ created, columns_added: added }: SetUpReport['tabs'][number]): string {
  if (added.length === 0) return 'none';
  return created ? `all ${added.length}` : added.map(printable).join(', ');
}

function headline(report: SetUpReport): string {
  const made = report.tabs.filter((tab) => tab.created).length;
  const columns = report.tabs
    .filter((tab) => !tab.created)
    .reduce((sum, tab) => sum + tab.columns_added.length, 0);
  if (made === 0 && columns === 0) return 'Nothing to make: every tab and column is there';
  const parts = [made > 0 ? counted(made, 'tab') : '', columns > 0 ? counted(columns, 'missing column') : ''];
  return `Made ${parts.filter((part) => part !== '').join(' and ')}`;
}
