import type { SetUpReport } from '@quiz-sync/core';
import type { SetupOutcome } from '../setup/walking.js';
import { counted } from './counted.js';
import { printable } from './printable.js';
import type { Style } from './style.js';
import { tableLines } from './table.js';

/** What setting up found and made, and what comes next. */
export function renderSetUp(outcome: SetupOutcome, style: Style): string {
  const { report, decision, kept, testRow, hints } = outcome;
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
  const where =
    decision.place === 'local'
      ? 'on this machine; quiz-sync serve shows it'
      : (report.spreadsheet_url ?? `${report.target} (in an emulator)`);
  return [
    ...[style.good(headline(report)), '', style.bold(headings), ...lines, ''],
    `Spreadsheet  ${printable(where)}`,
    `Late writes  ${printable(report.revision_meaning)}`,
    `Test row     ${TEST_ROWS[testRow]}`,
    ...overviewLines(outcome),
    ...settingsLines(kept),
    ...hints.map((hint) => style.warning(printable(hint))),
    ...[
      '',
      `Next: ${style.bold('quiz-sync serve')} runs the service; what is sent to it gets there by itself.`,
    ],
  ].join('\n');
}

const TEST_ROWS: Readonly<Record<SetupOutcome['testRow'], string>> = {
  went_through: 'It got into the spreadsheet and was taken back; nothing of it is left.',
  not_needed: 'None was sent: rows have gone through before.',
  not_wanted: 'None was sent.',
  syncing_is_off: 'None was sent: syncing is switched off.',
};

function overviewLines({ overview }: SetupOutcome): string[] {
  if (overview === undefined) return [];
  const { title, created, overview_url: url } = overview;
  const tab = `The tab "${printable(title)}"`;
  const said = created
    ? `${tab} was made. Restyle, extend or delete it: nothing ever writes to it again.`
    : `${tab} was there, and was left as it is.`;
  return [`Overview     ${said}`, ...(url === undefined ? [] : [`             ${printable(url)}`])];
}

function settingsLines({ file, written, left }: SetupOutcome['kept']): string[] {
  const both = [
    written.length > 0 ? `${file} has ${written.join(' and ')} now.` : '',
    left.length > 0
      ? `${file} was left with another ${left.join(' and ')}: change it there, or add --yes.`
      : '',
  ];
  return both.filter((line) => line !== '').map((line) => `Settings     ${printable(line)}`);
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
