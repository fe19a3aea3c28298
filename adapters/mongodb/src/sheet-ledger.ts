import type { LedgerEntry, SheetLedger, TabName, TabRecord } from '@quiz-sync/core';
import type { Filter } from 'mongodb';
import type { LedgerDocument, LedgerTabDocument } from './documents.js';
import { putEntries, rowId, toEntry } from './ledger-entries.js';
import { finishScan, markSeen, seen } from './ledger-scan.js';
import { findTab, toTabRecord } from './ledger-tabs.js';
import { type MongoContext, perform } from './mongo-context.js';
import { SLICE, slices, unique } from './slices.js';
import { findTarget } from './target-document.js';

export function sheetLedger(context: MongoContext): SheetLedger {
  return {
    tabs: (target) => perform(context, () => tabs(context, target)),
    forgetTab: (target, tab) => perform(context, () => forgetTab(context, target, tab)),
    find: (target, tab, keys) => perform(context, () => find(context, target, tab, keys)),
    ownedBy: (target, tab, owners) => perform(context, () => ownedBy(context, target, tab, owners)),
    last: (target, tab) => perform(context, () => last(context, target, tab)),
    inRows: (target, tab, firstRow, lastRow) =>
      perform(context, () => inRows(context, target, tab, firstRow, lastRow)),
    ownersOfCourse: (target, courseId, after, limit) =>
      perform(context, () => ownersOfCourse(context, target, courseId, after, limit)),
    countRows: (target) => perform(context, () => countRows(context, target)),
    markSeen: (target, tab, scan, rows) => perform(context, () => markSeen(context, target, tab, scan, rows)),
    seen: (target, tab, scan, keys) => perform(context, () => seen(context, target, tab, scan, keys)),
    finishScan: (target, tab, scan, nextRow, limit) =>
      perform(context, () => finishScan(context, target, tab, scan, nextRow, limit)),
    writtenAt: (target, tab, key) => perform(context, () => writtenAt(context, target, tab, key)),
    adopt: (target, entries) => perform(context, () => adopt(context, target, entries)),
  };
}

async function tabs(context: MongoContext, target: string): Promise<TabRecord[]> {
  return (await tabsOf(context, target)).flatMap((tab) => toTabRecord(tab) ?? []);
}

function tabsOf({ ledgerTabs }: MongoContext, target: string): Promise<LedgerTabDocument[]> {
  return ledgerTabs.find({ target: { $eq: target } }).toArray();
}

/** The rows first: until they are gone the tab itself stays known, so that a forgetting cut short is begun again. */
async function forgetTab(context: MongoContext, target: string, tab: TabName): Promise<void> {
  const { ledger, ledgerTabs } = context;
  const known = await findTab(context, target, tab);
  if (known === undefined) return;
  while (true) {
    const some = await ledger
      .find({ tab: { $eq: known.code } }, { projection: { _id: 1 } })
      .limit(SLICE)
      .toArray();
    if (some.length === 0) break;
    await ledger.deleteMany({ _id: { $in: some.map(({ _id }) => _id) } });
  }
  await ledgerTabs.deleteOne({ _id: known._id, code: known.code });
}

async function find(
  context: MongoContext,
  target: string,
  tab: TabName,
  keys: readonly string[],
): Promise<LedgerEntry[]> {
  const known = await findTab(context, target, tab);
  if (known === undefined) return [];
  const ids = unique(keys).map((key) => rowId(known, key));
  return entriesBy(context, known, ids, (slice) => ({ _id: { $in: slice } }));
}

async function ownedBy(
  context: MongoContext,
  target: string,
  tab: TabName,
  owners: readonly string[],
): Promise<LedgerEntry[]> {
  const known = await findTab(context, target, tab);
  if (known === undefined) return [];
  const code = known.code;
  return entriesBy(context, known, unique(owners), (slice) => ({ tab: code, owner: { $in: slice } }));
}

async function entriesBy(
  { ledger }: MongoContext,
  { tab }: LedgerTabDocument,
  values: readonly string[],
  filter: (slice: readonly string[]) => Filter<LedgerDocument>,
): Promise<LedgerEntry[]> {
  const entries: LedgerEntry[] = [];
  for (const slice of slices(values))
    for await (const document of ledger.find(filter(slice))) entries.push(toEntry(tab, document));
  return entries;
}

async function last(context: MongoContext, target: string, tab: TabName): Promise<LedgerEntry | undefined> {
  const known = await findTab(context, target, tab);
  if (known === undefined) return undefined;
  const found = await context.ledger.findOne({ tab: known.code }, { sort: { row: -1 } });
  return found === null ? undefined : toEntry(tab, found);
}

async function inRows(
  context: MongoContext,
  target: string,
  tab: TabName,
  firstRow: number,
  lastRow: number,
): Promise<LedgerEntry[]> {
  const known = await findTab(context, target, tab);
  if (known === undefined) return [];
  const between = { tab: known.code, row: { $gte: firstRow, $lte: lastRow } };
  const found = await context.ledger.find(between).sort({ row: 1 }).toArray();
  return found.map((document) => toEntry(tab, document));
}

/** Ascending in the order of the server's index: by UTF-8 bytes. */
async function ownersOfCourse(
  context: MongoContext,
  target: string,
  courseId: string,
  after: string | undefined,
  limit: number,
): Promise<string[]> {
  const known = await findTab(context, target, 'course_progress');
  const owners: string[] = [];
  while (known !== undefined && owners.length < limit) {
    const from = owners.at(-1) ?? after;
    const piece = await context.ledger
      .find(
        {
          tab: known.code,
          course: { $eq: courseId },
          owner: from === undefined ? { $gte: '' } : { $gt: from },
        },
        { projection: { _id: 0, owner: 1 } },
      )
      .sort({ owner: 1 })
      .limit(limit)
      .toArray();
    owners.push(...unique(piece.map(({ owner }) => owner)));
    if (piece.length < limit) break;
  }
  return owners.slice(0, limit);
}

async function countRows(context: MongoContext, target: string): Promise<Map<TabName, number>> {
  const known = await tabsOf(context, target);
  const counts = known.map(
    async ({ tab, code }) => [tab, await context.ledger.countDocuments({ tab: code })] as const,
  );
  return new Map(await Promise.all(counts));
}

async function writtenAt(
  context: MongoContext,
  target: string,
  tab: TabName,
  key: string,
): Promise<string | undefined> {
  const known = await findTab(context, target, tab);
  const found = known && (await context.ledger.findOne({ _id: { $eq: rowId(known, key) } }));
  return found?.written_at?.toISOString();
}

/** Written under the fence of whoever holds the lease, so that nobody who held it before overwrites it. */
async function adopt(context: MongoContext, target: string, entries: readonly LedgerEntry[]): Promise<void> {
  const fence = (await findTarget(context, target))?.fence ?? 0;
  await putEntries(context, target, entries, { fence, at: undefined });
}
