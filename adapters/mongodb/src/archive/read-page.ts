import type { ArchiveCursor, ArchiveKind, ArchivePage, ArchiveRecord } from '@quiz-sync/core';
import type { MongoContext } from '../mongo-context.js';
import { placedRecords } from './placed-records.js';

/** Characters of records after which a page ends, so that large documents make small pages. */
const PAGE_CHARACTERS = 4_000_000;

export async function readPage(
  context: MongoContext,
  kind: ArchiveKind,
  cursor: ArchiveCursor | undefined,
  limit: number,
): Promise<ArchivePage> {
  const records: ArchiveRecord[] = [];
  let characters = 0;
  let last: string | undefined;
  const after = cursor === undefined ? undefined : JSON.parse(cursor);
  for await (const { place, record } of placedRecords(context, kind, after, limit + 1)) {
    if (records.length >= limit || characters > PAGE_CHARACTERS) return { records, next: last };
    records.push(record);
    characters += JSON.stringify(record).length;
    last = JSON.stringify(place);
  }
  return { records, next: undefined };
}
