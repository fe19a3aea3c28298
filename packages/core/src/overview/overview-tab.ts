/**
 * The id of the overview's tab, always the same: by it the tab is known again however people call it, and the
 * spreadsheet itself refuses to hold two. Below all ids that tabs of ours are given.
 */
export const OVERVIEW_TAB_ID = 730_000_000;

/** What it is called first; people may call it anything. */
const TITLE = 'Overview';

/** The title, or the next one that no tab has. */
export function freeOverviewTitle(titles: readonly string[]): string {
  const taken = new Set(titles.map((title) => title.toLowerCase()));
  let free = TITLE;
  for (let number = 2; taken.has(free.toLowerCase()); number += 1) free = `${TITLE} (${number})`;
  return free;
}
