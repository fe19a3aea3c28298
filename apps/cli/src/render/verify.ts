import type { DriftFinding, DriftKind, VerifiedTab, VerifyProgress, VerifyReport } from '@quiz-sync/core';
import { cellWords } from './cell.js';
import { counted } from './counted.js';
import { farWords, type Pace } from './pace.js';
import { printable } from './printable.js';
import type { Style } from './style.js';
import { tableLines } from './table.js';

const KINDS = ['missing', 'duplicate', 'edited', 'stale', 'foreign'] as const satisfies DriftKind[];

/** What a verification found, and what was done about it: one line to read first, then the tabs, then what differs. */
export function renderVerify(report: VerifyReport, style: Style): string {
  return [
    headline(report, style),
    '',
    ...tabLines(report.tabs, style),
    ...findingLines(report),
    ...whatToDo(report),
  ].join('\n');
}

/** How far a verification has got; `pace`: of the step at hand. */
export function progressWords(progress: VerifyProgress, pace: Pace): string {
  const { phase, done, total } = progress;
  const far = farWords(done, total, 'rows', pace);
  switch (phase) {
    case 'scanning':
      return `Looking where rows are, ${progress.tab}: ${far}`;
    case 'comparing':
      return `Comparing, ${progress.tab}: ${far}`;
    case 'searching':
      return `Looking for missing rows: ${far}`;
    default:
      return phase satisfies never;
  }
}

function headline({ clean, tabs, reads, writes, repaired }: VerifyReport, style: Style): string {
  const calls = `${counted(reads, 'read')} and ${counted(writes, 'write')}`;
  if (clean) return style.good(`The spreadsheet holds what the store holds (${calls})`);
  const found = KINDS.map((kind) => [kind, tabs.reduce((sum, { drift }) => sum + drift[kind], 0)] as const);
  const parts = found
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => `${count.toLocaleString('en-US')} ${kind}`);
  const what = parts.length === 0 ? 'Not every tab could be compared' : `Found drift: ${parts.join(', ')}`;
  return repaired === undefined ? style.bad(`${what} (${calls})`) : style.warning(`${what} (${calls})`);
}

function tabLines(tabs: readonly VerifiedTab[], style: Style): string[] {
  const rows = tabs.map(({ title, rows: compared, waiting, drift, state }) => [
    printable(title),
    ...[compared, waiting, ...KINDS.map((kind) => drift[kind])].map((count) => count.toLocaleString('en-US')),
    STATE_WORDS[state],
  ]);
  const [headings = '', ...lines] = tableLines(
    [
      { heading: 'TAB', align: 'left' },
      ...['ROWS', 'WAITING', ...KINDS.map((kind) => kind.toUpperCase())].map(
        (heading) => ({ heading, align: 'right' }) as const,
      ),
      { heading: 'STATE', align: 'left' },
    ],
    rows,
  );
  return [style.bold(headings), ...lines];
}

const STATE_WORDS: Readonly<Record<VerifiedTab['state'], string>> = {
  compared: 'compared',
  tab_missing: 'not there',
  columns_missing: 'lacks columns',
  headers_lost: 'headers lost',
};

function findingLines({ findings, further_findings: further, tabs }: VerifyReport): string[] {
  if (findings.length === 0) return [];
  const titles = new Map(tabs.map(({ tab, title }) => [tab, title]));
  const lines = findings.map((finding) => findingLine(finding, titles.get(finding.tab) ?? finding.tab));
  return ['', ...lines, ...(further > 0 ? [`and ${further.toLocaleString('en-US')} more`] : [])];
}

function findingLine({ kind, key, row, column, expected, found }: DriftFinding, title: string): string {
  const where = row === undefined ? '' : `, row ${row}`;
  const cell =
    column === undefined
      ? ''
      : `, ${printable(column)}: ${cellWords(found)} instead of ${cellWords(expected)}`;
  return `${kind}  ${printable(title)}${where}, ${printable(key)}${cell}`;
}

function whatToDo({ clean, repaired }: VerifyReport): string[] {
  if (repaired === undefined) return clean ? [] : ['', 'quiz-sync verify --repair mends it'];
  const { rewritten, removed, left } = repaired;
  const parts = [`${counted(rewritten, 'row')} written again`, `${removed.toLocaleString('en-US')} removed`];
  const rest =
    left === 0 ? '' : `; ${left.toLocaleString('en-US')} left as they are, since people typed or moved them`;
  return ['', `Repaired: ${parts.join(', ')}${rest}`];
}
