import type { TabLayout } from '../tabs/tab-layout.js';
import type { Dependencies } from './dependencies.js';
import { explained } from './explained-problem.js';
import type { StatusFacts } from './read-sync-status.js';
import type { TabStatus } from './sync-status.js';

/** How each tab is doing, in the order of the layouts. */
export function tabStatuses(
  { layouts, sheets }: Pick<Dependencies, 'layouts' | 'sheets'>,
  facts: StatusFacts,
): TabStatus[] {
  const { account, url } = sheets.describe();
  return layouts.map(({ tab, title }) => {
    const problem = facts.state.tabProblems.find((each) => each.tab === tab);
    return {
      tab,
      title,
      rows: facts.rows.get(tab) ?? 0,
      ...rowsInStore(tab, facts),
      last_write_at: facts.state.lastWrites[tab],
      problem: problem && explained(problem, { account, spreadsheet_url: url, tab: title }),
    };
  });
}

/** A store counts its responses as it goes. Rows of the other tabs are not stored, but worked out. */
function rowsInStore(
  tab: TabLayout['tab'],
  { counts, state: { lastVerification } }: StatusFacts,
): Pick<TabStatus, 'rows_in_store' | 'rows_in_store_at'> {
  if (tab === 'responses') return { rows_in_store: counts.responses, rows_in_store_at: undefined };
  const stored = lastVerification?.tabs.find((each) => each.tab === tab)?.stored;
  return {
    rows_in_store: stored,
    rows_in_store_at: stored === undefined ? undefined : lastVerification?.at,
  };
}
