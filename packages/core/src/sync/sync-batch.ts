import { ok, okAsync, type ResultAsync, safeTry } from 'neverthrow';
import type { ChangeRef } from '../ports/pending-changes.js';
import type { LedgerEntry, TabRecord } from '../ports/sheet-ledger.js';
import type { SheetSnapshot } from '../ports/sheets-port.js';
import type { SyncState } from '../ports/sync-state-repo.js';
import type { TabName } from '../tabs/tab-name.js';
import { acknowledgeable } from './acknowledgeable.js';
import { cutToBudget } from './batch-budget.js';
import { countWrites } from './count-writes.js';
import { ensureLayout, type LayoutReport } from './ensure-layout.js';
import { cellText } from './key-runs.js';
import { loadWork, type Work } from './load-work.js';
import { planBatch, type TabPlace } from './plan-batch.js';
import { type Probe, type ProbeFindings, planProbes, readProbes } from './probes.js';
import { regainTrack } from './regain-track.js';
import { changeTab, type RowChange } from './row-change.js';
import { scanTab } from './scan-tab.js';
import { type PlannedBatch, sendBatch } from './send-batch.js';
import { settleJournal } from './settle-journal.js';
import { readSheet, type SyncError, type SyncSession } from './sync-session.js';
import { findTabColumns, type TabFinding } from './tab-columns.js';
import { updateTabProblems } from './tab-problems.js';

/** What one step of a run came to. */
export type StepOutcome =
  /** Changes were written, or found to need no writing. `more`: there was more than fits one batch. */
  | { readonly type: 'progress'; readonly more: boolean }
  /** Something else had to be seen to first (a tab made, keys scanned): plan again. */
  | { readonly type: 'again'; readonly layout: readonly LayoutReport[] }
  | { readonly type: 'idle' };

const IDLE: StepOutcome = { type: 'idle' };
const AGAIN = { type: 'again', layout: [] } as const;

/**
 * One step of a sync run: settles what is open, loads pending changes, reads once, writes once. `look` reads even when
 * nothing is pending, to see to the layout and to tabs that were set aside.
 */
export function syncBatch(session: SyncSession, look: boolean): ResultAsync<StepOutcome, SyncError> {
  const { store, target, fence } = session;
  return safeTry(async function* () {
    yield* settleJournal(session);
    const state = yield* store.syncState.read(target);
    const work = yield* loadWork(session, state.spreadsheetTimeZone ?? '');
    if (work.rows.length === 0 && !look) {
      if (work.changes.length === 0) return ok(IDLE);
      yield* store.pending.acknowledge(target, acknowledgeable(work.changes, []), fence);
      session.meter.changes += work.changes.length;
      return ok({ type: 'progress' as const, more: work.more });
    }
    return writeWork(session, state, work);
  });
}

/** One step that sees to the spreadsheet's layout and writes no rows. */
export function layoutStep(session: SyncSession): ResultAsync<StepOutcome, SyncError> {
  const { store, target } = session;
  return settleJournal(session)
    .andThen(() => store.syncState.read(target))
    .andThen((state) => writeWork(session, state, { changes: [], rows: [], more: false }));
}

/** Reads what the work needs to see; sees to whatever stands in its way, or writes it. */
function writeWork(session: SyncSession, state: SyncState, work: Work): ResultAsync<StepOutcome, SyncError> {
  return safeTry(async function* () {
    const records = yield* knownTabs(session);
    const batch = cutToBudget(work.rows);
    const probes = planProbes(batch, records, yield* lastEntries(session, batch));
    const allKnown = session.layouts.every((layout) => records.some(({ tab }) => tab === layout.tab));
    const snapshot = yield* readSheet(session, {
      tabs: allKnown ? records.map(({ tabId }) => tabId) : 'all',
      ranges: probes.map((probe) => probe.range),
    });
    const hindered = yield* seeTo(session, state, snapshot, records, probes);
    if (hindered.type === 'again') return ok(hindered);
    const places = tabPlaces(hindered, records);
    return writeBatch(session, snapshot, { ...work, batch }, places);
  });
}

/** The ledger's tabs, with key columns where they were last seen in this run. */
function knownTabs({ store, target, movedKeyColumns }: SyncSession): ResultAsync<TabRecord[], SyncError> {
  return store.ledger
    .tabs(target)
    .map((records) =>
      records.map((record) => ({
        ...record,
        keyColumn: movedKeyColumns.get(record.tab) ?? record.keyColumn,
      })),
    )
    .mapErr((error): SyncError => error);
}

function lastEntries(
  { store, target }: SyncSession,
  batch: readonly RowChange[],
): ResultAsync<Map<TabName, LedgerEntry>, SyncError> {
  const tabs = new Set(batch.filter((change) => change.type === 'add').map(changeTab));
  return safeTry(async function* () {
    const last = new Map<TabName, LedgerEntry>();
    for (const tab of tabs) {
      const entry = yield* store.ledger.last(target, tab);
      if (entry !== undefined) last.set(tab, entry);
    }
    return ok(last);
  });
}

/** Nothing stands in the way. */
interface Clear {
  readonly type: 'clear';
  readonly findings: readonly TabFinding[];
  readonly probed: ProbeFindings;
}

/** Sees to what must be right before rows are written: revision, time zone, layout, key columns, places of keys. */
function seeTo(
  session: SyncSession,
  state: SyncState,
  snapshot: SheetSnapshot,
  records: readonly TabRecord[],
  probes: readonly Probe[],
): ResultAsync<(StepOutcome & { type: 'again' }) | Clear, SyncError> {
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
    if (yield* updateTabProblems(session, state, findings)) return ok(AGAIN);
    const layout = yield* ensureLayout(session, snapshot, findings, records);
    if (layout !== undefined) return ok({ type: 'again' as const, layout });
    if (noteKeyColumns(session, findings, records)) return ok(AGAIN);
    const probed = readProbes(probes, snapshot.cells);
    if (yield* scanMoved(session, findings, probed)) return ok(AGAIN);
    return ok({ type: 'clear' as const, findings, probed });
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

/** Writes the batch, leaving out tabs that are set aside: their rows are owed, and written when the tab is mended. */
function writeBatch(
  session: SyncSession,
  snapshot: SheetSnapshot,
  { changes, rows, batch, more }: Work & { batch: readonly RowChange[] },
  places: ReadonlyMap<TabName, TabPlace>,
): ResultAsync<StepOutcome, SyncError> {
  const { store, target, fence, meter } = session;
  if (changes.length === 0) return okAsync(IDLE);
  const writable = batch.filter((change) => places.has(changeTab(change)));
  // A blanked row loses its key in the next batch, so what asked for it stays pending until then.
  const left = [...rows.slice(batch.length), ...writable.filter((change) => change.type === 'blank')];
  const acknowledged = acknowledgeable(changes, left);
  return safeTry(async function* () {
    if (writable.length === 0) yield* store.pending.acknowledge(target, acknowledged, fence);
    else yield* sendBatch(session, plannedBatch(snapshot, writable, places, acknowledged));
    countWrites(meter, writable);
    meter.changes += acknowledged.length;
    return ok({ type: 'progress' as const, more: more || left.length > 0 });
  });
}

function plannedBatch(
  snapshot: SheetSnapshot,
  writable: readonly RowChange[],
  places: ReadonlyMap<TabName, TabPlace>,
  acknowledged: readonly ChangeRef[],
): PlannedBatch {
  const tabs = new Set(writable.map(changeTab));
  const touched = new Map([...places].filter(([tab]) => tabs.has(tab)));
  const { changes, ...effects } = planBatch(writable, touched);
  const [anchor] = places.values();
  const anchorTabId = anchor?.columns.snapshot.tabId ?? 0;
  const { revision: from, timeZone } = snapshot;
  return { from, timeZone, anchorTabId, changes, effects: { ...effects, acknowledged } };
}

function tabPlaces({ findings, probed }: Clear, records: readonly TabRecord[]): Map<TabName, TabPlace> {
  const places = new Map<TabName, TabPlace>();
  for (const finding of findings) {
    if (finding.type !== 'ready') continue;
    const { columns } = finding;
    const { tab } = columns.layout;
    const free = probed.space.get(tab);
    const nextRow = records.find((record) => record.tab === tab)?.nextRow ?? 1;
    const keyAbove = cellText(free?.above[columns.keyColumn]);
    places.set(tab, { columns, freeRow: free?.freeRow, nextRow, keyAbove });
  }
  return places;
}
