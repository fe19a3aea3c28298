import { ok, type ResultAsync, safeTry } from 'neverthrow';
import type { TabSnapshot } from '../../ports/sheets-port.js';
import { keepLease, readSheet, type SyncError, type SyncSession } from '../sync-session.js';
import type { TabFinding } from './tab-columns.js';

/** Where a tab holds anything, it does so here, in almost every case. */
const FIRST_LOOK_ROWS = 200;

/** The rest of a tab that looks empty: nothing is answered of rows without cells. */
const LOOK_ROWS = 20_000;

/**
 * A tab that people have emptied, headers and all, is forgotten, so that it is filled afresh. One that has lost its
 * headers alone is not: nobody could tell any more whose its columns are. True when one was forgotten.
 */
export function forgetEmptiedTabs(
  session: SyncSession,
  findings: readonly TabFinding[],
): ResultAsync<boolean, SyncError> {
  const { store, target, log } = session;
  return safeTry(async function* () {
    let forgotten = false;
    for (const finding of findings) {
      if (finding.type !== 'headers_lost' || hasHeaders(finding.snapshot)) continue;
      if (!(yield* isEmpty(session, finding.snapshot))) continue;
      log.warn('A tab was emptied in the spreadsheet: filling it again', { tab: finding.layout.tab });
      yield* store.syncState.patch(target, { requeueCursor: '' });
      // Whoever has taken over meanwhile may have filled it again.
      yield* keepLease(session);
      yield* store.ledger.forgetTab(target, finding.layout.tab);
      forgotten = true;
    }
    return ok(forgotten);
  });
}

function hasHeaders({ headers }: TabSnapshot): boolean {
  return headers.some((header) => header.trim() !== '');
}

function isEmpty(session: SyncSession, { tabId, rowCount }: TabSnapshot): ResultAsync<boolean, SyncError> {
  return safeTry(async function* () {
    for (let firstRow = 0; firstRow < rowCount; ) {
      const rows = firstRow === 0 ? FIRST_LOOK_ROWS : LOOK_ROWS;
      const range = { tabId, firstRow, rows, firstColumn: 0, columns: undefined };
      const { cells } = yield* readSheet(session, { tabs: [tabId], ranges: [range] });
      if ((cells[0] ?? []).length > 0) return ok(false);
      firstRow += rows;
    }
    return ok(true);
  });
}
