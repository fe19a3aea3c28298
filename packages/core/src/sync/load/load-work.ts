import { ok, okAsync, type ResultAsync, safeTry } from 'neverthrow';
import { MAX_RESPONSES, responseId } from '../../domain/submission.js';
import type { PendingChange } from '../../ports/pending-changes.js';
import type { LedgerEntry } from '../../ports/sheet-ledger.js';
import type { StoreError } from '../../ports/store-error.js';
import { learnerRows } from '../../tabs/learner-rows.js';
import { responseRows } from '../../tabs/response-rows.js';
import { rowSubject } from '../../tabs/row-subject.js';
import type { SheetRow } from '../../tabs/sheet-row.js';
import type { TabName } from '../../tabs/tab-name.js';
import { gatherLearners } from '../../use-cases/gather-learners.js';
import { gatherSessions } from '../../use-cases/gather-sessions.js';
import type { SyncError, SyncSession } from '../sync-session.js';
import { diffRows, type RowChange } from './row-change.js';

/** Pending changes and what they make of the sheet. */
export interface Work {
  readonly changes: readonly PendingChange[];
  /** Rows that do not hold what they should; responses first, so that a batch that is cut still makes headway. */
  readonly rows: readonly RowChange[];
  /** There may be more than was loaded. */
  readonly more: boolean;
}

/** Bounds what one batch loads: as much as fits its 2 MB in most cases, never more than memory bears. */
export const LOAD_LIMIT = { documents: 3_000, responses: 4_000 };

/** Learners made pending at a time when a course they take changes. */
const COURSE_PAGE = 1_000;

/** Submissions of erased learners looked for at a time. */
const SUBMISSION_PAGE = 200;

/** Loads the oldest pending changes and works out the rows they touch. `timeZone` is the spreadsheet's. */
export function loadWork(session: SyncSession, timeZone: string): ResultAsync<Work, SyncError> {
  const { store } = session;
  return safeTry(async function* () {
    const changes = yield* store.pending.load(LOAD_LIMIT);
    yield* passOnCourses(session, changes);
    await session.context.pause();
    const rows = yield* workOut(session, changes, timeZone);
    return ok({ changes, rows, more: mayBeMore(changes) });
  });
}

/** What working out rows needs: nothing is written anywhere. */
export type WorkingOut = Pick<SyncSession, 'store' | 'settings' | 'target' | 'context'>;

/** The rows that changes touch and that do not hold what they should, by the ledger. */
export function workOut(
  session: WorkingOut,
  changes: readonly PendingChange[],
  timeZone: string,
): ResultAsync<RowChange[], StoreError> {
  return safeTry(async function* () {
    const learners = yield* loadLearnerRows(session, changes);
    const sessions = yield* loadSessionRows(session, changes);
    const responses = changes.flatMap((change) =>
      change.kind === 'submission' ? responseRows(change.submission) : [],
    );
    const orphans = yield* erasedResponses(session, changes);
    await session.context.pause();
    const desired = [...responses, ...learners.rows, ...sessions.rows];
    const owned = [...orphans, ...learners.owned, ...sessions.owned];
    const known = yield* knownEntries(session, desired, owned);
    return ok(diffRows(desired, known, timeZone));
  });
}

/** A course's learners were made pending just now; and where one more submission might not have fitted, one may be left. */
function mayBeMore(changes: readonly PendingChange[]): boolean {
  const responses = changes.reduce(
    (sum, change) => sum + (change.kind === 'submission' ? change.submission.responses.length : 0),
    0,
  );
  return (
    changes.length >= LOAD_LIMIT.documents ||
    responses + MAX_RESPONSES > LOAD_LIMIT.responses ||
    changes.some(({ kind }) => kind === 'course')
  );
}

interface LoadedRows {
  readonly rows: SheetRow[];
  /** Ledger entries of the same owners, desired or not. */
  readonly owned: LedgerEntry[];
}

/** A course's rows are its learners' rows: they are made pending, and come with this load or a later one. */
function passOnCourses(
  { store, target }: SyncSession,
  changes: readonly PendingChange[],
): ResultAsync<void, SyncError> {
  return safeTry(async function* () {
    for (const change of changes) {
      if (change.kind !== 'course') continue;
      for (let after: string | undefined; ; ) {
        const owners = yield* store.ledger.ownersOfCourse(target, change.course_id, after, COURSE_PAGE);
        if (owners.length === 0) break;
        yield* store.learners.touch(owners);
        after = owners.at(-1);
      }
    }
    return ok(undefined);
  });
}

const LEARNER_TABS: readonly TabName[] = ['profiles', 'course_statistics', 'course_progress'];

function loadLearnerRows(
  { store, settings, target }: WorkingOut,
  changes: readonly PendingChange[],
): ResultAsync<LoadedRows, StoreError> {
  return safeTry(async function* () {
    const userIds = yield* touchedLearners({ store }, changes);
    const statistics = yield* gatherLearners(store, settings, userIds);
    const owned: LedgerEntry[] = [];
    for (const tab of LEARNER_TABS) owned.push(...(yield* store.ledger.ownedBy(target, tab, userIds)));
    return ok({ rows: statistics.flatMap(learnerRows), owned });
  });
}

/** Response rows of learners who were erased, but for those of submissions that came since. */
function erasedResponses(
  { store, target }: WorkingOut,
  changes: readonly PendingChange[],
): ResultAsync<LedgerEntry[], StoreError> {
  const erased = changes.flatMap((change) =>
    change.kind === 'learner' && change.erased ? [change.user_id] : [],
  );
  if (erased.length === 0) return okAsync([]);
  return safeTry(async function* () {
    const entries = yield* store.ledger.ownedBy(target, 'responses', erased);
    const kept = new Set<string>();
    const ids = new Set(entries.flatMap(({ tab, key }) => rowSubject(tab, key)?.id ?? []));
    for (const slice of slicesOf([...ids], SUBMISSION_PAGE))
      for (const { submission_id, responses } of yield* store.submissions.findMany(slice))
        for (const index of responses.keys()) kept.add(responseId(submission_id, index));
    return ok(entries.filter(({ key }) => !kept.has(key)));
  });
}

function* slicesOf<Item>(items: readonly Item[], size: number): Generator<readonly Item[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}

/** A session's learner is touched too, and whose it was before: the profile counts chats. */
function touchedLearners(
  { store }: Pick<SyncSession, 'store'>,
  changes: readonly PendingChange[],
): ResultAsync<string[], StoreError> {
  const sessionIds = changes.flatMap((change) => (change.kind === 'session' ? [change.session_id] : []));
  const direct = changes.flatMap((change) => {
    if (change.kind === 'submission') return [change.submission.user_id];
    if (change.kind === 'completion') return [change.completion.user_id];
    return change.kind === 'learner' ? [change.user_id] : [];
  });
  if (sessionIds.length === 0) return okAsync([...new Set(direct)]);
  return store.sessions
    .learnersOf(sessionIds)
    .map((learners) => [...new Set([...direct, ...[...learners.values()].flat()])]);
}

function loadSessionRows(
  { store, target }: WorkingOut,
  changes: readonly PendingChange[],
): ResultAsync<LoadedRows, StoreError> {
  const ids = new Set<string>();
  for (const change of changes) {
    if (change.kind === 'session') ids.add(change.session_id);
    if (change.kind === 'submission' && change.submission.session_id !== undefined)
      ids.add(change.submission.session_id);
  }
  const sessionIds = [...ids];
  if (sessionIds.length === 0) return okAsync({ rows: [], owned: [] });
  return safeTry(async function* () {
    const rows = yield* gatherSessions(store, sessionIds);
    const owned = yield* store.ledger.ownedBy(target, 'engagement', sessionIds);
    return ok({ rows, owned });
  });
}

/** The ledger's entries of all desired rows, besides those of the owners planned for. */
function knownEntries(
  { store, target }: WorkingOut,
  desired: readonly SheetRow[],
  owned: readonly LedgerEntry[],
): ResultAsync<LedgerEntry[], StoreError> {
  const ownedIds = new Set(owned.map(({ tab, key }) => `${tab} ${key}`));
  const others = Map.groupBy(
    desired.filter(({ tab, key }) => !ownedIds.has(`${tab} ${key}`)),
    (row) => row.tab,
  );
  return safeTry(async function* () {
    const known = [...owned];
    for (const [tab, rows] of others) {
      const keys = rows.map(({ key }) => key);
      known.push(...(yield* store.ledger.find(target, tab, keys)));
    }
    return ok(known);
  });
}
