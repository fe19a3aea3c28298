import {
  ARCHIVE_KINDS,
  type ArchiveCursor,
  type ArchiveKind,
  type ArchiveRecord,
  compareText,
  type Store,
} from '@quiz-sync/core';
import { succeed } from './outcome.js';

/** Most pages that a suite's few records can make. */
const PLENTY = 10_000;

/** Every record of a kind, read in pages of that size. */
export async function readKind(store: Store, kind: ArchiveKind, limit = 100): Promise<ArchiveRecord[]> {
  const records: ArchiveRecord[] = [];
  let cursor: ArchiveCursor | undefined;
  for (let pages = 0; pages < PLENTY; pages += 1) {
    const page = await succeed(store.archive.read(kind, cursor, limit));
    if (page.records.length > limit)
      throw new Error(`a page of ${limit} holds ${page.records.length} records`);
    records.push(...page.records);
    if (page.next === undefined) return records;
    cursor = page.next;
  }
  throw new Error(`the walk of ${kind} does not end`);
}

/** Copies everything, as a copy does it: kind by kind, page by page, each page written twice as after a crash. */
export async function copyAll(from: Store, to: Store, limit: number): Promise<void> {
  for (const kind of ARCHIVE_KINDS) {
    const records = await readKind(from, kind, limit);
    for (let start = 0; start < records.length; start += limit) {
      const page = records.slice(start, start + limit);
      await succeed(to.archive.write(page, `${kind} ${start}`));
      await succeed(to.archive.write(page, `${kind} ${start}`));
    }
  }
  await succeed(to.archive.finish());
}

/** All there is to read, comparable whatever order a store has for what has none, and whatever the versions it need not keep. */
export async function contentOf(store: Store): Promise<Record<string, readonly unknown[]>> {
  const content: Record<string, readonly unknown[]> = {};
  for (const kind of ARCHIVE_KINDS) {
    const records = (await readKind(store, kind)).map(withoutIdleVersion);
    const isOrdered = kind === 'journal' || kind === 'run';
    content[kind] = isOrdered
      ? records
      : records.toSorted((a, b) => compareText(identityOf(a), identityOf(b)));
  }
  return content;
}

function withoutIdleVersion(record: ArchiveRecord): ArchiveRecord {
  return record.kind === 'submission' && record.pending_since === undefined
    ? { ...record, version: 0 }
    : record;
}

/** What tells a record from the others of its kind. */
export function identityOf(record: ArchiveRecord): string {
  return JSON.stringify(identity(record));
}

function identity(record: ArchiveRecord): unknown {
  switch (record.kind) {
    case 'submission':
      return record.submission.submission_id;
    case 'completion':
      return [record.completion.user_id, record.completion.course_id];
    case 'learner':
      return record.user_id;
    case 'course':
      return record.course_id;
    case 'session':
      return record.session_id;
    case 'tab':
      return [record.target, record.record.tab];
    case 'row':
      return [record.target, record.entry.tab, record.entry.key];
    case 'journal':
      return [record.entry.target, record.entry.to];
    case 'run':
      return [record.target, record.run.run_id];
    case 'api_key':
      return record.key.key_id;
    case 'target':
      return record.target;
    default:
      return record satisfies never;
  }
}
