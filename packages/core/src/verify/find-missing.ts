import { ok, type ResultAsync, safeTry } from 'neverthrow';
import type { SubjectCursor } from '../ports/stats-repo.js';
import { keepLease, type SyncError, type SyncSession } from '../sync/sync-session.js';
import { rowHash, type SheetRow } from '../tabs/sheet-row.js';
import type { TabName } from '../tabs/tab-name.js';
import { addFinding, type DriftTally } from './drift-tally.js';
import { rowsAbout } from './expected-rows.js';
import { scanPlaces } from './scan-places.js';
import type { VerifyProgress } from './verify-report.js';
import type { Waiting } from './waiting.js';
import type { WatchedTab } from './watched-tab.js';

/** A tab in which rows may be missing. */
export interface SearchedTab {
  readonly tally: DriftTally;
  readonly scan: string;
  /** `undefined` when there is no such tab: then all its rows are missing. */
  readonly watched: WatchedTab | undefined;
}

export interface Search {
  readonly tabs: ReadonlyMap<TabName, SearchedTab>;
  readonly timeZone: string;
  readonly waiting: Waiting;
  readonly onMissing: (tab: TabName, keys: readonly string[]) => ResultAsync<void, SyncError>;
  readonly onProgress: (progress: VerifyProgress) => void;
}

/** Subjects at a time: a submission has up to 500 rows. */
const SUBJECTS_PAGE = 200;

/** Walks the whole store for rows whose keys were not seen in the sheet. */
export function findMissing(session: SyncSession, search: Search): ResultAsync<void, SyncError> {
  const { store, target } = session;
  const looked = new Set<TabName>();
  return safeTry(async function* () {
    const known = [...(yield* store.ledger.countRows(target)).values()].reduce((sum, rows) => sum + rows, 0);
    let cursor: SubjectCursor | undefined;
    let done = 0;
    do {
      yield* keepLease(session);
      const page = yield* store.stats.subjects(cursor, SUBJECTS_PAGE);
      const rows = yield* rowsAbout(session, page.subjects);
      for (const [tab, ofTab] of Map.groupBy(rows, (row) => row.tab)) {
        const searched = search.tabs.get(tab);
        if (searched !== undefined) yield* searchTab(session, search, searched, ofTab, looked);
      }
      done += rows.length;
      search.onProgress({ phase: 'searching', done, total: Math.max(done, known) });
      await session.context.pause();
      cursor = page.next;
    } while (cursor !== undefined);
    return ok(undefined);
  });
}

function searchTab(
  session: SyncSession,
  search: Search,
  searched: SearchedTab,
  rows: readonly SheetRow[],
  looked: Set<TabName>,
): ResultAsync<void, SyncError> {
  const { tally } = searched;
  tally.stored += rows.length;
  return safeTry(async function* () {
    let unseen = yield* notSeen(session, searched, rows);
    if (unseen.length > 0 && searched.watched !== undefined && !looked.has(tally.tab)) {
      looked.add(tally.tab);
      yield* lookAgain(session, searched.watched, searched.scan);
      unseen = yield* notSeen(session, searched, rows);
    }
    if (unseen.length === 0) return ok(undefined);
    const missing = yield* withoutWaiting(session, search, tally, unseen);
    for (const key of missing) addFinding(tally, { kind: 'missing', key });
    if (missing.length > 0) yield* search.onMissing(tally.tab, missing);
    return ok(undefined);
  });
}

function notSeen(
  { store, target }: SyncSession,
  { tally, scan }: SearchedTab,
  rows: readonly SheetRow[],
): ResultAsync<SheetRow[], SyncError> {
  const keys = rows.map(({ key }) => key);
  return store.ledger
    .seen(target, tally.tab, scan, keys)
    .map((found) => {
      const seen = new Set(found);
      return rows.filter(({ key }) => !seen.has(key));
    })
    .mapErr((error): SyncError => error);
}

/** A row that people moved from a page not yet read to one that had been was seen by nobody, and is not missing. */
function lookAgain(session: SyncSession, watched: WatchedTab, scan: string): ResultAsync<void, SyncError> {
  return scanPlaces(session, watched, scan, 'in_place', () => {})
    .andThen(() => scanPlaces(session, watched, scan, 'moved', () => {}))
    .map(() => undefined);
}

/** What the ledger has as written, and up to date, no sync would write: that is missing whatever is pending. */
function withoutWaiting(
  { store, target }: SyncSession,
  { waiting, timeZone }: Search,
  tally: DriftTally,
  rows: readonly SheetRow[],
): ResultAsync<string[], SyncError> {
  const keys = rows.map(({ key }) => key);
  return safeTry(async function* () {
    const entries = yield* store.ledger.find(target, tally.tab, keys);
    const hashes = new Map(entries.map(({ key, hash }) => [key, hash]));
    const unsure = rows.filter((row) => hashes.get(row.key) !== rowHash(row, timeZone));
    const awaited = yield* waiting.among(
      tally.tab,
      unsure.map(({ key }) => key),
    );
    const owed = new Set(unsure.map(({ key }) => key).filter((key) => awaited.has(key)));
    tally.waiting += owed.size;
    return ok(keys.filter((key) => !owed.has(key)));
  });
}
