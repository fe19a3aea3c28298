import type { LedgerEntry, TabName } from '@quiz-sync/core';
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
    for (const slice of slices([...byId.values()])) await putDocuments(context, slice);
  }
}

/** New rows are most of a large batch and are inserted together; the others are updated one by one. */
async function putDocuments({ ledger }: MongoContext, documents: readonly LedgerDocument[]): Promise<void> {
  const ids = documents.map(({ _id }) => _id);
  const known = await ledger.find({ _id: { $in: ids } }, { projection: { _id: 1 } }).toArray();
  const there = new Set(known.map(({ _id }) => _id));
  const fresh = documents.filter(({ _id }) => !there.has(_id));
  const inserted =
    fresh.length === 0 || (await insertNew(() => ledger.insertMany(fresh, { ordered: false })));
  // Somebody else has made some of them in this moment: then all of them are updated.
  const rest = inserted ? documents.filter(({ _id }) => there.has(_id)) : documents;
  await bulkUpdate(ledger, rest.map(toUpdate));
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
