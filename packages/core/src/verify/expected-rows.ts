import type { ResultAsync } from 'neverthrow';
import { ok, safeTry } from 'neverthrow';
import type { StoreError } from '../ports/store-error.js';
import { learnerRows } from '../tabs/learner-rows.js';
import { responseRows } from '../tabs/response-rows.js';
import { type RowSubject, rowSubject } from '../tabs/row-subject.js';
import type { SheetRow } from '../tabs/sheet-row.js';
import type { TabName } from '../tabs/tab-name.js';
import type { Dependencies } from '../use-cases/dependencies.js';
import { gatherLearners } from '../use-cases/gather-learners.js';
import { gatherSessions } from '../use-cases/gather-sessions.js';

type Reading = Pick<Dependencies, 'store' | 'settings'>;

/** What the rows of these keys should hold by the store, now; keys that the store knows nothing of are absent. */
export function expectedRows(
  deps: Reading,
  tab: TabName,
  keys: readonly string[],
): ResultAsync<Map<string, SheetRow>, StoreError> {
  const subjects = new Map<string, RowSubject>();
  for (const key of keys) {
    const subject = rowSubject(tab, key);
    if (subject !== undefined) subjects.set(subject.id, subject);
  }
  const wanted = new Set(keys);
  return rowsAbout(deps, [...subjects.values()]).map(
    (rows) =>
      new Map(rows.filter((row) => row.tab === tab && wanted.has(row.key)).map((row) => [row.key, row])),
  );
}

/** All rows about these subjects. */
export function rowsAbout(
  { store, settings }: Reading,
  subjects: readonly RowSubject[],
): ResultAsync<SheetRow[], StoreError> {
  const ids = { submission: [], learner: [], session: [] } as Record<RowSubject['kind'], string[]>;
  for (const { kind, id } of subjects) ids[kind].push(id);
  return safeTry(async function* () {
    const submissions = ids.submission.length === 0 ? [] : yield* store.submissions.findMany(ids.submission);
    const learners = ids.learner.length === 0 ? [] : yield* gatherLearners(store, settings, ids.learner);
    const sessions = yield* gatherSessions(store, ids.session);
    return ok([...submissions.flatMap(responseRows), ...learners.flatMap(learnerRows), ...sessions]);
  });
}
