import { ok, type ResultAsync, safeTry } from 'neverthrow';
import { rowsCost } from '../plan/plan-cost.js';
import { planLook } from '../plan/plan-look.js';
import { plannedRows, plannedTab, writableRows } from '../plan/planned-rows.js';
import { MAX_PLANNED_ROWS, type PlanCost, type SyncPlan } from '../plan/sync-plan.js';
import type { PendingChange } from '../ports/pending-changes.js';
import type { LedgerEntry } from '../ports/sheet-ledger.js';
import type { SheetSnapshot } from '../ports/sheets-port.js';
import type { StoreError } from '../ports/store-error.js';
import type { SyncState } from '../ports/sync-state-repo.js';
import type { PlanError } from '../quiz-sync.js';
import { workOut } from '../sync/load/load-work.js';
import { changeTab, type RowChange } from '../sync/load/row-change.js';
import { findTabColumns, type TabFinding } from '../sync/look/tab-columns.js';
import { rowSettingsDigest } from '../sync/row-settings-digest.js';
import type { SyncError } from '../sync/sync-session.js';
import type { TabName } from '../tabs/tab-name.js';
import type { Dependencies } from './dependencies.js';
import { readOnce } from './read-once.js';
import { toSpreadsheetError } from './spreadsheet-error.js';
import { UNHURRIED } from './unhurried-context.js';

/** Pending changes that a plan looks at: what a person can want to see, and memory bears. */
const PLAN_LIMIT = { documents: 10_000, responses: 20_000 };

/** Learners of a changed course that a plan looks at. */
const COURSE_LEARNERS = 1_000;

/** See {@link QuizSync.plan}. */
export function planSync(deps: Dependencies): ResultAsync<SyncPlan, PlanError> {
  return plan(deps).mapErr((error) => toSpreadsheetError(deps, error));
}

function plan(deps: Dependencies): ResultAsync<SyncPlan, SyncError> {
  const { store, sheets, layouts } = deps;
  const { target } = sheets;
  return safeTry(async function* () {
    const state = yield* store.syncState.read(target);
    const { changes, total, lookedAt } = yield* loadChanges(deps);
    const work = { ...deps, target, context: UNHURRIED };
    const rows = yield* workOut(work, changes, state.spreadsheetTimeZone ?? '');
    const records = yield* store.ledger.tabs(target);
    const adds = rows.filter(({ type }) => type === 'add');
    const look = planLook(rows.slice(0, MAX_PLANNED_ROWS), adds, records, yield* lastEntries(deps, adds));
    const allKnown = layouts.every((layout) => records.some(({ tab }) => tab === layout.tab));
    const tabs = allKnown ? records.map(({ tabId }) => tabId) : ('all' as const);
    // The only call to Google that a plan makes.
    const snapshot = yield* readOnce(deps, { tabs, ranges: look.ranges });
    const findings = new Map(
      layouts.map((layout): [TabName, TabFinding] => {
        const record = records.find(({ tab }) => tab === layout.tab);
        return [layout.tab, findTabColumns(layout, snapshot.tabs, record)];
      }),
    );
    const writable = writableRows(rows, findings);
    const shown = writableRows(rows.slice(0, MAX_PLANNED_ROWS), findings);
    const unsettled = yield* store.journal.unsettled(target);
    return ok({
      target,
      spreadsheet_url: sheets.describe().url,
      tabs: [...findings.values()].map((finding) => plannedTab(finding, writable)),
      rows: plannedRows(shown, findings, look.see(snapshot), snapshot.timeZone),
      further_rows: writable.length - shown.length,
      pending: { total, looked_at: lookedAt },
      compares_everything: yield* comparesEverything(deps, state, snapshot),
      cost: costOf(
        { ...rowsCost(changes, writable), share: lookedAt === 0 ? 1 : total / lookedAt },
        { settling: unsettled.length > 0, firstTime: state.spreadsheetTimeZone === undefined },
        [...findings.values()],
        snapshot,
      ),
    });
  });
}

interface LoadedChanges {
  readonly changes: readonly PendingChange[];
  readonly total: number;
  readonly lookedAt: number;
}

/** The pending changes, and in place of a course's those of the learners who take it. Nothing is made pending. */
function loadChanges({ store, sheets }: Dependencies): ResultAsync<LoadedChanges, StoreError> {
  return safeTry(async function* () {
    const loaded = yield* store.pending.load(PLAN_LIMIT);
    const changes: PendingChange[] = [...loaded];
    for (const change of loaded) {
      if (change.kind !== 'course') continue;
      const { version, since, course_id } = change;
      const owners = yield* store.ledger.ownersOfCourse(sheets.target, course_id, undefined, COURSE_LEARNERS);
      changes.push(
        ...owners.map((user_id) => ({ kind: 'learner' as const, version, since, user_id, erased: false })),
      );
    }
    const { total } = yield* store.pending.count();
    return ok({ changes, total: Math.max(total, loaded.length), lookedAt: loaded.length });
  });
}

function lastEntries(
  { store, sheets }: Dependencies,
  adds: readonly RowChange[],
): ResultAsync<Map<TabName, LedgerEntry>, StoreError> {
  return safeTry(async function* () {
    const last = new Map<TabName, LedgerEntry>();
    for (const tab of new Set(adds.map(changeTab))) {
      const entry = yield* store.ledger.last(sheets.target, tab);
      if (entry !== undefined) last.set(tab, entry);
    }
    return ok(last);
  });
}

function comparesEverything(
  { store, sheets, settings, layouts }: Dependencies,
  { requeueCursor, settingsDigest, spreadsheetTimeZone }: SyncState,
  { timeZone }: SheetSnapshot,
): ResultAsync<boolean, StoreError> {
  const differs = (known: string | undefined, now: string): boolean => known !== undefined && known !== now;
  return store.syncState
    .currentTarget()
    .map(
      (current) =>
        requeueCursor !== undefined ||
        differs(current, sheets.target) ||
        differs(settingsDigest, rowSettingsDigest(settings, layouts)) ||
        differs(spreadsheetTimeZone, timeZone),
    );
}

/** Each batch is one read and one write; so is making tabs and columns. What was not looked at costs as much as the rest. */
function costOf(
  rows: { readonly batches: number; readonly bytes: number; readonly share: number },
  before: { readonly settling: boolean; readonly firstTime: boolean },
  findings: readonly TabFinding[],
  { revision }: SheetSnapshot,
): PlanCost {
  const batches = Math.ceil(rows.batches * rows.share);
  const completed = findings.filter(({ type }) => type === 'columns_missing').length;
  const layout = revision === null || completed > 0 || findings.some(({ type }) => type === 'tab_missing');
  const needed = batches > 0;
  return {
    batches,
    reads: needed
      ? batches + Number(before.settling) + Number(before.firstTime) + Number(layout) + completed
      : Number(before.settling),
    writes: batches + Number(needed && layout),
    bytes: Math.ceil(rows.bytes * rows.share),
  };
}
