import type { LedgerEntry, TabName } from '@quiz-sync/core';
import type { Collection } from 'mongodb';
import { bulkUpdate } from './bulk-update.js';
import type { LedgerDocument, LedgerTabDocument } from './documents.js';
import { insertNew } from './duplicate-key.js';
import { makeTab } from './ledger-tabs.js';
import type { MongoContext } from './mongo-context.js';
import { slices } from './slices.js';

export function rowId({ code }: LedgerTabDocument, key: string): string {
  return `${code}:${key}`;
}

export function keyOf({ _id, tab }: Pick<LedgerDocument, '_id' | 'tab'>): string {
  return _id.slice(tab.length + 1);
}

export function toEntry(tab: TabName, document: LedgerDocument): LedgerEntry {
  const { row, hash, owner, course } = document;
  return { tab, key: keyOf(document), row, hash, owner, course };
}

/** Under which fence rows are written, and when a batch wrote them; `undefined` leaves what is known of that. */
export interface Written {
  readonly fence: number;
  readonly at: Date | undefined;
}

/**
 * Adds or replaces; an entry written while its tab is being scanned counts as seen. Rows that were written under a later
 * fence are left alone. May be repeated.
 */
export async function putEntries(
  context: MongoContext,
  target: string,
  entries: readonly LedgerEntry[],
  written: Written,
): Promise<void> {
  for (const [tab, ofTab] of Map.groupBy(entries, (entry) => entry.tab)) {
    const known = await makeTab(context, target, tab);
    const byId = new Map(ofTab.map((entry) => [rowId(known, entry.key), toDocument(known, entry, written)]));
    for (const slice of slices([...byId.values()])) await putDocuments(context, slice, written);
  }
}

/**
 * New rows are most of a large batch and are inserted together; the others are updated one by one. Those that are there
 * as they should be are only dated, by one command for all: so what was cut short goes on from there when it is repeated,
 * and comes to an end however slow the server is.
 */
async function putDocuments(
  { ledger }: MongoContext,
  documents: readonly LedgerDocument[],
  written: Written,
): Promise<void> {
  const places = await placesOf(ledger, documents);
  const fresh = documents.filter(({ _id }) => !places.has(_id));
  const inserted =
    fresh.length === 0 || (await insertNew(() => ledger.insertMany(fresh, { ordered: false })));
  // Somebody else has made some of them in this moment: then all of them are updated.
  const rest = inserted ? documents.filter(({ _id }) => places.has(_id)) : documents;
  const standing = rest.filter((document) => isAt(places.get(document._id), document));
  await dateTogether(ledger, standing, written);
  const done = new Set(standing);
  await bulkUpdate(ledger, rest.filter((document) => !done.has(document)).map(toUpdate));
}

type Place = Pick<LedgerDocument, '_id' | 'row' | 'hash' | 'owner' | 'course'>;

async function placesOf(
  ledger: Collection<LedgerDocument>,
  documents: readonly LedgerDocument[],
): Promise<ReadonlyMap<string, Place>> {
  const ids = documents.map(({ _id }) => _id);
  const projection = { row: 1, hash: 1, owner: 1, course: 1 };
  const found = await ledger.find({ _id: { $in: ids } }, { projection }).toArray();
  return new Map(found.map((place) => [place._id, place]));
}

function isAt(place: Place | undefined, { row, hash, owner, course }: LedgerDocument): boolean {
  return place?.row === row && place.hash === hash && place.owner === owner && place.course === course;
}

/**
 * Rows of one tab that stand as they should: seen by its scan, and this fence's from now on, so that an earlier one that
 * wakes up does not move them.
 */
async function dateTogether(
  ledger: Collection<LedgerDocument>,
  standing: readonly LedgerDocument[],
  { fence, at }: Written,
): Promise<void> {
  const [first] = standing;
  if (first === undefined) return;
  await ledger.updateMany(
    { _id: { $in: standing.map(({ _id }) => _id) }, fence: { $lte: fence } },
    { $set: { scan: first.scan, fence, ...(at === undefined ? {} : { written_at: at }) } },
  );
}

/** The place of a row, as it is kept; seen by the scan that its tab is in. */
export function toDocument(
  tab: LedgerTabDocument,
  entry: LedgerEntry,
  { fence, at }: Written,
): LedgerDocument {
  const { key, row, hash, owner, course } = entry;
  return {
    _id: rowId(tab, key),
    tab: tab.code,
    row,
    hash,
    owner,
    ...(course === undefined ? {} : { course }),
    scan: tab.scan_number,
    fence,
    ...(at === undefined ? {} : { written_at: at }),
  };
}

function toUpdate({ _id, ...fields }: LedgerDocument) {
  const gone = fields.course === undefined ? { $unset: { course: '' as const } } : {};
  return { filter: { _id, fence: { $lte: fields.fence } }, update: { $set: fields, ...gone } };
}

/** Leaves alone what was written under a later fence. */
export async function removeEntries(
  context: MongoContext,
  target: string,
  removed: readonly { readonly tab: TabName; readonly key: string }[],
  fence: number,
): Promise<void> {
  for (const [tab, ofTab] of Map.groupBy(removed, (entry) => entry.tab)) {
    const known = await makeTab(context, target, tab);
    const ids = ofTab.map(({ key }) => rowId(known, key));
    for (const slice of slices(ids))
      await context.ledger.deleteMany({ _id: { $in: slice }, fence: { $lte: fence } });
  }
}
