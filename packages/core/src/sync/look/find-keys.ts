import { ok, type ResultAsync, safeTry } from 'neverthrow';
import { readSheet, type SyncError, type SyncSession } from '../sync-session.js';
import { cellText } from './key-runs.js';

/** Rows read at once: as many as a scan reads. */
const PAGE_ROWS = 50_000;

/**
 * In which rows these keys stand. Unlike a scan it takes nothing else that stands in the column for a key, for use when
 * cells may have gone astray into it. No key column (-1): nowhere.
 */
export function findKeys(
  session: SyncSession,
  { tabId, keyColumn }: { readonly tabId: number; readonly keyColumn: number },
  keys: ReadonlySet<string>,
): ResultAsync<Map<string, number>, SyncError> {
  const found = new Map<string, number>();
  return safeTry(async function* () {
    if (keyColumn === -1 || keys.size === 0) return ok(found);
    for (let firstRow = 1, end = 2; firstRow < end; firstRow += PAGE_ROWS) {
      const range = { tabId, firstRow, rows: PAGE_ROWS, firstColumn: keyColumn, columns: 1 };
      const { cells, tabs } = yield* readSheet(session, { tabs: [tabId], ranges: [range] });
      end = tabs.find((tab) => tab.tabId === tabId)?.rowCount ?? 0;
      for (const [index, row] of (cells[0] ?? []).entries()) {
        const key = cellText(row[0]);
        if (keys.has(key) && !found.has(key)) found.set(key, firstRow + index);
      }
    }
    return ok(found);
  });
}
