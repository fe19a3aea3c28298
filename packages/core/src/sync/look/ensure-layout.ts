import { ok, type ResultAsync, safeTry } from 'neverthrow';
import type { TabRecord } from '../../ports/sheet-ledger.js';
import type { SheetSnapshot } from '../../ports/sheets-port.js';
import { managedHeaders } from '../../tabs/tab-layout.js';
import type { TabName } from '../../tabs/tab-name.js';
import { keepLease, readSheet, type SyncError, type SyncSession } from '../sync-session.js';
import { sendBatch } from '../write/send-batch.js';
import { newTabRows, planTighter } from '../write/spare-room.js';
import { type LayoutPlan, planLayout } from './plan-layout.js';
import { type ScanPlace, scanTab } from './scan-tab.js';
import { findKeyColumn, type TabFinding } from './tab-columns.js';

/** What was made in the spreadsheet so that rows can be written. */
export interface LayoutReport {
  readonly tab: TabName;
  readonly title: string;
  readonly created: boolean;
  readonly columnsAdded: readonly string[];
}

/**
 * Makes the tabs and columns that are missing, takes tabs that exist into the ledger, and puts the revision's marker
 * (back) when there is none, all in one batch without any row. Answers `undefined` when there was nothing to do;
 * otherwise the snapshot is out of date.
 */
export function ensureLayout(
  session: SyncSession,
  snapshot: SheetSnapshot,
  findings: readonly TabFinding[],
  records: readonly TabRecord[],
): ResultAsync<LayoutReport[] | undefined, SyncError> {
  return safeTry(async function* () {
    const unknown = findings.filter((finding) => !isKnown(finding, records));
    if (unknown.length === 0 && snapshot.revision !== null) return ok(undefined);
    yield* forgetDeletedTabs(session, unknown);
    for (const finding of unknown) {
      const place = scanPlace(finding, records);
      if (place !== undefined) yield* scanTab(session, place);
    }
    const plan = withKnownTabs(
      planLayout(unknown, snapshot.tabs, yield* usedColumns(session, unknown), newTabRows(session.room)),
      unknown,
    );
    const anchorTabId = [...records, ...plan.records][0]?.tabId ?? snapshot.tabs[0]?.tabId ?? 0;
    const effects = {
      entries: [],
      removed: [],
      checks: [],
      headers: [],
      acknowledged: [],
      tabs: plan.records,
    };
    const { revision: from, timeZone } = snapshot;
    const planned = { from, timeZone, anchorTabId, changes: plan.changes, effects };
    const sent = yield* sendBatch(session, planned).orElse((error) => planTighter(session, error));
    if (sent === 'refused') return ok([]);
    return ok(unknown.flatMap(report));
  });
}

/** A tab that is set aside is left as it is; one that is ready and in the ledger needs nothing. */
function isKnown(finding: TabFinding, records: readonly TabRecord[]): boolean {
  if (finding.type === 'headers_lost') return true;
  return finding.type === 'ready' && records.some(({ tab }) => tab === finding.columns.layout.tab);
}

/** People deleted a tab of ours: it is made again, and everything is planned afresh. */
function forgetDeletedTabs(
  session: SyncSession,
  findings: readonly TabFinding[],
): ResultAsync<void, SyncError> {
  const { store, target, log } = session;
  return safeTry(async function* () {
    for (const finding of findings) {
      if (finding.type !== 'tab_missing' || !finding.wasThere) continue;
      log.warn('A tab was deleted in the spreadsheet: making it again', { tab: finding.layout.tab });
      yield* store.syncState.patch(target, { requeueCursor: '' });
      // Whoever has taken over meanwhile may have filled it again.
      yield* keepLease(session);
      yield* store.ledger.forgetTab(target, finding.layout.tab);
    }
    return ok(undefined);
  });
}

/** A tab we have no memory of, but which holds keys: a copy, or a store that was lost. Its rows are found by them. */
function scanPlace(finding: TabFinding, records: readonly TabRecord[]): ScanPlace | undefined {
  if (finding.type === 'ready') {
    const { layout, snapshot, keyColumn } = finding.columns;
    return { tab: layout.tab, tabId: snapshot.tabId, keyColumn };
  }
  if (finding.type !== 'columns_missing') return undefined;
  const { layout, snapshot } = finding;
  if (records.some(({ tab }) => tab === layout.tab)) return undefined;
  const keyColumn = findKeyColumn(snapshot.headers);
  return keyColumn === -1 ? undefined : { tab: layout.tab, tabId: snapshot.tabId, keyColumn };
}

/** How many columns are in use in tabs that get new ones: people's notes may have no header. */
function usedColumns(
  session: SyncSession,
  findings: readonly TabFinding[],
): ResultAsync<Map<number, number>, SyncError> {
  return safeTry(async function* () {
    const used = new Map<number, number>();
    for (const finding of findings) {
      if (finding.type !== 'columns_missing') continue;
      const { tabId, headers } = finding.snapshot;
      const firstColumn = headers.length;
      const range = { tabId, firstRow: 1, rows: undefined, firstColumn, columns: undefined };
      const { cells } = yield* readSheet(session, { tabs: [tabId], ranges: [range] });
      const widths = (cells[0] ?? []).map((row) => row.length);
      used.set(tabId, firstColumn + widths.reduce((widest, width) => Math.max(widest, width), 0));
    }
    return ok(used);
  });
}

/** Tabs that are complete already are taken into the ledger by the same batch. */
function withKnownTabs(plan: LayoutPlan, findings: readonly TabFinding[]): LayoutPlan {
  const found = findings.flatMap((finding): TabRecord[] => {
    if (finding.type !== 'ready') return [];
    const { layout, snapshot, keyColumn } = finding.columns;
    return [
      { tab: layout.tab, tabId: snapshot.tabId, headers: managedHeaders(layout), keyColumn, nextRow: 1 },
    ];
  });
  return { changes: plan.changes, records: [...plan.records, ...found] };
}

function report(finding: TabFinding): LayoutReport[] {
  if (finding.type === 'tab_missing') {
    const { layout } = finding;
    return [{ tab: layout.tab, title: layout.title, created: true, columnsAdded: managedHeaders(layout) }];
  }
  if (finding.type !== 'columns_missing') return [];
  const { layout, snapshot, headers } = finding;
  return [{ tab: layout.tab, title: snapshot.title, created: false, columnsAdded: headers }];
}
