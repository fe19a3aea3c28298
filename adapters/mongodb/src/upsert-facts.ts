import type { Collection, Filter, OptionalUnlessRequiredId, UpdateFilter } from 'mongodb';
import type { Tracked } from './documents.js';
import { insertNew } from './duplicate-key.js';

/** How one kind of document takes facts. */
export interface FactsChange<Schema extends Tracked> {
  /** The document when there is none yet. */
  readonly made: Schema;
  /** The update of the document as it was found; `undefined` when it says all of that already. */
  update(known: Schema): UpdateFilter<Schema> | undefined;
}

/**
 * Merges facts into one document, atomically: what was worked out from one version is written on that version alone,
 * and worked out again when somebody else was faster. Each time round somebody's change has been made.
 */
export async function upsertFacts<Schema extends Tracked>(
  collection: Collection<Schema>,
  { made, update }: FactsChange<Schema>,
): Promise<{ readonly document: Schema; readonly changed: boolean }> {
  const byId = { _id: { $eq: made._id } } as Filter<Schema>;
  while (true) {
    const known = (await collection.findOne(byId)) as Schema | null;
    if (known === null) {
      const inserted = await insertNew(() =>
        collection.insertOne(made as unknown as OptionalUnlessRequiredId<Schema>),
      );
      if (inserted) return { document: made, changed: true };
      continue;
    }
    const change = update(known);
    if (change === undefined) return { document: known, changed: false };
    const sameVersion = { ...byId, version: { $eq: known.version } } as Filter<Schema>;
    const after = await collection.findOneAndUpdate(sameVersion, change, { returnDocument: 'after' });
    if (after !== null) return { document: after as Schema, changed: true };
  }
}
