import type { ChangeRef, PendingChange } from '../ports/pending-changes.js';
import { completionChangeId } from '../ports/pending-changes.js';
import { rowSubject } from '../tabs/row-subject.js';
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

/** The changes none of whose rows are among `left`, the row changes that did not make it into the batch. */
export function acknowledgeable(changes: readonly PendingChange[], left: readonly RowChange[]): ChangeRef[] {
  if (left.length === 0) return changes.map(changeRef);
  const subjects = new Set(left.map(rowSubjectId));
  return changes.filter((change) => !subjectsOf(change).some((id) => subjects.has(id))).map(changeRef);
}

/** Whose row a change is, as {@link subjectsOf} names it. */
export function rowSubjectId(change: RowChange): string {
  const subject = rowSubject(changeTab(change), changeKey(change));
  return subject === undefined ? '' : `${subject.kind} ${subject.id}`;
}

/** Everything whose rows a change can alter. */
export function subjectsOf(change: PendingChange): string[] {
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
    case 'session':
      return [`session ${change.session_id}`];
    case 'course':
      return []; // Its learners were made pending themselves.
    default:
      return change satisfies never;
  }
}
