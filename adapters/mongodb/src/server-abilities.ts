import type { Collection, Db, Document } from 'mongodb';
import { isDuplicateKey } from './duplicate-key.js';
import { raise, SETTLE, WAITING } from './pending-mark.js';
import { ALL_STEPS } from './schema/all-steps.js';
import { updatesAreAtomic } from './schema/atomic-updates.js';
import { mendingCommands, missingIndexes } from './schema/check-indexes.js';
import { OLDEST_VERSION, requireServer } from './server-version.js';

interface Found {
  readonly ok: boolean;
  readonly detail: string;
  readonly isNew?: true;
}

/** One thing that a store asks of its server, and how to find out whether it has it. */
export interface Ability {
  readonly name: string;
  readonly isNeededByTheRest: boolean;
  find(db: Db, scratch: Collection<{ _id: string }>): Promise<Found>;
}

/** The server's clock as it writes it, and as it says it: milliseconds by which they may differ. */
const SAME_CLOCK_MS = 5_000;

export const ABILITIES: readonly Ability[] = [
  { name: 'the server answers', isNeededByTheRest: true, find: answers },
  { name: `it is at least MongoDB ${OLDEST_VERSION}`, isNeededByTheRest: true, find: newEnough },
  { name: 'the user may write, to the disks of a majority', isNeededByTheRest: true, find: writes },
  { name: 'an _id is taken once', isNeededByTheRest: false, find: uniqueIds },
  { name: 'updates of one document are atomic', isNeededByTheRest: false, find: atomicUpdates },
  { name: 'the operators that are used are known', isNeededByTheRest: false, find: operators },
  { name: 'the server has one clock', isNeededByTheRest: false, find: oneClock },
  { name: 'indexes are as they should be', isNeededByTheRest: false, find: indexes },
];

async function answers(db: Db): Promise<Found> {
  const { setName, msg } = await db.command({ hello: 1 });
  if (msg === 'isdbgrid') return { ok: true, detail: 'a sharded cluster' };
  if (setName !== undefined) return { ok: true, detail: `the replica set ${setName}` };
  return { ok: true, detail: 'a standalone server: what it stored is lost with its disk, so back it up' };
}

async function newEnough(db: Db): Promise<Found> {
  await requireServer(db);
  const { version } = await db.command({ buildInfo: 1 });
  return { ok: true, detail: `it says ${version}` };
}

async function writes(_: Db, scratch: Collection<{ _id: string }>): Promise<Found> {
  await scratch.insertOne({ _id: 'written' });
  const found = await scratch.findOne({ _id: { $eq: 'written' } });
  return { ok: found !== null, detail: found === null ? 'what was written is not there' : 'it may' };
}

async function uniqueIds(_: Db, scratch: Collection<{ _id: string }>): Promise<Found> {
  const twice = await Promise.allSettled([1, 2].map(() => scratch.insertOne({ _id: 'once' })));
  const refused = twice.filter((insert) => insert.status === 'rejected' && isDuplicateKey(insert.reason));
  const ok = refused.length === 1;
  return {
    ok,
    detail: ok
      ? 'the second insert is refused'
      : 'two inserts of one _id were not told apart: use another server',
  };
}

async function atomicUpdates(_: Db, scratch: Collection<{ _id: string }>): Promise<Found> {
  const ok = await updatesAreAtomic(scratch);
  return {
    ok,
    detail: ok
      ? 'increments made at once are all there'
      : 'increments made at once get lost: use MongoDB, or a server whose updates are atomic (FerretDB 1 is not; FerretDB 2 is)',
  };
}

/** What a document goes through from its insert to its acknowledgement, with the very updates that a store uses. */
async function operators(_: Db, scratch: Collection<{ _id: string }>): Promise<Found> {
  const documents = scratch as unknown as Collection<Document & { _id: string }>;
  await documents.insertMany([
    { _id: 'a', version: 1, list: [{ kept: 1, left: 2 }] },
    { _id: 'b', version: 1, list: [] },
  ]);
  await documents.updateMany({ _id: { $in: ['a', 'b'] } }, raise(new Date(2_000)));
  await documents.updateMany({ _id: { $in: ['a'] }, version: { $eq: 2 } }, raise(new Date(3_000)));
  await documents.bulkWrite([{ updateOne: { filter: { _id: 'b', version: { $lte: 2 } }, update: SETTLE } }]);
  const waiting = await documents
    .find(WAITING, { projection: { 'list.left': 0 } })
    .sort({ pending_since: 1, _id: 1 })
    .limit(5)
    .toArray();
  const settled = await documents.distinct('_id', { pending_since: { $exists: false } });
  const found = JSON.stringify([waiting.map(inOrder), settled]);
  const expected = '[[["a",3,"1970-01-01T00:00:02.000Z",[{"kept":1}]]],["b"]]';
  const ok = found === expected;
  return {
    ok,
    detail: ok
      ? 'they do what they do on MongoDB'
      : `instead of ${expected} they leave ${found}: use another server`,
  };
}

/** Fields may come in any order. */
function inOrder({ _id, version, pending_since, list }: Document): unknown[] {
  return [_id, version, pending_since, list];
}

async function oneClock(db: Db, scratch: Collection<{ _id: string }>): Promise<Found> {
  const documents = scratch as unknown as Collection<Document & { _id: string }>;
  await documents.insertOne({ _id: 'clock' });
  await documents.updateOne({ _id: 'clock' }, { $currentDate: { at: true } });
  const written = (await documents.findOne({ _id: 'clock' }))?.['at'];
  const { localTime } = await db.command({ hello: 1 });
  if (!(written instanceof Date) || !(localTime instanceof Date))
    return { ok: false, detail: 'it does not tell the time by $currentDate and hello: use another server' };
  const apart = Math.abs(localTime.getTime() - written.getTime());
  const ok = apart <= SAME_CLOCK_MS;
  return {
    ok,
    detail: ok
      ? 'it writes the time that it says'
      : `the time it writes is ${apart} ms from the time it says: set its clocks`,
  };
}

async function indexes(db: Db): Promise<Found> {
  const schema = await db
    .collection<{ _id: string; version?: number }>('settings')
    .findOne({ _id: 'schema' });
  if (schema === null)
    return {
      ok: true,
      detail: `the database ${db.databaseName} is new: the first start makes them`,
      isNew: true,
    };
  const taken = ALL_STEPS.filter(({ version }) => version <= (schema.version ?? 0));
  const missing = await missingIndexes(
    db,
    taken.flatMap((step) => step.indexes),
  );
  if (missing.length === 0) return { ok: true, detail: 'they are' };
  return { ok: false, detail: `run in mongosh: ${missing.flatMap(mendingCommands).join('; ')}` };
}
