import type { LedgerEntry } from '@quiz-sync/core';
import { aLedgerEntry, aTabRecord } from '../builders/a-sync-record.js';
import type { TestFunctions } from '../test-functions.js';
import { settleBatch } from './journalled-batch.js';
import { succeed } from './outcome.js';
import { TARGET } from './pending-state.js';
import { type StoreHarness, type StoreUnderTest, storeUnderTest } from './store-harness.js';

/** The part of SheetLedger's contract that is about scanning a tab's keys. */
export function ledgerScanContract(test: TestFunctions, harness: StoreHarness): void {
  test.describe('SheetLedger.markSeen and finishScan', () => {
    const subject = storeUnderTest(test, harness);
    marking(test, subject);
    finishing(test, subject);
    adopting(test, subject);
  });
}

/** Rows a, b and c of UserProfiles, and one of another tab. */
async function remembered(subject: StoreUnderTest): Promise<void> {
  await settleBatch(subject.store(), {
    tabs: [aTabRecord({ nextRow: 4 }), aTabRecord({ tab: 'engagement', tabId: 9, nextRow: 2 })],
    entries: [
      ...['a', 'b', 'c'].map((key, index) => aLedgerEntry({ key, row: index + 1, hash: `hash of ${key}` })),
      aLedgerEntry({ tab: 'engagement', key: 'a' }),
    ],
  });
}

async function rowsOf(subject: StoreUnderTest): Promise<Record<string, number>> {
  const entries = await succeed(
    subject.store().ledger.find(TARGET, 'profiles', ['a', 'b', 'c', 'strange', 'other']),
  );
  return Object.fromEntries(entries.map(({ key, row }: LedgerEntry) => [key, row]));
}

function marking({ it, expect }: TestFunctions, subject: StoreUnderTest): void {
  it('moves entries to where they were seen, and changes nothing else of them', async () => {
    const { ledger } = subject.store();
    await remembered(subject);
    const seen = [
      { key: 'c', row: 1 },
      { key: 'a', row: 12 },
    ];
    expect(await succeed(ledger.markSeen(TARGET, 'profiles', 'scan-1', seen))).toEqual([]);
    expect(await rowsOf(subject)).toEqual({ a: 12, b: 2, c: 1 });
    expect(await succeed(ledger.find(TARGET, 'profiles', ['a']))).toEqual([
      aLedgerEntry({ key: 'a', row: 12, hash: 'hash of a' }),
    ]);
    expect(await succeed(ledger.find(TARGET, 'engagement', ['a']))).toMatchObject([{ row: 1 }]);
    expect((await succeed(ledger.last(TARGET, 'profiles')))?.key).toBe('a');
  });

  it('answers the keys it has no entry of, and makes none', async () => {
    const { ledger } = subject.store();
    await remembered(subject);
    const seen = ['strange', 'a', 'other'].map((key, index) => ({ key, row: index + 1 }));
    const unknown = await succeed(ledger.markSeen(TARGET, 'profiles', 'scan-1', seen));
    expect(unknown.sort()).toEqual(['other', 'strange']);
    expect(await rowsOf(subject)).toEqual({ a: 2, b: 2, c: 3 });
    expect(await succeed(ledger.markSeen(TARGET, 'profiles', 'scan-1', []))).toEqual([]);
  });

  it('tells which keys a scan has seen so far, whatever an earlier one saw', async () => {
    const { ledger } = subject.store();
    await remembered(subject);
    const seenBy = async (scan: string): Promise<string[]> =>
      (await succeed(ledger.seen(TARGET, 'profiles', scan, ['a', 'b', 'c', 'strange', 'a']))).sort();
    expect(await seenBy('scan-1')).toEqual([]);
    await succeed(ledger.markSeen(TARGET, 'profiles', 'scan-1', [{ key: 'c', row: 1 }]));
    await succeed(
      ledger.markSeen(TARGET, 'profiles', 'scan-1', [
        { key: 'a', row: 2 },
        { key: 'strange', row: 3 },
      ]),
    );
    expect(await seenBy('scan-1')).toEqual(['a', 'c']);
    expect(await succeed(ledger.seen(TARGET, 'engagement', 'scan-1', ['a']))).toEqual([]);
    await succeed(ledger.markSeen(TARGET, 'profiles', 'scan-2', [{ key: 'b', row: 2 }]));
    expect(await seenBy('scan-1')).toEqual([]);
    expect(await seenBy('scan-2')).toEqual(['b']);
  });

  it('takes more keys in one call than an adapter asks for at once', async () => {
    const { ledger } = subject.store();
    const keys = Array.from({ length: 1_100 }, (_, index) => `key-${index}`);
    await succeed(
      ledger.adopt(
        TARGET,
        keys.map((key, row) => aLedgerEntry({ key, row })),
      ),
    );
    const seen = keys.map((key, row) => ({ key, row: row + 10 })).concat({ key: 'strange', row: 1 });
    expect(await succeed(ledger.markSeen(TARGET, 'profiles', 'scan-1', seen))).toEqual(['strange']);
    expect(await succeed(ledger.last(TARGET, 'profiles'))).toMatchObject({ key: 'key-1099', row: 1_109 });
    expect(await succeed(ledger.finishScan(TARGET, 'profiles', 'scan-1', 1_110, 100))).toEqual([]);
  });
}

function finishing({ it, expect }: TestFunctions, subject: StoreUnderTest): void {
  it('forgets what was not seen in any portion, and sets where new rows go', async () => {
    const { ledger } = subject.store();
    await remembered(subject);
    await succeed(ledger.markSeen(TARGET, 'profiles', 'scan-1', [{ key: 'c', row: 1 }]));
    await succeed(ledger.markSeen(TARGET, 'profiles', 'scan-1', [{ key: 'a', row: 2 }]));
    expect(await succeed(ledger.finishScan(TARGET, 'profiles', 'scan-1', 3, 100))).toEqual(['b']);
    expect(await rowsOf(subject)).toEqual({ a: 2, c: 1 });
    const tabs = new Map((await succeed(ledger.tabs(TARGET))).map((record) => [record.tab, record]));
    expect(tabs.get('profiles')).toEqual(aTabRecord({ nextRow: 3 }));
    expect(tabs.get('engagement')?.nextRow).toBe(2);
    expect((await succeed(ledger.countRows(TARGET))).get('engagement')).toBe(1);
  });

  it('forgets everything when nothing was seen, and answers no more keys than asked for', async () => {
    const { ledger } = subject.store();
    await remembered(subject);
    expect(await succeed(ledger.finishScan(TARGET, 'profiles', 'scan-1', 1, 2))).toHaveLength(2);
    expect(await rowsOf(subject)).toEqual({});
  });

  it('may be repeated', async () => {
    const { ledger } = subject.store();
    await remembered(subject);
    const seen = ['a', 'b', 'c'].map((key, row) => ({ key, row }));
    await succeed(ledger.markSeen(TARGET, 'profiles', 'scan-1', seen));
    await succeed(ledger.markSeen(TARGET, 'profiles', 'scan-1', seen));
    expect(await succeed(ledger.finishScan(TARGET, 'profiles', 'scan-1', 4, 100))).toEqual([]);
  });

  it('does not count what an earlier scan saw that never ended', async () => {
    const { ledger } = subject.store();
    await remembered(subject);
    const all = ['a', 'b', 'c'].map((key, row) => ({ key, row }));
    await succeed(ledger.markSeen(TARGET, 'profiles', 'scan-1', all));
    await succeed(ledger.markSeen(TARGET, 'profiles', 'scan-2', all.slice(0, 1)));
    const forgotten = await succeed(ledger.finishScan(TARGET, 'profiles', 'scan-2', 1, 100));
    expect(forgotten.sort()).toEqual(['b', 'c']);
  });
}

function adopting({ it, expect }: TestFunctions, subject: StoreUnderTest): void {
  it('keeps what was adopted during the scan and seen by it', async () => {
    const { ledger } = subject.store();
    await remembered(subject);
    const seen = ['strange', 'a'].map((key, index) => ({ key, row: index + 1 }));
    await succeed(ledger.markSeen(TARGET, 'profiles', 'scan-1', seen));
    await succeed(ledger.adopt(TARGET, [aLedgerEntry({ key: 'strange', row: 1, hash: '' })]));
    expect(await succeed(ledger.markSeen(TARGET, 'profiles', 'scan-1', seen.slice(0, 1)))).toEqual([]);
    const forgotten = await succeed(ledger.finishScan(TARGET, 'profiles', 'scan-1', 3, 100));
    expect(forgotten.sort()).toEqual(['b', 'c']);
    expect(await rowsOf(subject)).toEqual({ strange: 1, a: 2 });
  });

  it('forgets in a later scan what was adopted during an earlier one and is gone', async () => {
    const { ledger } = subject.store();
    await remembered(subject);
    await succeed(ledger.markSeen(TARGET, 'profiles', 'scan-1', [{ key: 'strange', row: 1 }]));
    await succeed(ledger.adopt(TARGET, [aLedgerEntry({ key: 'strange', row: 1 })]));
    await succeed(ledger.markSeen(TARGET, 'profiles', 'scan-1', [{ key: 'strange', row: 1 }]));
    await succeed(ledger.finishScan(TARGET, 'profiles', 'scan-1', 3, 100));
    await succeed(ledger.markSeen(TARGET, 'profiles', 'scan-2', [{ key: 'other', row: 1 }]));
    expect(await succeed(ledger.finishScan(TARGET, 'profiles', 'scan-2', 3, 100))).toEqual(['strange']);
  });
}
