import type { Db } from 'mongodb';
import { type Collections, collectionsOf } from '../collections.js';
import { insertNew } from '../duplicate-key.js';
import { Refusal } from '../refusal.js';
import { isProbe, requireAtomicUpdates } from './atomic-updates.js';
import { checkIndexes, missingIndexes } from './check-indexes.js';
import type { SchemaStep } from './schema-step.js';

/**
 * Brings the database to the newest schema. Each step may be taken by several processes at once, and again after one was
 * cut short. Throws a {@link Refusal}, or what the driver says.
 */
export async function takeSteps(db: Db, steps: readonly SchemaStep[]): Promise<void> {
  const collections = collectionsOf(db);
  const newest = steps.at(-1)?.version ?? 0;
  const version = await schemaVersion(collections);
  if (version !== undefined && version > newest) throw tooNew(db.databaseName, version, newest);
  if (version === undefined) {
    await requireEmpty(db, collections);
    await requireAtomicUpdates(db);
  }
  for (const step of steps.filter((each) => each.version > (version ?? 0))) await takeStep(db, step);
  await insertNew(() => collections.schema.insertOne({ _id: 'schema', version: newest }));
  // Also when there is nothing to raise: this is how a user who may only read is found out.
  await collections.schema.updateOne({ _id: 'schema' }, { $max: { version: newest } });
  await checkIndexes(
    db,
    steps.flatMap(({ indexes }) => indexes),
  );
}

async function schemaVersion({ schema }: Collections): Promise<number | undefined> {
  return (await schema.findOne({ _id: 'schema' }))?.version;
}

/** One by one: FerretDB 1 fails when several that it is told to make in one command are there already. */
async function takeStep(db: Db, { indexes }: SchemaStep): Promise<void> {
  for (const { collection, name, key, inTheWay } of await missingIndexes(db, indexes))
    if (inTheWay.length === 0) await db.collection(collection).createIndex({ ...key }, { name });
}

/** More than the processes that start at once, each of which leaves a probe for an instant. */
const A_FEW = 100;

/** Another process may be making it ours at this moment: what it has written by now is no stranger's. */
async function requireEmpty(db: Db, collections: Collections): Promise<void> {
  for (const { collectionName } of [collections.submissions, collections.schema, collections.sessions]) {
    const found = await db.collection<{ _id: unknown }>(collectionName).find({}).limit(A_FEW).toArray();
    if (!found.every(({ _id }) => isProbe(_id)) && (await schemaVersion(collections)) === undefined)
      throw new Refusal(
        'store_corrupt',
        `The database ${db.databaseName} has a collection "${collectionName}" of another program`,
        'Give Quiz Sync a database of its own: name it at the end of the URL, as in mongodb://host/quiz_sync.',
      );
  }
}

function tooNew(database: string, version: number, newest: number): Refusal {
  return new Refusal(
    'store_corrupt',
    `The database ${database} was made by a newer Quiz Sync: its schema is ${version}, this version knows ${newest}`,
    'Update Quiz Sync.',
  );
}
