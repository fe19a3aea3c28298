import type { ArchiveKind, ArchiveRecord, StoreError } from '@quiz-sync/core';
import type { StoreApplication } from '@quiz-sync/server';
import { err, ok, type Result } from 'neverthrow';
import { EXPORT_COLUMNS, type ExportCell, type ExportKind, type ExportRow } from './export-kinds.js';
import { type LearnerKind, learnerRowsOf } from './learner-rows-of.js';

export type ExportSource = Pick<StoreApplication, 'quizSync' | 'store'>;

/** Takes the next rows; false: no more are wanted. */
export type TakeRows = (rows: readonly ExportRow[]) => Promise<boolean>;

/** Documents read at a time: memory holds no more than these. */
const PAGE = 500;

/** Hands over all rows of a kind, page by page, in the store's order. */
export function readRows(
  kind: ExportKind,
  source: ExportSource,
  take: TakeRows,
): Promise<Result<void, StoreError>> {
  switch (kind) {
    case 'responses':
      return readRecords('submission', responseRowsOf, source, take);
    case 'learners':
    case 'courses':
    case 'completions':
    case 'sessions':
      return readRecords(RECORDS[kind], documentRows(kind), source, take);
    case 'statistics':
    case 'course-statistics':
    case 'progress':
      return readLearners(kind, source, take);
    default:
      return kind satisfies never;
  }
}

type DocumentKind = 'learners' | 'courses' | 'completions' | 'sessions';

const RECORDS: Readonly<Record<DocumentKind, ArchiveKind>> = {
  learners: 'learner',
  courses: 'course',
  completions: 'completion',
  sessions: 'session',
};

async function readRecords(
  kind: ArchiveKind,
  toRows: (record: ArchiveRecord) => readonly ExportRow[],
  { store }: ExportSource,
  take: TakeRows,
): Promise<Result<void, StoreError>> {
  let cursor: string | undefined;
  do {
    const page = await store.archive.read(kind, cursor, PAGE);
    if (page.isErr()) return err(page.error);
    if (!(await take(page.value.records.flatMap(toRows)))) return ok(undefined);
    cursor = page.value.next;
  } while (cursor !== undefined);
  return ok(undefined);
}

async function readLearners(
  kind: LearnerKind,
  { store, quizSync }: ExportSource,
  take: TakeRows,
): Promise<Result<void, StoreError>> {
  let cursor: string | undefined;
  do {
    const page = await store.stats.subjects(cursor, PAGE);
    if (page.isErr()) return err(page.error);
    const userIds = page.value.subjects.filter((each) => each.kind === 'learner').map(({ id }) => id);
    const found = await Promise.all(userIds.map((userId) => quizSync.learnerStatistics(userId)));
    const rows: ExportRow[] = [];
    for (const learner of found) {
      if (learner.isOk()) rows.push(...learnerRowsOf(kind, learner.value));
      // Somebody who is gone since the page was read has no row.
      else if (learner.error.type !== 'learner_unknown') return err(learner.error);
    }
    if (!(await take(rows))) return ok(undefined);
    cursor = page.value.next;
  } while (cursor !== undefined);
  return ok(undefined);
}

function responseRowsOf(record: ArchiveRecord): ExportRow[] {
  if (record.kind !== 'submission') return [];
  const { responses, ...submission } = record.submission;
  return responses.map((response) => cellsOf('responses', { ...submission, ...response }));
}

function documentRows(kind: DocumentKind): (record: ArchiveRecord) => ExportRow[] {
  return (record) => {
    const fields = fieldsOf(record);
    return fields === undefined ? [] : [cellsOf(kind, fields)];
  };
}

/** `undefined`: cleaned up already. */
function fieldsOf(record: ArchiveRecord): object | undefined {
  switch (record.kind) {
    case 'learner':
      return { user_id: record.user_id, ...record.facts };
    case 'course':
      return { course_id: record.course_id, ...record.facts };
    case 'completion':
      return record.completion;
    case 'session':
      return record.deleted ? undefined : { session_id: record.session_id, ...record.facts };
    default:
      return undefined;
  }
}

function cellsOf(kind: ExportKind, fields: object): ExportRow {
  const byName = new Map<string, unknown>(Object.entries(fields));
  return EXPORT_COLUMNS[kind].map((column) => cellOf(column, byName.get(column)));
}

function cellOf(column: string, value: unknown): ExportCell {
  if (value === undefined || value === null) return null;
  if (column === 'question_data') return { json: value };
  return typeof value === 'number' || typeof value === 'boolean' ? value : String(value);
}
