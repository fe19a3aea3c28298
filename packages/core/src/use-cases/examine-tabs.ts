import { ok, type ResultAsync, safeTry } from 'neverthrow';
import type { ExaminedTab, ExamineTabsError } from '../quiz-sync.js';
import { findTabColumns, type TabFinding } from '../sync/look/tab-columns.js';
import type { SyncError } from '../sync/sync-session.js';
import type { Dependencies } from './dependencies.js';
import { readOnce } from './read-once.js';
import { toSpreadsheetError } from './spreadsheet-error.js';

/** See {@link QuizSync.examineTabs}. */
export function examineTabs(deps: Dependencies): ResultAsync<readonly ExaminedTab[], ExamineTabsError> {
  return examine(deps).mapErr((error) => toSpreadsheetError(deps, error));
}

function examine(deps: Dependencies): ResultAsync<readonly ExaminedTab[], SyncError> {
  const { store, sheets, layouts } = deps;
  return safeTry(async function* () {
    const records = yield* store.ledger.tabs(sheets.target);
    const { tabs } = yield* readOnce(deps, { tabs: 'all', ranges: [] });
    const findings = layouts.map((layout) =>
      findTabColumns(
        layout,
        tabs,
        records.find(({ tab }) => tab === layout.tab),
      ),
    );
    return ok(findings.map(examined));
  });
}

function examined(finding: TabFinding): ExaminedTab {
  switch (finding.type) {
    case 'ready': {
      const { layout, snapshot, columns, keyColumn } = finding.columns;
      const { tabId, title } = snapshot;
      return {
        tab: layout.tab,
        title,
        tab_id: tabId,
        state: 'ready',
        headers: [],
        columns: [...columns, keyColumn],
      };
    }
    case 'tab_missing': {
      const { tab, title } = finding.layout;
      return { tab, title, tab_id: undefined, state: finding.type, headers: [], columns: [] };
    }
    case 'columns_missing':
    case 'headers_lost': {
      const { tabId, title } = finding.snapshot;
      const headers = finding.type === 'headers_lost' ? finding.lost : finding.headers;
      return { tab: finding.layout.tab, title, tab_id: tabId, state: finding.type, headers, columns: [] };
    }
    default:
      return finding satisfies never;
  }
}
