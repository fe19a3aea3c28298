import { randomBytes } from 'node:crypto';
import type { TabName, TabRecord } from '@quiz-sync/core';
import type { LedgerTabDocument } from './documents.js';
import { insertNew } from './duplicate-key.js';
import type { MongoContext } from './mongo-context.js';

function tabId(target: string, tab: TabName): string {
  return JSON.stringify([target, tab]);
}

/** `undefined`: nothing is known of that tab. */
export async function findTab(
  { ledgerTabs }: MongoContext,
  target: string,
  tab: TabName,
): Promise<LedgerTabDocument | undefined> {
  return (await ledgerTabs.findOne({ _id: { $eq: tabId(target, tab) } })) ?? undefined;
}

/** Gives the tab its code when it has none. */
export async function makeTab(
  context: MongoContext,
  target: string,
  tab: TabName,
): Promise<LedgerTabDocument> {
  const known = await findTab(context, target, tab);
  if (known !== undefined) return known;
  const code = randomBytes(6).toString('base64url');
  const made = { _id: tabId(target, tab), target, tab, code, fence: 0, scan_number: 0 };
  await insertNew(() => context.ledgerTabs.insertOne(made));
  return makeTab(context, target, tab);
}

/** As {@link makeTab}, and makes `scan` the tab's latest if it is not. */
export async function scannedTab(
  context: MongoContext,
  target: string,
  tab: TabName,
  scan: string,
): Promise<LedgerTabDocument> {
  const { _id } = await makeTab(context, target, tab);
  await context.ledgerTabs.updateOne(
    { _id, scan: { $ne: scan } },
    { $set: { scan }, $inc: { scan_number: 1 } },
  );
  return makeTab(context, target, tab);
}

/** Leaves alone what was written under a later fence. */
export async function putTab(
  context: MongoContext,
  target: string,
  { tab, tabId: tab_id, headers, keyColumn, nextRow }: TabRecord,
  fence: number,
): Promise<void> {
  const { _id } = await makeTab(context, target, tab);
  const record = { tab_id, headers, key_column: keyColumn, next_row: nextRow };
  await context.ledgerTabs.updateOne({ _id, fence: { $lte: fence } }, { $set: { record, fence } });
}

export function toTabRecord({ tab, record }: LedgerTabDocument): TabRecord | undefined {
  return (
    record && {
      tab,
      tabId: record.tab_id,
      headers: record.headers,
      keyColumn: record.key_column,
      nextRow: record.next_row,
    }
  );
}
