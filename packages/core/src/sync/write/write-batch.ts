import { ok, type ResultAsync, safeTry } from 'neverthrow';
import type { ChangeRef } from '../../ports/pending-changes.js';
import type { LedgerEntry, TabRecord } from '../../ports/sheet-ledger.js';
import type { SheetSnapshot } from '../../ports/sheets-port.js';
import type { CutRows } from '../../ports/sync-state-repo.js';
import type { TabName } from '../../tabs/tab-name.js';
import { acknowledgeable, learnersOfSessions } from '../load/acknowledgeable.js';
import type { Work } from '../load/load-work.js';
import { changeTab, type RowChange } from '../load/row-change.js';
import { setProtectedTabAside } from '../look/protected-tabs.js';
import { AGAIN, type Again, type Clear } from '../look/see-to-sheet.js';
import type { SyncError, SyncSession } from '../sync-session.js';
import { countWrites } from './count-writes.js';
import { noteCutRows } from './note-cut-rows.js';
import { planBatch, type TabPlace } from './plan-batch.js';
import { type PlannedBatch, sendBatch } from './send-batch.js';
import { planTighter, spareRows } from './spare-room.js';

/** Work, the part of it that fits one batch, and the rows with cut cells that are remembered. */
export type BatchWork = Work & {
  readonly batch: readonly RowChange[];
  readonly cutRows: CutRows | undefined;
};

/**
 * Writes the batch, leaving out tabs that are set aside: their rows are owed, and written when the tab is mended. Plan
 * again when it was refused, or when a tab has just been set aside because it is protected.
 */
export function writeBatch(
  session: SyncSession,
  snapshot: SheetSnapshot,
  { changes, rows, batch, more, cutRows }: BatchWork,
  places: ReadonlyMap<TabName, TabPlace>,
): ResultAsync<Again | { type: 'progress'; more: boolean }, SyncError> {
  const { store, target, fence, meter } = session;
  const ready = batch.filter((change) => places.has(changeTab(change)));
  const writable = ready.filter((change) => !isLastAbove(change, ready, places));
  const later = ready.filter((change) => isLastAbove(change, ready, places));
  // A blanked row loses its key in the next batch, so what asked for it stays pending until then.
  const blanked = writable.filter((change) => change.type === 'blank');
  const left = [...rows.slice(batch.length), ...later, ...blanked];
  // A row of a tab that is set aside is written when the tab is mended, since its document is gone through again then;
  // one that is to go may have no document left by then.
  const owed = batch.filter((change) => 'entry' in change && !places.has(changeTab(change)));
  return safeTry(async function* () {
    const waiting = [...left, ...owed];
    const learnersOfSession = waiting.length === 0 ? new Map() : yield* learnersOfSessions(store, changes);
    const acknowledged = acknowledgeable(changes, waiting, learnersOfSession);
    // A batch under way could still undo what needs no writing now: an empty one of ours keeps it from arriving.
    const underWay = yield* store.journal.unsettled(target);
    if (writable.length === 0 && underWay.length === 0)
      yield* store.pending.acknowledge(target, acknowledged, fence);
    else {
      yield* noteCutRows(session, cutRows, writable);
      const planned = plannedBatch(snapshot, writable, places, acknowledged, spareRows(session.room));
      const sent = yield* sendBatch(session, planned)
        .orElse((error) => planTighter(session, error))
        .orElse((error) => setProtectedTabAside(session, error));
      if (sent !== 'applied') return ok(AGAIN);
    }
    countWrites(meter, writable);
    meter.changes += acknowledged.length;
    return ok({ type: 'progress' as const, more: more || left.length > 0 });
  });
}

/**
 * Whether a change would erase the key of our last row, in a batch that adds rows below it. That key is what tells
 * afterwards whether rows had moved (see `docs/how-a-sync-works.md`): it goes with the next batch, when it is not the last.
 */
function isLastAbove(
  change: RowChange,
  batch: readonly RowChange[],
  places: ReadonlyMap<TabName, TabPlace>,
): boolean {
  if (change.type !== 'erase_key') return false;
  const { tab, key } = change.entry;
  return (
    places.get(tab)?.last?.key === key && batch.some((other) => other.type === 'add' && other.row.tab === tab)
  );
}

function plannedBatch(
  snapshot: SheetSnapshot,
  writable: readonly RowChange[],
  places: ReadonlyMap<TabName, TabPlace>,
  acknowledged: readonly ChangeRef[],
  spare: number,
): PlannedBatch {
  const tabs = new Set(writable.map(changeTab));
  const touched = new Map([...places].filter(([tab]) => tabs.has(tab)));
  const { changes, ...effects } = planBatch(writable, touched, spare);
  const [anchor] = places.values();
  const anchorTabId = anchor?.columns.snapshot.tabId ?? snapshot.tabs[0]?.tabId ?? 0;
  const { revision: from, timeZone } = snapshot;
  return { from, timeZone, anchorTabId, changes, effects: { ...effects, acknowledged } };
}

/** Where each tab's rows go; tabs that are set aside have no place. */
export function tabPlaces(
  { findings, probed, setAside }: Clear,
  records: readonly TabRecord[],
  last: ReadonlyMap<TabName, LedgerEntry>,
): Map<TabName, TabPlace> {
  const places = new Map<TabName, TabPlace>();
  for (const finding of findings) {
    if (finding.type !== 'ready') continue;
    const { columns } = finding;
    const { tab } = columns.layout;
    if (setAside.has(tab)) continue;
    const nextRow = records.find((record) => record.tab === tab)?.nextRow ?? 1;
    places.set(tab, { columns, freeRow: probed.freeRows.get(tab), nextRow, last: last.get(tab) });
  }
  return places;
}
