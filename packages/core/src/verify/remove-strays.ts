import { ok, type ResultAsync, safeTry } from 'neverthrow';
import type { ReadCell, SheetChange, SheetSnapshot } from '../ports/sheets-port.js';
import type { BatchEffects, KeyCheck } from '../ports/sync-journal.js';
import { cellText, keyRuns } from '../sync/look/key-runs.js';
import { findTabColumns, type TabColumns } from '../sync/look/tab-columns.js';
import { busy } from '../sync/run-sync.js';
import { readSheet, type SyncError, type SyncSession } from '../sync/sync-session.js';
import { blockCells } from '../sync/write/cell-blocks.js';
import { headerCheck } from '../sync/write/plan-batch.js';
import { sendBatch } from '../sync/write/send-batch.js';
import { expectedKeys, rowRuns } from './confirm-strays.js';
import type { StrayRow } from './judge-rows.js';
import { haveMoved, spanOf, type WatchedTab } from './watched-tab.js';

/** Blanking takes one round, erasing the keys another, seeing that they are gone a third; more when answers are lost. */
const MAX_ROUNDS = 5;

/**
 * Takes rows away that should not be there: blanks their managed cells, and then, when these are seen to be blank,
 * erases their keys, each in its row alone and only if it still stands there. What people keep beside stays, and so does
 * the row. Answers how many rows were taken away; the others were moved by people meanwhile.
 */
export function removeStrays(
  session: SyncSession,
  tab: WatchedTab,
  strays: readonly StrayRow[],
): ResultAsync<number, SyncError> {
  return safeTry(async function* () {
    const erased = new Set<StrayRow>();
    let removed = 0;
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const look = yield* lookAt(session, tab, strays);
      if (look === undefined) continue;
      removed = [...erased].filter((stray) => look.keyOf(stray.found.row) === '').length;
      const standing = strays.filter((stray) => isStanding(stray, look));
      const [full, blank] = [standing.filter(look.isFull), standing.filter((stray) => !look.isFull(stray))];
      if (standing.length === 0) break;
      yield* sendBatch(session, removal(look, tab, full, blank));
      for (const stray of blank) erased.add(stray);
    }
    return ok(removed);
  });
}

interface Look {
  readonly snapshot: SheetSnapshot;
  readonly columns: TabColumns;
  keyOf(row: number): string;
  /** Whether a managed cell of the row holds anything. */
  isFull(stray: StrayRow): boolean;
}

/** `undefined` when columns had moved: look again. */
function lookAt(
  session: SyncSession,
  tab: WatchedTab,
  strays: readonly StrayRow[],
): ResultAsync<Look | undefined, SyncError> {
  const { store, target } = session;
  const { columns } = tab;
  const { tabId } = columns.snapshot;
  const span = spanOf(columns, 'cells');
  const runs = rowRuns(keyRuns(tabId, columns.keyColumn, expectedKeys(strays)), span);
  return safeTry(async function* () {
    const snapshot = yield* readSheet(session, { tabs: [tabId], ranges: runs.ranges });
    // A revision that is not ours is for the next sync to find out about.
    const { revision } = yield* store.syncState.read(target);
    const finding = findTabColumns(columns.layout, snapshot.tabs, tab.record);
    if ((revision ?? null) !== snapshot.revision || finding.type !== 'ready') return busy();
    tab.columns = finding.columns;
    if (haveMoved(columns, finding.columns)) return ok(undefined);
    const cell = (row: number, column: number): ReadCell =>
      runs.row(snapshot.cells, row)[column - span.firstColumn] ?? null;
    return ok({
      snapshot,
      columns: finding.columns,
      keyOf: (row: number) => cellText(cell(row, columns.keyColumn)),
      isFull: ({ found }: StrayRow) =>
        columns.columns.some((column) => (cell(found.row, column) ?? '') !== ''),
    });
  });
}

/** A copy is one only as long as the row it is a copy of stands there too. */
function isStanding({ found, keptRow }: StrayRow, { keyOf }: Look): boolean {
  return keyOf(found.row) === found.key && (keptRow === undefined || keyOf(keptRow) === found.key);
}

function removal(
  { snapshot, columns }: Look,
  { record }: WatchedTab,
  full: readonly StrayRow[],
  blank: readonly StrayRow[],
) {
  const { layout, keyColumn } = columns;
  const { tabId } = columns.snapshot;
  const cells = full.map(({ found }) => ({
    row: found.row,
    columns: columns.columns,
    cells: columns.columns.map(() => null),
  }));
  const changes: SheetChange[] = [
    ...blockCells(tabId, cells),
    ...blank.map(({ found }) => ({
      ...{ type: 'erase_text' as const, tabId, column: keyColumn, text: found.key, row: found.row },
    })),
  ];
  const check = { tab: layout.tab, tabId, keyColumn };
  const effects: BatchEffects = {
    entries: [],
    removed: blank.flatMap(({ entry, kind }) => (kind === 'foreign' && entry !== undefined ? [entry] : [])),
    tabs: record === undefined ? [] : [{ ...record, keyColumn }],
    checks: [
      ...full.map(({ found }): KeyCheck => ({ ...check, row: found.row, key: found.key, written: true })),
      ...keptRows(blank).map(([row, key]): KeyCheck => ({ ...check, row, key, written: false })),
    ],
    headers: [headerCheck(columns)],
    acknowledged: [],
  };
  const { revision: from, timeZone } = snapshot;
  return { from, timeZone, anchorTabId: tabId, changes, effects };
}

/** The rows that must keep the keys which are erased elsewhere. */
function keptRows(strays: readonly StrayRow[]): [row: number, key: string][] {
  const kept = new Map<number, string>();
  for (const { found, keptRow } of strays) if (keptRow !== undefined) kept.set(keptRow, found.key);
  return [...kept];
}
