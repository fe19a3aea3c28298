import { ERROR_CODES } from '../errors/error-codes.js';
import type { CutRow, SyncState } from '../ports/sync-state-repo.js';
import type { TabProblem } from '../sync/sync-run.js';
import type { TabName } from '../tabs/tab-name.js';
import type { Dependencies } from './dependencies.js';
import type { SetAside, SetAsideReason } from './sync-status.js';

/** Whole tabs that stand still first, then rows of which some text did not fit. */
export function setAside(
  { layouts }: Pick<Dependencies, 'layouts'>,
  { state }: { readonly state: Pick<SyncState, 'tabProblems' | 'cutRows'> },
): SetAside {
  const titleOf = (tab: TabName): string => layouts.find((each) => each.tab === tab)?.title ?? tab;
  const cut = state.cutRows?.rows ?? [];
  const byTab = Map.groupBy(cut, ({ tab }: CutRow) => tab);
  return {
    rows: cut.length,
    further: state.cutRows?.further ?? false,
    reasons: [
      ...state.tabProblems.map((problem) => ofTab(problem, titleOf(problem.tab))),
      ...[...byTab].map(([tab, rows]) => ofCutRows(tab, titleOf(tab), rows.length)),
    ],
  };
}

function ofTab({ tab, code, message, remedy }: TabProblem, title: string): SetAsideReason {
  return { code, tab, tab_title: title, rows: undefined, message, remedy };
}

function ofCutRows(tab: TabName, title: string, rows: number): SetAsideReason {
  const { cause, remedy } = ERROR_CODES.text_cut;
  return { code: 'text_cut', tab, tab_title: title, rows, message: cause, remedy };
}
