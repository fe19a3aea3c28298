import { aSubmission } from '../builders/a-submission.js';
import { aLedgerEntry, aTabRecord, someEffects } from '../builders/a-sync-record.js';
import type { TestFunctions } from '../test-functions.js';
import { BLANKED_ROW, fullEffects, memoryOf, record, UNTOUCHED } from './journalled-batch.js';
import { succeed } from './outcome.js';
import { loadAll, pendingIds, refOf, TARGET, underLease } from './pending-state.js';
import { type StoreHarness, type StoreUnderTest, storeUnderTest } from './store-harness.js';

/** The part of SyncJournal's contract that is about a batch that was applied. */
export function journalSettleContract(test: TestFunctions, harness: StoreHarness): void {
  test.describe('SyncJournal.settle', () => {
    const subject = storeUnderTest(test, harness);
    settling(test, subject);
    acknowledging(test, subject);
  });
}

function settling({ it, expect }: TestFunctions, subject: StoreUnderTest): void {
  it('takes the effects of the batch that was applied, and forgets all', async () => {
    const store = subject.store();
    await succeed(
      store.ledger.adopt(TARGET, [BLANKED_ROW, aLedgerEntry({ key: 'written', row: 9, hash: 'old' })]),
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

  it('notes when rows were written, as long as they are there', async () => {
    const store = subject.store();
    const writtenAt = (key: string) => succeed(store.ledger.writtenAt(TARGET, 'profiles', key));
    await succeed(store.ledger.adopt(TARGET, [aLedgerEntry({ key: 'adopted' })]));
    await underLease(store, async (fence) => {
      await record(store, fence, { to: 'revision_1', effects: fullEffects() });
      expect(await writtenAt('written')).toBeUndefined();
      await succeed(store.journal.settle(TARGET, 'revision_1', fence));
    });
    const at = await writtenAt('written');
    expect(new Date(at ?? '').toISOString()).toBe(at);
    expect(await writtenAt('adopted')).toBeUndefined();
    expect(await writtenAt('unknown')).toBeUndefined();
    await succeed(store.ledger.adopt(TARGET, [aLedgerEntry({ key: 'written', row: 30, hash: '' })]));
    expect(await writtenAt('written')).toBe(at);
    await underLease(store, async (fence) => {
      const effects = someEffects({ removed: [{ tab: 'profiles', key: 'written' }] });
      await record(store, fence, { to: 'revision_2', effects });
      await succeed(store.journal.settle(TARGET, 'revision_2', fence));
    });
    expect(await writtenAt('written')).toBeUndefined();
  });

  it('changes nothing for a batch nobody recorded', async () => {
    const store = subject.store();
    await succeed(store.ledger.adopt(TARGET, [BLANKED_ROW]));
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
      await succeed(store.submissions.insert(aSubmission({ submission_id })));
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
