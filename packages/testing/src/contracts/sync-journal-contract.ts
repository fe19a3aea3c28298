import { AWKWARD_TEXTS } from '../arbitraries/arbitrary-text.js';
import { aJournalEntry, aLedgerEntry } from '../builders/a-sync-record.js';
import type { TestFunctions } from '../test-functions.js';
import { BLANKED_ROW, fullEffects, memoryOf, record, UNTOUCHED } from './journalled-batch.js';
import { refused, succeed } from './outcome.js';
import { TARGET, underLease } from './pending-state.js';
import { type StoreHarness, type StoreUnderTest, storeUnderTest } from './store-harness.js';

export function syncJournalContract(test: TestFunctions, harness: StoreHarness): void {
  test.describe('SyncJournal', () => {
    const subject = storeUnderTest(test, harness);
    recording(test, subject);
    withdrawing(test, subject);
    discarding(test, subject);
    fences(test, subject);
    if (subject.abilities.survivesReopening === true) durability(test, subject);
  });
}

function recording({ it, expect }: TestFunctions, subject: StoreUnderTest): void {
  it('answers what was recorded, whole, oldest first, by spreadsheet', async () => {
    const { journal, lease } = subject.store();
    expect(await succeed(journal.unsettled(TARGET))).toEqual([]);
    const entries = AWKWARD_TEXTS.slice(0, 12).map((text, index) =>
      aJournalEntry({
        from: index === 0 ? null : 'revision_0',
        to: `revision_${20 - index}`,
        effects: fullEffects({
          entries: [aLedgerEntry({ key: text, owner: text, course: text })],
          acknowledged: [{ kind: 'completion', id: text, version: 3 }],
        }),
      }),
    );
    const elsewhere = aJournalEntry({ target: 'spreadsheet-2' });
    const other = await succeed(lease.acquire('spreadsheet-2', 'suite', 60_000));
    await succeed(journal.record(elsewhere, other.fence));
    await underLease(subject.store(), async (fence) => {
      for (const entry of entries) await succeed(journal.record(entry, fence));
    });
    expect(await succeed(journal.unsettled(TARGET))).toEqual(entries);
    expect(await succeed(journal.unsettled('spreadsheet-2'))).toEqual([elsewhere]);
  });

  it('replaces the entry of the same batch', async () => {
    const store = subject.store();
    await underLease(store, async (fence) => {
      await record(store, fence, { plannedAt: '2026-03-02T10:00:01.000Z' });
      await record(store, fence, { plannedAt: '2026-03-02T10:00:02.000Z' });
    });
    expect(await succeed(store.journal.unsettled(TARGET))).toEqual([
      aJournalEntry({ plannedAt: '2026-03-02T10:00:02.000Z' }),
    ]);
  });
}

function withdrawing({ it, expect }: TestFunctions, subject: StoreUnderTest): void {
  it('forgets the one batch that was refused, and takes no effect', async () => {
    const store = subject.store();
    await succeed(store.ledger.adopt(TARGET, [BLANKED_ROW]));
    await underLease(store, async (fence) => {
      for (const to of ['revision_1', 'revision_2', 'revision_3'])
        await record(store, fence, { to, effects: fullEffects() });
      await succeed(store.journal.withdraw(TARGET, 'revision_2', fence));
      await succeed(store.journal.withdraw(TARGET, 'revision_2', fence));
      await succeed(store.journal.withdraw(TARGET, 'unknown', fence));
    });
    expect(await memoryOf(store)).toEqual({ ...UNTOUCHED, unsettled: ['revision_1', 'revision_3'] });
  });
}

function discarding({ it, expect }: TestFunctions, subject: StoreUnderTest): void {
  it('forgets what was recorded, of one spreadsheet, and takes no effect', async () => {
    const store = subject.store();
    await succeed(store.ledger.adopt(TARGET, [BLANKED_ROW]));
    const other = await succeed(store.lease.acquire('spreadsheet-2', 'suite', 60_000));
    await record(store, other.fence, { target: 'spreadsheet-2' });
    await underLease(store, async (fence) => {
      await record(store, fence, { effects: fullEffects() });
      await succeed(store.journal.discard(TARGET, fence));
      await succeed(store.journal.settle(TARGET, 'revision_1', fence));
    });
    expect(await memoryOf(store)).toEqual({ ...UNTOUCHED, unsettled: [] });
    expect(await succeed(store.journal.unsettled('spreadsheet-2'))).toHaveLength(1);
  });
}

function fences({ it, expect }: TestFunctions, subject: StoreUnderTest): void {
  it('refuses everything under a fence that is not the current one', async () => {
    const store = subject.store();
    await succeed(store.ledger.adopt(TARGET, [BLANKED_ROW]));
    const stale = await underLease(store, async (fence) => {
      await record(store, fence, { effects: fullEffects() });
      return fence;
    });
    await expectRefused(stale);
    await underLease(store, async (fence) => {
      await expectRefused(stale);
      await expectRefused(fence + 1);
    });
    expect(await memoryOf(store)).toEqual({ ...UNTOUCHED, unsettled: ['revision_1'] });
  });

  it("refuses another spreadsheet's fence", async () => {
    const store = subject.store();
    await succeed(store.lease.acquire(TARGET, 'suite', 60_000));
    await succeed(
      store.lease
        .acquire('spreadsheet-2', 'suite', 60_000)
        .andThen(({ fence }) => store.lease.release('spreadsheet-2', fence)),
    );
    const other = await succeed(store.lease.acquire('spreadsheet-2', 'suite', 60_000));
    await expectRefused(other.fence);
    expect(await succeed(store.journal.unsettled(TARGET))).toEqual([]);
  });

  async function expectRefused(fence: number): Promise<void> {
    const { journal } = subject.store();
    const attempts = [
      journal.record(aJournalEntry({ to: 'revision_2' }), fence),
      journal.settle(TARGET, 'revision_1', fence),
      journal.withdraw(TARGET, 'revision_1', fence),
      journal.discard(TARGET, fence),
    ];
    for (const attempt of attempts) expect(await refused(attempt)).toMatchObject({ type: 'fence_lost' });
  }
}

function durability({ it, expect }: TestFunctions, subject: StoreUnderTest): void {
  it('has the recorded batches after reopening, and settles them', async () => {
    const store = subject.store();
    await underLease(store, (fence) => record(store, fence, { effects: fullEffects() }));
    const reopened = await subject.reopen();
    expect(await succeed(reopened.journal.unsettled(TARGET))).toEqual([
      aJournalEntry({ effects: fullEffects() }),
    ]);
    await underLease(reopened, (fence) => succeed(reopened.journal.settle(TARGET, 'revision_1', fence)));
    expect(await memoryOf(reopened)).toMatchObject({ revision: 'revision_1', unsettled: [] });
  });
}
