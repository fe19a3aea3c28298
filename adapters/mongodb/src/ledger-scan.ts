import type { TabName } from '@quiz-sync/core';
import type { UpdateFilter } from 'mongodb';
import { bulkUpdate, type OneUpdate } from './bulk-update.js';
import type { LedgerDocument, LedgerTabDocument } from './documents.js';
import { keyOf, rowId } from './ledger-entries.js';
import { findTab, scannedTab } from './ledger-tabs.js';
import type { MongoContext } from './mongo-context.js';
import { SLICE, slices, unique } from './slices.js';

export async function markSeen(
  context: MongoContext,
  target: string,
  tab: TabName,
  scan: string,
  seenRows: readonly { key: string; row: number }[],
): Promise<string[]> {
  const scanned = await scannedTab(context, target, tab, scan);
  const rows = new Map(seenRows.map(({ key, row }) => [key, row]));
  const strange: string[] = [];
  for (const slice of slices([...rows])) strange.push(...(await markSlice(context, scanned, new Map(slice))));
  return strange;
}

/** Answers the keys that have no entry. */
async function markSlice(
  { ledger }: MongoContext,
  scanned: LedgerTabDocument,
  rows: ReadonlyMap<string, number>,
): Promise<string[]> {
  const ids = [...rows.keys()].map((key) => rowId(scanned, key));
  const known = await ledger.find({ _id: { $in: ids } }, { projection: { tab: 1, row: 1 } }).toArray();
  const seenAt = (document: Place): number => rows.get(keyOf(document)) ?? document.row;
  const scan = scanned.scan_number;
  const alone: OneUpdate<LedgerDocument>[] = [];
  for (const [distance, together] of Map.groupBy(known, (document) => seenAt(document) - document.row)) {
    if (together.length >= MOVED_TOGETHER || distance === 0)
      await ledger.updateMany({ _id: { $in: together.map(({ _id }) => _id) } }, moveBy(distance, scan));
    else
      alone.push(
        ...together.map((document) => ({
          filter: { _id: document._id },
          update: { $set: { scan, row: seenAt(document) } },
        })),
      );
  }
  await bulkUpdate(ledger, alone);
  const found = new Set(known.map(keyOf));
  return [...rows.keys()].filter((key) => !found.has(key));
}

type Place = Pick<LedgerDocument, '_id' | 'tab' | 'row'>;

/** From so many rows on that moved by the same distance, as all below a row that was inserted do, they are moved by one command. */
const MOVED_TOGETHER = 20;

function moveBy(distance: number, scan: number): UpdateFilter<LedgerDocument> {
  return distance === 0 ? { $set: { scan } } : { $set: { scan }, $inc: { row: distance } };
}

export async function seen(
  context: MongoContext,
  target: string,
  tab: TabName,
  scan: string,
  keys: readonly string[],
): Promise<string[]> {
  const known = await findTab(context, target, tab);
  if (known?.scan !== scan) return [];
  const found: string[] = [];
  for (const slice of slices(unique(keys))) {
    const ids = slice.map((key) => rowId(known, key));
    const marked = { _id: { $in: ids }, scan: { $eq: known.scan_number } };
    for await (const document of context.ledger.find(marked, { projection: { tab: 1 } }))
      found.push(keyOf(document));
  }
  return found;
}

/** Walks the tab's entries: a scan walks the tab by its nature. */
export async function finishScan(
  context: MongoContext,
  target: string,
  tab: TabName,
  scan: string,
  nextRow: number,
  limit: number,
): Promise<string[]> {
  const scanned = await scannedTab(context, target, tab, scan);
  const forgotten: string[] = [];
  for await (const slice of unseen(context, scanned)) {
    await context.ledger.deleteMany({
      _id: { $in: slice.map(({ _id }) => _id) },
      scan: { $ne: scanned.scan_number },
    });
    forgotten.push(...slice.slice(0, limit - forgotten.length).map(keyOf));
  }
  // A tab whose record is not known has no next row either.
  const recorded = { _id: scanned._id, record: { $exists: true } };
  await context.ledgerTabs.updateOne(recorded, { $set: { 'record.next_row': nextRow } });
  return forgotten;
}

type Row = Pick<LedgerDocument, '_id' | 'tab'>;

async function* unseen(
  { ledger }: MongoContext,
  { code, scan_number }: LedgerTabDocument,
): AsyncGenerator<readonly Row[]> {
  let slice: Row[] = [];
  const filter = { tab: code, scan: { $ne: scan_number } };
  for await (const row of ledger.find(filter, { projection: { tab: 1 }, batchSize: SLICE })) {
    slice.push(row);
    if (slice.length < SLICE) continue;
    yield slice;
    slice = [];
  }
  if (slice.length > 0) yield slice;
}
