import { ok, okAsync, type ResultAsync, safeTry } from 'neverthrow';
import type { SheetsPort } from '../../ports/sheets-port.js';
import type { StoreError } from '../../ports/store-error.js';
import type { DoubtfulRow, DoubtfulRows } from '../../ports/sync-state-repo.js';
import type { TabName } from '../../tabs/tab-name.js';
import type { Dependencies } from '../../use-cases/dependencies.js';
import { expectedRows } from '../../verify/expected-rows.js';
import type { SyncSession } from '../sync-session.js';

/** So many are kept in the target's state, which is read with every batch. */
export const MAX_DOUBTFUL_ROWS = 200;

/** What the store and our memory of the sheet say of a row that people took away or brought. */
export interface JudgedRow extends DoubtfulRow {
  /** Rows that the store calls for above those in our memory: 1, 0 or -1. */
  readonly missing: number;
}

/** Remembers rows about which our memory of the sheet need not agree with the store any more, since people moved them. */
export function noteDoubts(
  { store, target }: SyncSession,
  tab: TabName,
  keys: readonly string[],
): ResultAsync<void, StoreError> {
  if (keys.length === 0) return okAsync();
  return store.syncState
    .read(target)
    .andThen(({ doubtfulRows }) =>
      store.syncState.patch(target, { doubtfulRows: withDoubts(doubtfulRows, tab, keys) }),
    );
}

export function withDoubts(
  known: DoubtfulRows | undefined,
  tab: TabName,
  keys: readonly string[],
): DoubtfulRows {
  const noted = new Set(known?.rows.filter((row) => row.tab === tab).map(({ key }) => key));
  const rows = [...(known?.rows ?? [])];
  for (const key of new Set(keys)) if (!noted.has(key)) rows.push({ tab, key });
  const further = new Set(known?.further);
  if (rows.length > MAX_DOUBTFUL_ROWS) further.add(tab);
  return { rows: rows.slice(0, MAX_DOUBTFUL_ROWS), further: [...further] };
}

/** Forgets those on which both agree by now: rows that have come back, and those of learners who are gone. */
export function dropSettledDoubts(
  session: SyncSession,
  known: DoubtfulRows | undefined,
): ResultAsync<void, StoreError> {
  if (known === undefined) return okAsync();
  return judgeDoubts(session, known).andThen((judged) => {
    const rows = judged.filter(({ missing }) => missing !== 0).map(({ tab, key }) => ({ tab, key }));
    if (rows.length === known.rows.length) return okAsync();
    const left = rows.length === 0 && known.further.length === 0 ? undefined : { ...known, rows };
    return session.store.syncState.patch(session.target, { doubtfulRows: left });
  });
}

export function judgeDoubts(
  deps: Pick<Dependencies, 'store' | 'settings'> & { readonly sheets: Pick<SheetsPort, 'target'> },
  { rows }: DoubtfulRows,
): ResultAsync<JudgedRow[], StoreError> {
  const { store, sheets } = deps;
  return safeTry(async function* () {
    const judged: JudgedRow[] = [];
    for (const [tab, ofTab] of Map.groupBy(rows, (row) => row.tab)) {
      const keys = ofTab.map(({ key }) => key);
      const expected = yield* expectedRows(deps, tab, keys);
      const known = new Set((yield* store.ledger.find(sheets.target, tab, keys)).map(({ key }) => key));
      for (const key of keys)
        judged.push({ tab, key, missing: Number(expected.has(key)) - Number(known.has(key)) });
    }
    return ok(judged);
  });
}
