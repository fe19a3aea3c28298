import type { RowSubject, SubjectCursor, SubjectPage } from '@quiz-sync/core';
import { ok, type Result } from 'neverthrow';
import { int, type Row, text } from './columns.js';
import type { Connection } from './connection.js';
import { STEP_SIZE, type Steps } from './steps.js';

type Kind = RowSubject['kind'];

/** How far a walk has got: behind this place, a row number for submissions, else an id. */
type Position = readonly [kind: Kind, after: number | string];

const START: Position = ['submission', 0];

/** What comes after all subjects of a kind. */
const NEXT: Readonly<Record<Kind, Position | undefined>> = {
  submission: ['learner', ''],
  learner: ['session', ''],
  session: undefined,
};

export function* subjectsAfter(
  { sql }: Connection,
  cursor: SubjectCursor | undefined,
  limit: number,
): Steps<Result<SubjectPage, never>> {
  const subjects: RowSubject[] = [];
  let position: Position | undefined = cursor === undefined ? START : JSON.parse(cursor);
  while (position !== undefined && subjects.length < limit) {
    const [kind, after]: Position = position;
    const size = Math.min(limit - subjects.length, STEP_SIZE);
    const rows = sql(PAGE[kind]).all(after, size);
    subjects.push(...rows.map((row) => ({ kind, id: text(row, 'id') })));
    const last = rows.at(-1);
    position = last === undefined || rows.length < size ? NEXT[kind] : [kind, placeOf(kind, last)];
    yield;
  }
  return ok({ subjects, next: position && JSON.stringify(position) });
}

function placeOf(kind: Kind, row: Row): number | string {
  return kind === 'submission' ? int(row, 'seq') : text(row, 'id');
}

/** The parts of a UNION are each read in the order of an index and merged, as far as the page goes. */
const PAGE: Readonly<Record<Kind, string>> = {
  submission: 'SELECT submission_id AS id, seq FROM submissions WHERE seq > ?1 ORDER BY seq LIMIT ?2',
  learner: `
    SELECT user_id AS id FROM learners WHERE erasure <> 1 AND user_id > ?1
    UNION SELECT user_id FROM submissions INDEXED BY submissions_by_user WHERE user_id > ?1
    UNION SELECT user_id FROM completions WHERE user_id > ?1
    UNION SELECT user_id FROM sessions INDEXED BY sessions_with_messages
      WHERE messages > 0 AND deleted = 0 AND user_id > ?1
    ORDER BY id LIMIT ?2`,
  session: `
    SELECT session_id AS id FROM sessions WHERE deleted = 0 AND session_id > ?1
    UNION SELECT session_id FROM submissions INDEXED BY submissions_by_session
      WHERE session_id IS NOT NULL AND session_id > ?1
    ORDER BY id LIMIT ?2`,
};
