import { ok, type ResultAsync, safeTry } from 'neverthrow';
import { distrustKeys } from '../sync/settle/regain-track.js';
import type { SyncError, SyncSession } from '../sync/sync-session.js';
import { type RowSubject, rowSubject } from '../tabs/row-subject.js';
import type { TabName } from '../tabs/tab-name.js';

/** Rows that the next sync is to write again. */
export interface OwedRows {
  /** The ledger stops vouching for these rows at once; that somebody writes them is asked for by `flush`. */
  add(tab: TabName, keys: readonly string[]): ResultAsync<void, SyncError>;
  /** Makes everybody pending whose rows were added. */
  flush(): ResultAsync<void, SyncError>;
  count(): number;
}

/** Subjects kept back, so that what is made pending is not taken for waiting anyway; more than these go at once. */
const MAX_KEPT = 20_000;

export function owedRows(session: SyncSession): OwedRows {
  const { store } = session;
  const subjects = new Map<string, RowSubject>();
  let count = 0;

  function flush(): ResultAsync<void, SyncError> {
    const all = [...subjects.values()];
    subjects.clear();
    const learners = all.filter(({ kind }) => kind === 'learner').map(({ id }) => id);
    return store.learners
      .touch(learners)
      .andThen(() => store.pending.requeue(all.filter(({ kind }) => kind !== 'learner')))
      .mapErr((error): SyncError => error);
  }

  return {
    add(tab, keys) {
      for (const key of keys) {
        const subject = rowSubject(tab, key);
        if (subject !== undefined) subjects.set(`${subject.kind} ${subject.id}`, subject);
      }
      count += keys.length;
      return safeTry(async function* () {
        yield* distrustKeys(
          session,
          tab,
          keys.map((key) => ({ key })),
        );
        if (subjects.size > MAX_KEPT) yield* flush();
        return ok(undefined);
      });
    },
    flush,
    count: () => count,
  };
}
