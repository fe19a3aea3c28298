import type { BatchEffects, JournalEntry, Store } from '@quiz-sync/core';
import { AWKWARD_TEXTS } from '../arbitraries/arbitrary-text.js';
import { aStoredSubmission } from '../builders/a-submission.js';
import { aJournalEntry, aLedgerEntry, aTabRecord, someEffects } from '../builders/a-sync-record.js';
import type { TestFunctions } from '../test-functions.js';
import { refused, succeed } from './outcome.js';
import { loadAll, pendingIds, refOf, TARGET, underLease } from './pending-state.js';
import { type StoreHarness, type StoreUnderTest, storeUnderTest } from './store-harness.js';

export function syncJournalContract(test: TestFunctions, harness: StoreHarness): void {
  test.describe('SyncJournal', () => {
    const subject = storeUnderTest(test, harness);
    recording(test, subject);
    settling(test, subject);
    acknowledging(test, subject);
    withdrawing(test, subject);
    discarding(test, subject);
    fences(test, subject);
    if (subject.abilities.survivesReopening === true) durability(test, subject);
  });
}

/** A batch that touches everything a batch can. */
function fullEffects(overrides: Partial<BatchEffects> = {}): BatchEffects {
  return someEffects({
    entries: [aLedgerEntry({ key: 'written', row: 3, hash: 'new' }), aLedgerEntry({ key: 'added', row: 4 })],
    removed: [{ tab: 'engagement', key: 'blanked' }],
    tabs: [aTabRecord({ nextRow: 5 })],
    checks: [{ tab: 'profiles', tabId: 101, keyColumn: 5, row: 3, key: 'written', written: true }],
    ...overrides,
  });
}

function record(store: Store, fence: number, overrides: Partial<JournalEntry>): Promise<void> {
  return succeed(store.journal.record(aJournalEntry(overrides), fence));
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

/** What the ledger and the sync state say that a batch's effects change. */
async function memoryOf(store: Store) {
  return {
    profiles: (await succeed(store.ledger.find(TARGET, 'profiles', ['written', 'added']))).toSorted(
      (a, b) => a.row - b.row,
    ),
    engagement: await succeed(store.ledger.find(TARGET, 'engagement', ['blanked'])),
    tabs: await succeed(store.ledger.tabs(TARGET)),
    revision: (await succeed(store.syncState.read(TARGET))).revision,
    unsettled: (await succeed(store.journal.unsettled(TARGET))).map(({ to }) => to),
  };
}

const BLANKED = aLedgerEntry({ tab: 'engagement', key: 'blanked' });
const UNTOUCHED = { profiles: [], engagement: [BLANKED], tabs: [], revision: undefined };

function settling({ it, expect }: TestFunctions, subject: StoreUnderTest): void {
  it('takes the effects of the batch that was applied, and forgets all', async () => {
    const store = subject.store();
    await succeed(
      store.ledger.adopt(TARGET, [BLANKED, aLedgerEntry({ key: 'written', row: 9, hash: 'old' })]),
    );
    await underLease(store, async (fence) => {
      await record(store, fence, { to: 'revision_1', effects: someEffects({ entries: [aLedgerEntry()] }) });
      await record(store, fence, { to: 'revision_2', effects: fullEffects() });
      await record(store, fence, { to: 'revision_3', effects: someEffects({ tabs: [aTabRecord()] }) });
      await succeed(store.journal.settle(TARGET, 'revision_2', fence));
    });
    expect(await memoryOf(store)).toEqual({
      profiles: [...fullEffects().entries],
      engagement: [],
      tabs: [...fullEffects().tabs],
      revision: 'revision_2',
      unsettled: [],
    });
    expect(await succeed(store.ledger.find(TARGET, 'profiles', ['learner-1']))).toEqual([]);
  });

  it('changes nothing for a batch nobody recorded', async () => {
    const store = subject.store();
    await succeed(store.ledger.adopt(TARGET, [BLANKED]));
    await underLease(store, async (fence) => {
      await record(store, fence, { to: 'revision_1', effects: fullEffects() });
      await succeed(store.journal.settle(TARGET, 'revision_9', fence));
    });
    expect(await memoryOf(store)).toEqual({ ...UNTOUCHED, unsettled: ['revision_1'] });
  });

  it('may be repeated without undoing what came after', async () => {
    const store = subject.store();
    await underLease(store, async (fence) => {
      await record(store, fence, { to: 'revision_1', effects: fullEffects() });
      await succeed(store.journal.settle(TARGET, 'revision_1', fence));
      await record(store, fence, { from: 'revision_1', to: 'revision_2' });
      await succeed(store.ledger.adopt(TARGET, [aLedgerEntry({ key: 'written', row: 30, hash: 'newer' })]));
      await succeed(store.journal.settle(TARGET, 'revision_1', fence));
    });
    expect(await memoryOf(store)).toMatchObject({ revision: 'revision_1', unsettled: ['revision_2'] });
    expect(await succeed(store.ledger.find(TARGET, 'profiles', ['written']))).toMatchObject([
      { hash: 'newer' },
    ]);
  });

  it('leaves the rest of the sync state alone', async () => {
    const store = subject.store();
    await succeed(
      store.syncState.patch(TARGET, { lastRunAt: '2026-03-02T10:00:00.000Z', settingsDigest: 'digest' }),
    );
    await underLease(store, async (fence) => {
      await record(store, fence, {});
      await succeed(store.journal.settle(TARGET, 'revision_1', fence));
    });
    expect(await succeed(store.syncState.read(TARGET))).toMatchObject({
      revision: 'revision_1',
      lastRunAt: '2026-03-02T10:00:00.000Z',
      settingsDigest: 'digest',
    });
  });

  it('takes thousands of rows', async () => {
    const store = subject.store();
    const entries = Array.from({ length: 5_000 }, (_, row) => aLedgerEntry({ key: `key-${row}`, row }));
    await underLease(store, async (fence) => {
      await record(store, fence, { effects: someEffects({ entries }) });
      await succeed(store.journal.settle(TARGET, 'revision_1', fence));
    });
    expect((await succeed(store.ledger.countRows(TARGET))).get('profiles')).toBe(5_000);
  });
}

function acknowledging({ it, expect }: TestFunctions, subject: StoreUnderTest): void {
  it('acknowledges exactly the versions named', async () => {
    const store = subject.store();
    for (const submission_id of ['a', 'b', 'c'])
      await succeed(store.submissions.insert(aStoredSubmission({ submission_id })));
    await succeed(store.learners.upsert('learner-1', { first_name: 'Ada' }));
    const acknowledged = (await loadAll(store)).map(refOf).filter(({ id }) => id !== 'c');
    await underLease(store, async (fence) => {
      await record(store, fence, { effects: someEffects({ acknowledged }) });
      await succeed(store.pending.requeue([{ kind: 'submission', id: 'b' }]));
      await succeed(store.learners.upsert('learner-1', { first_name: 'Augusta' }));
      await succeed(store.journal.settle(TARGET, 'revision_1', fence));
    });
    expect(await pendingIds(store)).toEqual(['learner learner-1', 'submission b', 'submission c']);
  });

  it("lets a cleaned-up session's document go", async () => {
    const store = subject.store();
    for (const id of ['gone', 'back']) {
      await succeed(store.sessions.upsert(id, {}, '2026-01-01T00:00:00.000Z'));
    }
    await underLease(store, async (fence) => {
      await succeed(store.pending.acknowledge(TARGET, (await loadAll(store)).map(refOf), fence));
      await succeed(store.sessions.cleanUp('2026-02-01T00:00:00.000Z', { dryRun: false }));
      const acknowledged = (await loadAll(store)).map(refOf);
      await record(store, fence, { effects: someEffects({ acknowledged }) });
      await succeed(store.sessions.upsert('back', {}, '2026-03-01T00:00:00.000Z'));
      await succeed(store.journal.settle(TARGET, 'revision_1', fence));
    });
    expect(await pendingIds(store)).toEqual(['session back']);
    await succeed(store.pending.requeue([{ kind: 'session', id: 'gone' }]));
    expect(await pendingIds(store)).toEqual(['session back']);
  });
}

function withdrawing({ it, expect }: TestFunctions, subject: StoreUnderTest): void {
  it('forgets the one batch that was refused, and takes no effect', async () => {
    const store = subject.store();
    await succeed(store.ledger.adopt(TARGET, [BLANKED]));
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
    await succeed(store.ledger.adopt(TARGET, [BLANKED]));
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
    await succeed(store.ledger.adopt(TARGET, [BLANKED]));
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
