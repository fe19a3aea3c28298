import { okAsync, type ResultAsync } from 'neverthrow';
import type { ChangeRef, PendingChange } from '../../ports/pending-changes.js';
import { completionChangeId } from '../../ports/pending-changes.js';
import type { Store } from '../../ports/store.js';
import type { StoreError } from '../../ports/store-error.js';
import { rowSubject } from '../../tabs/row-subject.js';
import { changeKey, changeTab, type RowChange } from './row-change.js';

/** Names the version of a change that was read. */
export function changeRef(change: PendingChange): ChangeRef {
  const { kind, version } = change;
  switch (kind) {
    case 'submission':
      return { kind, version, id: change.submission.submission_id };
    case 'completion':
      return {
        kind,
        version,
        id: completionChangeId(change.completion.user_id, change.completion.course_id),
      };
    case 'learner':
      return { kind, version, id: change.user_id };
    case 'course':
      return { kind, version, id: change.course_id };
    case 'session':
      return { kind, version, id: change.session_id };
    default:
      return change satisfies never;
  }
}

/** Whose a session is or was, by its id. A session's change alters those learners' rows, too. */
export type LearnersOfSession = ReadonlyMap<string, readonly string[]>;

/** The changes none of whose rows are among `left`, the row changes that did not make it into the batch. */
export function acknowledgeable(
  changes: readonly PendingChange[],
  left: readonly RowChange[],
  learnersOfSession: LearnersOfSession,
): ChangeRef[] {
  if (left.length === 0) return changes.map(changeRef);
  const subjects = new Set(left.map(rowSubjectId));
  return changes
    .filter((change) => !subjectsOf(change, learnersOfSession).some((id) => subjects.has(id)))
    .map(changeRef);
}

/** Whose the sessions among the changes are. */
export function learnersOfSessions(
  { sessions }: Pick<Store, 'sessions'>,
  changes: readonly PendingChange[],
): ResultAsync<LearnersOfSession, StoreError> {
  const ids = changes.flatMap((change) => (change.kind === 'session' ? [change.session_id] : []));
  return ids.length === 0 ? okAsync(new Map()) : sessions.learnersOf(ids);
}

/**
 * Whose row a change is, as {@link subjectsOf} names it. A response row that is to go has no submission any more: it
 * goes for the learner who was erased.
 */
export function rowSubjectId(change: RowChange): string {
  if ('entry' in change && change.entry.tab === 'responses') return `learner ${change.entry.owner}`;
  const subject = rowSubject(changeTab(change), changeKey(change));
  return subject === undefined ? '' : `${subject.kind} ${subject.id}`;
}

/** Everything whose rows a change can alter. */
export function subjectsOf(
  change: PendingChange,
  learnersOfSession: LearnersOfSession = new Map(),
): string[] {
  switch (change.kind) {
    case 'submission': {
      const { submission_id, user_id, session_id } = change.submission;
      const subjects = [`submission ${submission_id}`, `learner ${user_id}`];
      return session_id === undefined ? subjects : [...subjects, `session ${session_id}`];
    }
    case 'completion':
      return [`learner ${change.completion.user_id}`];
    case 'learner':
      return [`learner ${change.user_id}`];
    case 'session': {
      const learners = learnersOfSession.get(change.session_id) ?? [];
      return [`session ${change.session_id}`, ...learners.map((id) => `learner ${id}`)];
    }
    case 'course':
      return []; // Its learners were made pending themselves.
    default:
      return change satisfies never;
  }
}
