import { ok, type ResultAsync, safeTry } from 'neverthrow';
import type { LedgerEntry } from '../../ports/sheet-ledger.js';
import type { ReadCell } from '../../ports/sheets-port.js';
import type { StoreError } from '../../ports/store-error.js';
import { hasOwnForm } from '../../tabs/own-key.js';
import { courseOfKey, rowSubject } from '../../tabs/row-subject.js';
import type { TabName } from '../../tabs/tab-name.js';
import { keepLease, readSheet, type SyncError, type SyncSession } from '../sync-session.js';
import { noteDoubts } from './doubtful-rows.js';
import { cellText } from './key-runs.js';

/** Which key column to scan. */
export interface ScanPlace {
  readonly tab: TabName;
  readonly tabId: number;
  readonly keyColumn: number;
}

/** Rows read at once: a million keys would not fit the memory we promise. */
const PAGE_ROWS = 50_000;

/** Most forgotten keys answered; the others are found by `verify`. */
const MAX_FORGOTTEN = 10_000;

/**
 * Reads a tab's key column whole and mends the ledger: rows that moved get their new place, keys we had no memory of
 * are adopted (to be written again when they next change) if they can be ours at all, rows that are gone are forgotten
 * and answered.
 */
export function scanTab(session: SyncSession, place: ScanPlace): ResultAsync<string[], SyncError> {
  return safeTry(async function* () {
    const scan = session.ids.newId();
    let lastUsed = 0;
    for (let firstRow = 1, end = 2; firstRow < end; firstRow += PAGE_ROWS) {
      const range = {
        tabId: place.tabId,
        firstRow,
        rows: PAGE_ROWS,
        firstColumn: place.keyColumn,
        columns: 1,
      };
      const snapshot = yield* readSheet(session, { tabs: [place.tabId], ranges: [range] });
      end = snapshot.tabs.find((tab) => tab.tabId === place.tabId)?.rowCount ?? 0;
      const seen = keysIn(snapshot.cells[0] ?? [], firstRow);
      lastUsed = seen.at(-1)?.row ?? lastUsed;
      yield* rememberPage(session, place.tab, scan, seen);
      await session.context.pause();
    }
    const { ledger } = session.store;
    // A read takes long at times: who has the lease by now may have added rows that this scan has not seen.
    yield* keepLease(session);
    const forgotten = yield* ledger.finishScan(session.target, place.tab, scan, lastUsed + 1, MAX_FORGOTTEN);
    yield* noteDoubts(session, place.tab, forgotten);
    session.log.info('Scanned the keys of a tab', { tab: place.tab, forgotten: forgotten.length });
    if (place.tab === 'course_progress') yield* bringBack(session, forgotten);
    return ok(forgotten);
  });
}

/**
 * By its CourseProgress rows a course's learners are found when it changes, so that these rows cannot stay away until
 * they change themselves: the other rows of the same learners would be out of date.
 */
function bringBack({ store }: SyncSession, keys: readonly string[]): ResultAsync<void, StoreError> {
  const subjects = keys.flatMap((key) => rowSubject('course_progress', key) ?? []);
  return store.learners.touch([...new Set(subjects.map(({ id }) => id))]);
}

/** The keys of a page; of a row pasted twice the first counts, and `verify` reports the other. */
function keysIn(block: readonly (readonly ReadCell[])[], firstRow: number): { key: string; row: number }[] {
  const seen = new Map<string, number>();
  for (const [index, cells] of block.entries()) {
    const key = cellText(cells[0]);
    if (key !== '' && !seen.has(key)) seen.set(key, firstRow + index);
  }
  return [...seen].map(([key, row]) => ({ key, row }));
}

function rememberPage(
  session: SyncSession,
  tab: TabName,
  scan: string,
  seen: readonly { key: string; row: number }[],
): ResultAsync<void, SyncError> {
  const { store, target } = session;
  return safeTry(async function* () {
    if (seen.length === 0) return ok(undefined);
    const unknown = new Set(yield* store.ledger.markSeen(target, tab, scan, seen));
    const strangers = seen.filter(({ key }) => unknown.has(key) && hasOwnForm(tab, key));
    if (strangers.length === 0) return ok(undefined);
    const owners = yield* ownersOf(store, tab, strangers);
    yield* noteDoubts(
      session,
      tab,
      strangers.map(({ key }) => key),
    );
    yield* store.ledger.adopt(
      target,
      strangers.map(({ key, row }) => adopted(tab, key, row, owners)),
    );
    yield* store.ledger.markSeen(target, tab, scan, strangers);
    return ok(undefined);
  });
}

/** Submissions read at a time. */
const SUBMISSION_PAGE = 200;

/** Whose responses these are, by submission: their rows are found by that when the learner is erased. */
function ownersOf(
  { submissions }: SyncSession['store'],
  tab: TabName,
  rows: readonly { key: string }[],
): ResultAsync<Map<string, string>, StoreError> {
  const ids = [...new Set(rows.flatMap(({ key }) => rowSubject(tab, key)?.id ?? []))];
  return safeTry(async function* () {
    const owners = new Map<string, string>();
    if (tab !== 'responses') return ok(owners);
    for (let start = 0; start < ids.length; start += SUBMISSION_PAGE)
      for (const found of yield* submissions.findMany(ids.slice(start, start + SUBMISSION_PAGE)))
        owners.set(found.submission_id, found.user_id);
    return ok(owners);
  });
}

function adopted(tab: TabName, key: string, row: number, owners: ReadonlyMap<string, string>): LedgerEntry {
  const subject = rowSubject(tab, key);
  const owner = subject?.kind === 'submission' ? owners.get(subject.id) : subject?.id;
  return { tab, key, row, hash: '', owner: owner ?? '', course: courseOfKey(tab, key) };
}
