import type { SheetsPort } from '../ports/sheets-port.js';
import type { SyncState } from '../ports/sync-state-repo.js';
import type { TabName } from '../tabs/tab-name.js';
import type { Dependencies } from './dependencies.js';
import { explained } from './explained-problem.js';
import { namesOfSpreadsheet } from './names-of-spreadsheet.js';
import type { StatusFacts } from './read-sync-status.js';
import type { TabStatus } from './sync-status.js';

/** How each tab is doing, in the order of the layouts. */
export function tabStatuses(
  deps: Pick<Dependencies, 'layouts'> & { readonly sheets: Pick<SheetsPort, 'describe'> },
  facts: StatusFacts,
): TabStatus[] {
  const names = namesOfSpreadsheet(deps, facts.state);
  return deps.layouts.map(({ tab, title }) => {
    const problem = facts.state.tabProblems.find((each) => each.tab === tab);
    return {
      tab,
      title,
      rows: facts.rows.get(tab) ?? 0,
      ...rowsInStore(tab, facts),
      last_write_at: facts.state.lastWrites[tab],
      problem: problem && explained(problem, { ...names, tab: title }),
    };
  });
}

type RowsInStore = Pick<TabStatus, 'rows_in_store' | 'rows_in_store_at'>;

/** A store counts its responses as it goes. Rows of the other tabs are not stored, but worked out. */
function rowsInStore(tab: TabName, facts: StatusFacts): RowsInStore {
  const { counts, state, rows, stored } = facts;
  if (tab === 'responses') return { rows_in_store: counts.responses, rows_in_store_at: undefined };
  const isKnown = !state.tabProblems.some((problem) => problem.tab === tab) && !isDoubtful(tab, state);
  if (stored === undefined || !isKnown) return countedBefore(tab, facts);
  return { rows_in_store: (rows.get(tab) ?? 0) + (stored.get(tab) ?? 0), rows_in_store_at: undefined };
}

/** What was known last, by a verification or by what runs had written when they were done. */
function countedBefore(tab: TabName, { state, rows }: StatusFacts): RowsInStore {
  const verified = state.lastVerification?.tabs.find((each) => each.tab === tab)?.stored;
  const verifiedAt = verified === undefined ? undefined : state.lastVerification?.at;
  const writtenAt = wasWrittenAt(tab, state);
  if (writtenAt === undefined || (verifiedAt !== undefined && verifiedAt >= writtenAt))
    return { rows_in_store: verified, rows_in_store_at: verifiedAt };
  return { rows_in_store: rows.get(tab) ?? 0, rows_in_store_at: writtenAt };
}

/** When our memory of the tab last had all that the store called for, ISO; `undefined`: nobody knows. */
function wasWrittenAt(tab: TabName, state: SyncState): string | undefined {
  if (state.requeueCursor !== undefined || isDoubtful(tab, state)) return undefined;
  const standsStill = state.tabProblems.some((problem) => problem.tab === tab);
  return standsStill ? state.lastWrites[tab] : state.lastSuccessAt;
}

/** People moved more of its rows than are remembered. */
function isDoubtful(tab: TabName, { doubtfulRows }: SyncState): boolean {
  return doubtfulRows?.further.includes(tab) ?? false;
}
