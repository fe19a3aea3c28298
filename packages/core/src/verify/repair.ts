import { ok, type ResultAsync, safeTry } from 'neverthrow';
import { runSync } from '../sync/run-sync.js';
import type { SyncError, SyncSession } from '../sync/sync-session.js';
import { hasOwnForm } from '../tabs/own-key.js';
import type { PageRepair } from './compare-tab.js';
import type { StrayRow } from './judge-rows.js';
import { removeStrays } from './remove-strays.js';
import type { RepairReport } from './verify-report.js';
import type { WatchedTab } from './watched-tab.js';
import { type OwedRows, owedRows } from './write-again.js';

/** A repair in progress. */
export interface Repair {
  readonly owed: OwedRows;
  ofTab(tab: WatchedTab): PageRepair;
  /** Writes what is owed, and tells what was done in all. */
  finish(): ResultAsync<RepairReport, SyncError>;
}

/** Rows removed by one batch: each is looked at in a range of its own. */
const REMOVED_AT_ONCE = 500;

export function startRepair(session: SyncSession): Repair {
  const owed = owedRows(session);
  let removed = 0;
  let left = 0;

  function remove(tab: WatchedTab, strays: readonly StrayRow[]): ResultAsync<void, SyncError> {
    const removable = strays.filter(isRemovable(tab));
    return safeTry(async function* () {
      let gone = 0;
      for (let first = 0; first < removable.length; first += REMOVED_AT_ONCE) {
        gone += yield* removeStrays(session, tab, removable.slice(first, first + REMOVED_AT_ONCE));
      }
      removed += gone;
      left += strays.length - gone;
      return ok(undefined);
    });
  }

  return {
    owed,
    ofTab: (tab) => ({
      writeAgain: (keys) => owed.add(tab.columns.layout.tab, keys),
      remove: (strays) => remove(tab, strays),
    }),
    finish() {
      return safeTry(async function* () {
        yield* owed.flush();
        yield* runSync(session, { look: false });
        return ok({ rewritten: owed.count(), removed, left });
      });
    },
  };
}

/** A key that could not be ours was typed by people, and whatever stands beside it is theirs. */
function isRemovable({ columns }: WatchedTab): (stray: StrayRow) => boolean {
  return ({ kind, found }) => kind === 'duplicate' || hasOwnForm(columns.layout.tab, found.key);
}
