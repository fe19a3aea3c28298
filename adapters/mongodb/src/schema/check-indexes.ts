import { type Db, MongoServerError } from 'mongodb';
import { Refusal } from '../refusal.js';
import type { IndexSpec } from './schema-step.js';

const NAMESPACE_NOT_FOUND = 26;

/** Refuses a database whose indexes are not what they should be, and says what mends them. */
export async function checkIndexes(db: Db, specs: readonly IndexSpec[]): Promise<void> {
  const commands = (await missingIndexes(db, specs)).flatMap(mendingCommands);
  if (commands.length === 0) return;
  throw new Refusal(
    'store_corrupt',
    `Indexes of the database ${db.databaseName} are missing or different`,
    `Run in mongosh: ${commands.join('; ')}`,
  );
}

/** An index that should be there and is not, and the names of those that take its place. */
export interface MissingIndex extends IndexSpec {
  readonly inTheWay: readonly string[];
}

export async function missingIndexes(db: Db, specs: readonly IndexSpec[]): Promise<MissingIndex[]> {
  const missing: MissingIndex[] = [];
  for (const [collection, wanted] of Map.groupBy(specs, (spec) => spec.collection)) {
    const present = await indexesOf(db, collection);
    for (const spec of wanted) {
      if (present.some((index) => isAsSpecified(spec, index))) continue;
      const others = present.filter(({ name, key }) => name === spec.name || sameKey(key, spec.key));
      missing.push({ ...spec, inTheWay: others.map(({ name }) => name) });
    }
  }
  return missing;
}

/** What to run in mongosh so that the index is there. */
export function mendingCommands({ collection, key, name, inTheWay }: MissingIndex): string[] {
  const place = `db.getCollection(${JSON.stringify(collection)})`;
  return [
    ...inTheWay.map((other) => `${place}.dropIndex(${JSON.stringify(other)})`),
    `${place}.createIndex(${JSON.stringify(key)}, { name: ${JSON.stringify(name)} })`,
  ];
}

interface PresentIndex {
  readonly name: string;
  readonly key: Readonly<Record<string, unknown>>;
  readonly unique?: boolean;
  readonly partialFilterExpression?: unknown;
  readonly sparse?: boolean;
  readonly expireAfterSeconds?: number;
  readonly hidden?: boolean;
  readonly collation?: unknown;
}

async function indexesOf(db: Db, collection: string): Promise<PresentIndex[]> {
  try {
    return (await db.collection(collection).listIndexes().toArray()) as unknown as PresentIndex[];
  } catch (error) {
    if (error instanceof MongoServerError && error.code === NAMESPACE_NOT_FOUND) return [];
    throw error;
  }
}

/** Under whatever name. One that leaves documents out, forbids some, or is not used, does not do. */
function isAsSpecified(spec: IndexSpec, index: PresentIndex): boolean {
  const { unique, sparse, hidden, partialFilterExpression, expireAfterSeconds, collation } = index;
  const plain =
    unique !== true &&
    sparse !== true &&
    hidden !== true &&
    partialFilterExpression === undefined &&
    expireAfterSeconds === undefined &&
    collation === undefined;
  return plain && sameKey(index.key, spec.key);
}

/** The order of the fields matters. Directions may come back as other number types. */
function sameKey(a: Readonly<Record<string, unknown>>, b: Readonly<Record<string, unknown>>): boolean {
  const text = (key: Readonly<Record<string, unknown>>): string =>
    JSON.stringify(Object.entries(key).map(([field, direction]) => [field, Number(direction)]));
  return text(a) === text(b);
}
