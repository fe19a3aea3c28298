import { ok, type ResultAsync, safeTry } from 'neverthrow';
import type { LedgerEntry, TabRecord } from '../ports/sheet-ledger.js';
import type { SyncState } from '../ports/sync-state-repo.js';
import type { TabName } from '../tabs/tab-name.js';
import { changeRef } from './load/acknowledgeable.js';
import { cutToBudget } from './load/batch-budget.js';
import { loadWork, type Work } from './load/load-work.js';
import { changeTab, type RowChange } from './load/row-change.js';
import { isWholeLookDue, noteCells } from './look/note-cells.js';
import { planProbes } from './look/probes.js';
import { type Again, seeToSheet } from './look/see-to-sheet.js';
import { settleJournal } from './settle/settle-journal.js';
import { readSheet, type SyncError, type SyncSession } from './sync-session.js';
import { tabPlaces, writeBatch } from './write/write-batch.js';

/** What one step of a run came to. */
export type StepOutcome =
  /** Changes were written, or found to need no writing. `more`: there was more than fits one batch. */
  { readonly type: 'progress'; readonly more: boolean } | Again | { readonly type: 'idle' };

const IDLE: StepOutcome = { type: 'idle' };

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
    if (work.changes.length === 0 && !look) return ok(IDLE);
    const underWay = yield* store.journal.unsettled(target);
    if (work.rows.length === 0 && underWay.length === 0 && !look) {
      yield* store.pending.acknowledge(target, work.changes.map(changeRef), fence);
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
    const last = yield* lastEntries(session, batch);
    const probes = planProbes(batch, records, last);
    const allKnown = session.layouts.every((layout) => records.some(({ tab }) => tab === layout.tab));
    const all = !allKnown || isWholeLookDue(session, state);
    session.room.tight ||= state.problem?.code === 'cell_limit_reached';
    const snapshot = yield* readSheet(session, {
      tabs: all ? 'all' : records.map(({ tabId }) => tabId),
      ranges: probes.map((probe) => probe.range),
    });
    yield* noteCells(session, state, snapshot, { all, records });
    const seen = yield* seeToSheet(session, state, snapshot, records, probes);
    if (seen.type === 'again') return ok(seen);
    if (work.changes.length === 0) return ok(IDLE);
    const { cutRows } = state;
    return writeBatch(session, snapshot, { ...work, batch, cutRows }, tabPlaces(seen, records, last));
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
