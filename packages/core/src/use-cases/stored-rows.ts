import { ok, okAsync, type ResultAsync, safeTry } from 'neverthrow';
import type { SheetsPort } from '../ports/sheets-port.js';
import type { StoreError } from '../ports/store-error.js';
import { workOut } from '../sync/load/load-work.js';
import { changeKey, changeTab } from '../sync/load/row-change.js';
import { type JudgedRow, judgeDoubts } from '../sync/look/doubtful-rows.js';
import { rowSettingsDigest } from '../sync/row-settings-digest.js';
import type { TabName } from '../tabs/tab-name.js';
import type { Dependencies } from './dependencies.js';
import type { StatusFacts } from './read-sync-status.js';
import { UNHURRIED } from './unhurried-context.js';

type Reading = Pick<Dependencies, 'store' | 'settings' | 'layouts'> & {
  readonly sheets: Pick<SheetsPort, 'target'>;
};

/** Rows that a store calls for above those that our memory of the sheet has, by tab; 0 where a tab is left out. */
export type StoredRows = ReadonlyMap<TabName, number>;

/** Pending changes that are worked out for a status: no more than it can wait for. */
const MOST_AT_ONCE = { documents: 200, responses: 4_000 };

/**
 * Counts what is not in the sheet without walking the store: what is not pending is in our memory of the sheet just as
 * the store calls for it, but for rows that people took away or brought; what is pending is worked out. `undefined`:
 * that would be too much now, since too many changes wait, or every row is compared again.
 */
export function countStoredRows(
  deps: Reading,
  facts: Pick<StatusFacts, 'pending' | 'state'>,
): ResultAsync<StoredRows | undefined, StoreError> {
  return safeTry(async function* () {
    if (!(yield* isComparable(deps, facts))) return ok(undefined);
    const doubts =
      facts.state.doubtfulRows === undefined ? [] : yield* judgeDoubts(deps, facts.state.doubtfulRows);
    const above = new Map<TabName, number>();
    const add = (tab: TabName, rows: number): void => void above.set(tab, (above.get(tab) ?? 0) + rows);
    for (const { tab, missing } of doubts) add(tab, missing);
    const waiting = yield* waitingRows(deps, facts, doubts);
    for (const { tab, rows } of waiting ?? []) add(tab, rows);
    return ok(waiting && above);
  });
}

/** A course that is pending stands for learners whose number nobody knows. */
function isComparable(
  { store, sheets, settings, layouts }: Reading,
  { pending, state }: Pick<StatusFacts, 'pending' | 'state'>,
): ResultAsync<boolean, StoreError> {
  const { requeueCursor, settingsDigest } = state;
  const isSettled =
    pending.total <= MOST_AT_ONCE.documents &&
    pending.byKind.course === 0 &&
    requeueCursor === undefined &&
    (settingsDigest === undefined || settingsDigest === rowSettingsDigest(settings, layouts));
  if (!isSettled) return okAsync(false);
  return store.syncState.currentTarget().map((current) => current === undefined || current === sheets.target);
}

interface WaitingRows {
  readonly tab: TabName;
  /** 1: it is to come; -1: to go. */
  readonly rows: number;
}

/** `undefined`: not all that waits could be loaded. */
function waitingRows(
  deps: Reading,
  { pending, state }: Pick<StatusFacts, 'pending' | 'state'>,
  doubts: readonly JudgedRow[],
): ResultAsync<WaitingRows[] | undefined, StoreError> {
  if (pending.total === 0) return okAsync([]);
  const { store, sheets } = deps;
  const judged = new Set(doubts.map(({ tab, key }) => `${tab} ${key}`));
  return safeTry(async function* () {
    const changes = yield* store.pending.load(MOST_AT_ONCE);
    if (changes.length < pending.total) return ok(undefined);
    const work = { ...deps, target: sheets.target, context: UNHURRIED };
    const rows = yield* workOut(work, changes, state.spreadsheetTimeZone ?? '');
    const waiting = rows.filter(
      (change) => change.type !== 'update' && !judged.has(`${changeTab(change)} ${changeKey(change)}`),
    );
    return ok(waiting.map((change) => ({ tab: changeTab(change), rows: change.type === 'add' ? 1 : -1 })));
  });
}
