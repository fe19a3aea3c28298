import type { ClearedKind } from '@quiz-sync/core';
import type { Collection } from 'mongodb';
import type { MongoContext } from '../mongo-context.js';
import { SLICE } from '../slices.js';

/** A tab keeps its code, for the rows that name it; the journal's names go before what they name. */
export async function clearKind(context: MongoContext, kind: ClearedKind): Promise<void> {
  switch (kind) {
    case 'session':
      return empty(context.sessions);
    case 'tab':
      await context.ledgerTabs.updateMany({}, { $unset: { record: '' } });
      return;
    case 'row':
      return empty(context.ledger);
    case 'journal':
      await context.targets.updateMany({}, { $set: { journal: [] }, $inc: { journal_step: 1 } });
      return empty(context.batches);
    case 'run':
      return empty(context.runs);
    default:
      kind satisfies never;
  }
}

/** In pieces, none of which takes long. */
async function empty<Schema extends { _id: string }>(all: Collection<Schema>): Promise<void> {
  const collection = all as unknown as Collection<{ _id: string }>;
  while (true) {
    const some = await collection
      .find({}, { projection: { _id: 1 } })
      .limit(SLICE)
      .toArray();
    if (some.length === 0) return;
    const ids = some.map(({ _id }) => _id);
    await collection.deleteMany({ _id: { $in: ids } });
  }
}
