import { err, ok, ResultAsync, safeTry } from 'neverthrow';
import { overviewSources } from '../overview/overview-sources.js';
import { freeOverviewTitle, OVERVIEW_TAB_ID } from '../overview/overview-tab.js';
import type { OverviewSources } from '../ports/overview-sources.js';
import type { SheetChange, SheetSnapshot } from '../ports/sheets-port.js';
import type { OverviewError, OverviewReport } from '../quiz-sync.js';
import { findTabColumns } from '../sync/look/tab-columns.js';
import { busy, MAX_DETOURS } from '../sync/run-sync.js';
import { anchorOf, NO_EFFECTS } from '../sync/settle/prove-revision.js';
import type { SyncProblem } from '../sync/sync-run.js';
import { readSheet, type SyncError, type SyncSession, withLease } from '../sync/sync-session.js';
import { sendBatch } from '../sync/write/send-batch.js';
import type { Dependencies } from './dependencies.js';
import { makeLayout } from './set-up-spreadsheet.js';
import { toSpreadsheetError } from './spreadsheet-error.js';
import { UNHURRIED } from './unhurried-context.js';

/** See {@link QuizSync.makeOverview}. */
export function makeOverview(deps: Dependencies): ResultAsync<OverviewReport, OverviewError> {
  return new ResultAsync(withLease(deps, UNHURRIED, seeToOverview))
    .mapErr((error) => toSpreadsheetError(deps, error))
    .andThen((made) =>
      made.type === 'set_aside'
        ? err<OverviewReport, OverviewError>({ type: 'sync_failed', problem: made.problem })
        : ok(reportOf(deps, made)),
    );
}

type Made =
  | { readonly type: 'there'; readonly title: string; readonly created: boolean }
  /** Why one of the tabs that it is computed from could not be seen to. */
  | { readonly type: 'set_aside'; readonly problem: SyncProblem };

/**
 * One batch, journalled and sent as any other: it applies on its revision alone, and its tab has the one id. So neither
 * a lost answer nor a second caller makes two.
 */
function seeToOverview(session: SyncSession): ResultAsync<Made, SyncError> {
  return safeTry(async function* () {
    for (let detours = 0; detours <= MAX_DETOURS; detours += 1) {
      const { problem } = yield* makeLayout(session);
      const snapshot = yield* readSheet(session, { tabs: 'all', ranges: [] });
      const there = snapshot.tabs.find(({ tabId }) => tabId === OVERVIEW_TAB_ID);
      if (there !== undefined) return ok({ type: 'there' as const, title: there.title, created: false });
      const sources = yield* sourcesIn(session, snapshot);
      if (sources === undefined) {
        if (problem === undefined) continue;
        return ok({ type: 'set_aside' as const, problem });
      }
      const title = freeOverviewTitle(snapshot.tabs.map((tab) => tab.title));
      const change = { type: 'add_overview', tabId: OVERVIEW_TAB_ID, title, sources } as const;
      if (yield* isApplied(session, snapshot, change))
        return ok({ type: 'there' as const, title, created: true });
    }
    return busy();
  });
}

/** `undefined` also for tabs that somebody has deleted since they were seen to. */
function sourcesIn(
  { store, target, layouts }: SyncSession,
  snapshot: SheetSnapshot,
): ResultAsync<OverviewSources | undefined, SyncError> {
  return store.ledger
    .tabs(target)
    .map((records) => {
      const findings = layouts.map((layout) =>
        findTabColumns(
          layout,
          snapshot.tabs,
          records.find(({ tab }) => tab === layout.tab),
        ),
      );
      return overviewSources(
        findings.flatMap((finding) => (finding.type === 'ready' ? [finding.columns] : [])),
      );
    })
    .mapErr((error): SyncError => error);
}

function isApplied(
  session: SyncSession,
  { revision: from, timeZone, tabs }: SheetSnapshot,
  change: SheetChange,
): ResultAsync<boolean, SyncError> {
  return anchorOf(session, tabs)
    .andThen((anchorTabId) =>
      sendBatch(session, { from, timeZone, anchorTabId, changes: [change], effects: NO_EFFECTS }),
    )
    .map((sent) => sent === 'applied');
}

function reportOf(
  { sheets }: Dependencies,
  { title, created }: Extract<Made, { type: 'there' }>,
): OverviewReport {
  const { url } = sheets.describe();
  const place = url === undefined ? undefined : `${url}#gid=${OVERVIEW_TAB_ID}`;
  return { target: sheets.target, title, created, overview_url: place };
}
