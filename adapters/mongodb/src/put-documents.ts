import type { Collection, Filter, OptionalUnlessRequiredId, WithoutId } from 'mongodb';
import { insertNew } from './duplicate-key.js';
import { slices, UPDATES_OF_COMMAND } from './slices.js';

/** Adds documents, or replaces those of the same `_id`. May be repeated. */
export async function putDocuments<Schema extends { readonly _id: string }>(
  collection: Collection<Schema>,
  documents: readonly Schema[],
): Promise<void> {
  for (const slice of slices(documents)) {
    const ids = slice.map(({ _id }) => _id);
    const byIds = { _id: { $in: ids } } as unknown as Filter<Schema>;
    const known = await collection.find(byIds, { projection: { _id: 1 } }).toArray();
    const there = new Set(known.map(({ _id }) => String(_id)));
    const fresh = slice.filter(({ _id }) => !there.has(_id)) as unknown as OptionalUnlessRequiredId<Schema>[];
    const inserted =
      fresh.length === 0 || (await insertNew(() => collection.insertMany(fresh, { ordered: false })));
    // Somebody else has made some of them in this moment: then all of them are replaced.
    await replaceAll(collection, inserted ? slice.filter(({ _id }) => there.has(_id)) : slice);
  }
}

async function replaceAll<Schema extends { readonly _id: string }>(
  collection: Collection<Schema>,
  documents: readonly Schema[],
): Promise<void> {
  for (const command of slices(documents, UPDATES_OF_COMMAND)) {
    const operations = command.map((document) => ({
      replaceOne: {
        filter: { _id: { $eq: document._id } } as unknown as Filter<Schema>,
        replacement: document as unknown as WithoutId<Schema>,
      },
    }));
    await collection.bulkWrite(operations, { ordered: false });
  }
}
