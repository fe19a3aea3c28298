import type { OverviewReport } from '@quiz-sync/core';
import { printable } from './printable.js';
import type { Style } from './style.js';

const ABOUT =
  'Its totals, scores by course and submissions per day are computed by the spreadsheet itself from the other tabs.\n' +
  'Restyle, extend or delete it: nothing ever writes to it again.';

/** What became of the overview. */
export function renderOverview({ title, created, overview_url: url }: OverviewReport, style: Style): string {
  const tab = `"${printable(title)}"`;
  const open = url === undefined ? [] : ['', `Open it  ${printable(url)}`];
  if (!created)
    return [style.good(`The overview is there: the tab ${tab} was left as it is`), ...open].join('\n');
  return [style.good(`Made the overview: the tab ${tab}`), '', ABOUT, ...open].join('\n');
}
