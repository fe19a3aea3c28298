import type { StoreArchive } from '@quiz-sync/core';
import { type MongoContext, perform } from '../mongo-context.js';
import { clearKind } from './clear-kind.js';
import { putRecords } from './put-records.js';
import { readPage } from './read-page.js';

const ID = 'bookmark' as const;

export function storeArchive(context: MongoContext): StoreArchive {
  const { bookmark: bookmarks } = context;
  return {
    read: (kind, cursor, limit) => perform(context, () => readPage(context, kind, cursor, limit)),
    write: (records, bookmark) =>
      perform(context, async () => {
        await putRecords(context, records);
        await bookmarks.updateOne({ _id: ID }, { $set: { bookmark } }, { upsert: true });
      }),
    clear: (kind) => perform(context, () => clearKind(context, kind)),
    bookmark: () => perform(context, async () => (await bookmarks.findOne({ _id: ID }))?.bookmark),
    finish: () =>
      perform(context, async () => {
        await bookmarks.deleteOne({ _id: ID });
      }),
  };
}
