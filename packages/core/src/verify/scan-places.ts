import { ok, type ResultAsync, safeTry } from 'neverthrow';
import type { SyncError, SyncSession } from '../sync/sync-session.js';
import { type KeyedRow, readPage, type TabGone, type WatchedTab } from './watched-tab.js';

/** Keys read at once: a million would not fit the memory we promise. */
const KEYS_PAGE = 20_000;

/** Keys looked up in one piece of work, so that whatever else the process does comes to its turn in between. */
const KEYS_SLICE = 1_000;

/** Where the last key of a tab stands; 0 when it has none. */
export interface ScannedKeys {
  readonly type: 'scanned';
  readonly lastRow: number;
}

export type ScanPass =
  /** Notes the keys that stand where the ledger has them: of a row pasted twice that is the one to keep. */
  | 'in_place'
  /** Notes keys that no scan has seen yet, wherever they stand now. */
  | 'moved';

/** Reads a tab's key column whole and notes in the ledger what it has seen. */
export function scanPlaces(
  session: SyncSession,
  tab: WatchedTab,
  scan: string,
  pass: ScanPass,
  onRows: (done: number, total: number) => void,
): ResultAsync<ScannedKeys | TabGone, SyncError> {
  return safeTry(async function* () {
    let lastRow = 0;
    for (let firstRow = 1, end = 2; firstRow < end; firstRow += KEYS_PAGE) {
      const page = yield* readPage(session, tab, 'keys', { firstRow, rows: KEYS_PAGE });
      if (page.type === 'gone') return ok(page);
      end = page.rowCount;
      lastRow = page.rows.at(-1)?.row ?? lastRow;
      for (let first = 0; first < page.rows.length; first += KEYS_SLICE) {
        yield* noteRows(session, tab, scan, pass, page.rows.slice(first, first + KEYS_SLICE));
      }
      onRows(Math.min(firstRow + KEYS_PAGE, end) - 1, end - 1);
      await session.context.pause();
    }
    return ok({ type: 'scanned' as const, lastRow });
  });
}

function noteRows(
  { store, target }: SyncSession,
  { columns }: WatchedTab,
  scan: string,
  pass: ScanPass,
  rows: readonly KeyedRow[],
): ResultAsync<void, SyncError> {
  const { tab } = columns.layout;
  const keys = [...new Set(rows.map(({ key }) => key))];
  return safeTry(async function* () {
    if (keys.length === 0) return ok(undefined);
    const seen = pass === 'moved' ? new Set(yield* store.ledger.seen(target, tab, scan, keys)) : undefined;
    const places = new Map((yield* store.ledger.find(target, tab, keys)).map(({ key, row }) => [key, row]));
    const noted = new Map<string, number>();
    for (const { key, row } of rows) {
      const place = places.get(key);
      if (place === undefined || noted.has(key)) continue;
      if (seen === undefined ? place === row : !seen.has(key)) noted.set(key, row);
    }
    yield* store.ledger.markSeen(
      target,
      tab,
      scan,
      [...noted].map(([key, row]) => ({ key, row })),
    );
    return ok(undefined);
  });
}
