import { ok, okAsync, type ResultAsync, safeTry } from 'neverthrow';
import type { TabRecord } from '../../ports/sheet-ledger.js';
import type { SheetSnapshot } from '../../ports/sheets-port.js';
import type { SyncState } from '../../ports/sync-state-repo.js';
import type { TabName } from '../../tabs/tab-name.js';
import { regainTrack } from '../settle/regain-track.js';
import type { SyncError, SyncSession } from '../sync-session.js';
import { forgetEmptiedTabs } from './emptied-tabs.js';
import { ensureLayout, type LayoutReport } from './ensure-layout.js';
import { type Probe, type ProbeFindings, readProbes } from './probes.js';
import { protectedTabs, retryProtectedTab } from './protected-tabs.js';
import { scanTab } from './scan-tab.js';
import { findTabColumns, type TabFinding } from './tab-columns.js';
import { updateTabProblems } from './tab-problems.js';

/** Something had to be seen to first (a tab made, keys scanned): what was planned is out of date. */
export interface Again {
  readonly type: 'again';
  readonly layout: readonly LayoutReport[];
}

export const AGAIN: Again = { type: 'again', layout: [] };

/** Nothing stands in the way. */
export interface Clear {
  readonly type: 'clear';
  readonly findings: readonly TabFinding[];
  readonly probed: ProbeFindings;
  /** Tabs that are protected, and not to be tried now. */
  readonly setAside: ReadonlySet<TabName>;
}

/** Sees to what must be right before rows are written: revision, time zone, layout, key columns, places of keys. */
export function seeToSheet(
  session: SyncSession,
  state: SyncState,
  snapshot: SheetSnapshot,
  records: readonly TabRecord[],
  probes: readonly Probe[],
): ResultAsync<Again | Clear, SyncError> {
  const { layouts } = session;
  return safeTry(async function* () {
    if (yield* seeToRevision(session, state, snapshot)) return ok(AGAIN);
    if (yield* noteTimeZone(session, state, snapshot)) return ok(AGAIN);
    const findings = layouts.map((layout) =>
      findTabColumns(
        layout,
        snapshot.tabs,
        records.find(({ tab }) => tab === layout.tab),
      ),
    );
    if (yield* forgetEmptiedTabs(session, findings)) return ok(AGAIN);
    if (yield* updateTabProblems(session, state, findings)) return ok(AGAIN);
    const layout = yield* ensureLayout(session, snapshot, findings, records);
    if (layout !== undefined) return ok({ type: 'again' as const, layout });
    if (yield* retryProtectedTab(session, state, snapshot, findings)) return ok(AGAIN);
    if (noteKeyColumns(session, findings, records)) return ok(AGAIN);
    const probed = readProbes(probes, snapshot.cells);
    if (yield* scanMoved(session, findings, probed)) return ok(AGAIN);
    const setAside = protectedTabs(state);
    return ok({ type: 'clear' as const, findings, probed, setAside });
  });
}

/**
 * True when the spreadsheet carries another revision than the last we know of: a batch of ours has landed after all
 * (the next step settles it), or somebody else has been at it.
 */
function seeToRevision(
  session: SyncSession,
  state: SyncState,
  { revision }: SheetSnapshot,
): ResultAsync<boolean, SyncError> {
  if ((state.revision ?? null) === revision) return okAsync(false);
  const { store, target } = session;
  return safeTry(async function* () {
    const unsettled = yield* store.journal.unsettled(target);
    if (!unsettled.some((entry) => entry.to === revision)) yield* regainTrack(session);
    return ok(true);
  });
}

/** The same instant is another cell value in another zone: when people change the spreadsheet's, everything is planned afresh. */
function noteTimeZone(
  { store, target }: SyncSession,
  state: SyncState,
  { timeZone }: SheetSnapshot,
): ResultAsync<boolean, SyncError> {
  if (state.spreadsheetTimeZone === timeZone) return okAsync(false);
  const first = state.spreadsheetTimeZone === undefined;
  return store.syncState
    .patch(
      target,
      first ? { spreadsheetTimeZone: timeZone } : { spreadsheetTimeZone: timeZone, requeueCursor: '' },
    )
    .map(() => true)
    .mapErr((error): SyncError => error);
}

/** True when a key column is not where the probes looked. */
function noteKeyColumns(
  { movedKeyColumns }: SyncSession,
  findings: readonly TabFinding[],
  records: readonly TabRecord[],
): boolean {
  let moved = false;
  for (const finding of findings) {
    if (finding.type !== 'ready') continue;
    const { layout, keyColumn } = finding.columns;
    if (records.find(({ tab }) => tab === layout.tab)?.keyColumn === keyColumn) continue;
    movedKeyColumns.set(layout.tab, keyColumn);
    moved = true;
  }
  return moved;
}

function scanMoved(
  session: SyncSession,
  findings: readonly TabFinding[],
  { moved }: ProbeFindings,
): ResultAsync<boolean, SyncError> {
  return safeTry(async function* () {
    let scanned = false;
    for (const finding of findings) {
      if (finding.type !== 'ready' || !moved.has(finding.columns.layout.tab)) continue;
      const { layout, snapshot, keyColumn } = finding.columns;
      yield* scanTab(session, { tab: layout.tab, tabId: snapshot.tabId, keyColumn });
      scanned = true;
    }
    return ok(scanned);
  });
}
