import { ok, okAsync, type ResultAsync, safeTry } from 'neverthrow';
import type { StoreError } from '../ports/store-error.js';
import { rowSettingsDigest } from '../sync/row-settings-digest.js';
import { type RowSubject, rowSubject } from '../tabs/row-subject.js';
import type { TabName } from '../tabs/tab-name.js';
import type { Dependencies } from '../use-cases/dependencies.js';

/** Tells which rows a sync will come by anyway. */
export interface Waiting {
  /** Those of the keys whose rows some pending change may alter. */
  among(tab: TabName, keys: readonly string[]): ResultAsync<ReadonlySet<string>, StoreError>;
}

/** `timeZone` is the spreadsheet's, as just read. */
export function whatWaits(deps: Dependencies, timeZone: string): ResultAsync<Waiting, StoreError> {
  return everythingWaits(deps, timeZone).map((everything) => ({
    among(tab, keys) {
      if (keys.length === 0) return okAsync(new Set<string>());
      return everything ? okAsync(new Set(keys)) : awaitedAmong(deps, tab, keys);
    },
  }));
}

/** Every row is compared again by the next syncs: for a new spreadsheet, other settings, another time zone. */
function everythingWaits(deps: Dependencies, timeZone: string): ResultAsync<boolean, StoreError> {
  const { store, sheets, settings, layouts } = deps;
  return safeTry(async function* () {
    const state = yield* store.syncState.read(sheets.target);
    if (state.requeueCursor !== undefined) return ok(true);
    if ((yield* store.syncState.currentTarget()) !== sheets.target) return ok(true);
    if (state.spreadsheetTimeZone !== timeZone) return ok(true);
    return ok(state.settingsDigest !== rowSettingsDigest(settings, layouts));
  });
}

function awaitedAmong(
  { store }: Dependencies,
  tab: TabName,
  keys: readonly string[],
): ResultAsync<ReadonlySet<string>, StoreError> {
  return safeTry(async function* () {
    const subjects = new Map<string, RowSubject>();
    for (const key of keys) {
      const subject = rowSubject(tab, key);
      if (subject !== undefined) subjects.set(subject.id, subject);
    }
    const [first] = subjects.values();
    // A course that is pending makes its learners pending only when it is loaded.
    if (first?.kind === 'learner' && (yield* store.pending.count()).byKind.course > 0)
      return ok(new Set(keys));
    const awaited = yield* store.pending.awaited([...subjects.values()]);
    const ids = new Set(awaited.map(({ id }) => id));
    return ok(new Set(keys.filter((key) => ids.has(rowSubject(tab, key)?.id ?? ''))));
  });
}
