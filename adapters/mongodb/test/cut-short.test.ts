import { completionChangeId, type KeyedRequest, type Store } from '@quiz-sync/core';
import {
  aCompletion,
  aJournalEntry,
  aLedgerEntry,
  aSubmission,
  aTabRecord,
  someEffects,
  succeed,
} from '@quiz-sync/testing';
import type { ResultAsync } from 'neverthrow';
import { describe, expect, it } from 'vitest';
import { hasMongodb } from '../../../test/servers/mongodb.ts';
import { mongodbForTests } from '../../../test/servers/mongodb-for-tests.ts';
import { type TcpProxy, tcpProxy } from '../../../test/servers/tcp-proxy.ts';
import { startStore } from '../src/start-store.js';
import { aClient, aDatabaseName, dropDatabase } from './mongo-harness.js';
import { isWrite } from './wire-command.js';

const TARGET = 'spreadsheet-1';

/** What one store does under the lease, as far as it gets. */
type Work = (store: Store, fence: number) => ResultAsync<unknown, unknown>;

describe.runIf(hasMongodb)('work that is cut short between any two of its writes', () => {
  const mongodbUrl = mongodbForTests();

  it('settling: whoever settles again has all of it, once', { timeout: 180_000 }, async () => {
    const writes = await eachCut(prepared, settle, async (store) => {
      const { fence } = await succeed(store.lease.acquire(TARGET, 'second', 60_000));
      const unsettled = await succeed(store.journal.unsettled(TARGET));
      // Nothing is forgotten before all of it is there.
      for (const { to } of unsettled) await succeed(store.journal.settle(TARGET, to, fence));
      expect(await stateOf(store)).toEqual(SETTLED);
    });
    expect(writes).toBeGreaterThanOrEqual(6);
  });

  it('settling: acknowledges nothing that the ledger does not know', { timeout: 180_000 }, async () => {
    await eachCut(prepared, settle, async (store) => {
      const { pending, rows } = await stateOf(store);
      if (pending === 0) expect(rows).toEqual(SETTLED.rows);
      if ((await succeed(store.journal.unsettled(TARGET))).length === 0)
        expect(await stateOf(store)).toEqual(SETTLED);
    });
  });

  it('recording: the batch is in the journal whole, or not at all', { timeout: 180_000 }, async () => {
    const writes = await eachCut(prepared, record, async (store) => {
      const known = (await succeed(store.journal.unsettled(TARGET))).map(({ to }) => to);
      expect([['revision_1'], ['revision_1', 'revision_2']]).toContainEqual(known);
      const { fence } = await succeed(store.lease.acquire(TARGET, 'second', 60_000));
      await succeed(store.journal.record(aJournalEntry({ to: 'revision_2' }), fence));
      expect(await succeed(store.journal.unsettled(TARGET))).toHaveLength(2);
    });
    expect(writes).toBeGreaterThanOrEqual(2);
  });

  it('storing under a key: asked again it is stored once, and no other request gets the key (fault 47)', {
    timeout: 180_000,
  }, async () => {
    const writes = await eachCut(made, submitUnderKey, async (store) => {
      const begun = (await succeed(store.idempotency.keep({ ...KEYED, fingerprint: 'other' }))).type;
      const again = await succeed(store.idempotency.submit(aSubmission(), KEYED));
      const stored = (await succeed(store.submissions.count())).submissions;
      // Cut before the key was taken, another request may have it; later it may not, and nothing is waited for.
      expect([begun, again.type, stored]).toBeOneOf([
        ['kept', 'key_taken', 0],
        ['key_taken', 'inserted', 1],
        ['key_taken', 'key_taken', 1],
      ]);
      const last = await succeed(store.idempotency.submit(aSubmission(), KEYED));
      if (begun === 'key_taken') expect(last).toStrictEqual({ type: 'key_taken', by: KEYED });
    });
    expect(writes).toBe(2);
  });

  it('erasing a learner: whoever erases again leaves nothing, and counts what is left', {
    timeout: 180_000,
  }, async () => {
    const writes = await eachCut(twoLearners, eraseLearner, async (store) => {
      const waiting = (await succeed(store.pending.count())).total;
      const { submissions } = await succeed(store.submissions.count());
      // Nothing is removed before it is pending that its rows are to go.
      if (submissions !== 3) expect(waiting).toBeGreaterThan(0);
      await succeed(store.personal.erase('learner-1'));
      expect(await succeed(store.submissions.count())).toEqual({ submissions: 1, responses: 1 });
      expect(await succeed(store.stats.learners(['learner-1']))).toEqual([]);
      expect(await succeed(store.courses.completionsOf(['learner-1']))).toEqual([]);
      expect(await succeed(store.sessions.findMany(['session-1']))).toEqual([]);
      const pending = await succeed(store.pending.load({ documents: 9, responses: 9 }));
      expect(pending).toContainEqual(expect.objectContaining({ kind: 'learner', erased: true }));
    });
    expect(writes).toBeGreaterThanOrEqual(8);
  });

  /** Runs the work with its connection cut before its first write, its second, and so on; answers how many it makes. */
  async function eachCut(
    prepare: (store: Store) => Promise<void>,
    work: Work,
    check: (store: Store) => Promise<void>,
  ): Promise<number> {
    for (let cutBefore = 1; cutBefore < 100; cutBefore += 1) {
      const hasEnded = await onceCut(prepare, work, check, cutBefore);
      if (hasEnded) return cutBefore - 1;
    }
    throw new Error('the work does not end');
  }

  async function onceCut(
    prepare: (store: Store) => Promise<void>,
    work: Work,
    check: (store: Store) => Promise<void>,
    cutBefore: number,
  ): Promise<boolean> {
    const url = mongodbUrl();
    const database = aDatabaseName();
    await using proxy = await tcpProxy(Number(new URL(url).port));
    const direct = startStore({ client: aClient(url), database, owned: true });
    await prepare(direct);
    const hasEnded = await cutStore(proxy, database, work, cutBefore);
    await check(direct);
    await direct.close();
    await dropDatabase(url, database);
    return hasEnded;
  }
});

async function cutStore(proxy: TcpProxy, database: string, work: Work, cutBefore: number): Promise<boolean> {
  const client = aClient(`mongodb://127.0.0.1:${proxy.port}/?serverSelectionTimeoutMS=200`);
  const store = startStore({ client, database, owned: true });
  const { fence } = await succeed(store.lease.acquire(TARGET, 'first', 1));
  let writes = 0;
  proxy.cutWhen((bytes) => {
    if (isWrite(bytes)) writes += 1;
    return writes === cutBefore;
  });
  const outcome = await work(store, fence);
  await store.close();
  // What only tidies up may be cut without the caller's being told.
  return writes < cutBefore && outcome.isOk();
}

async function made(store: Store): Promise<void> {
  await succeed(store.ping());
}

async function twoLearners(store: Store): Promise<void> {
  for (const [submission_id, user_id] of [['a', 'learner-1'] as const, ['b', 'learner-1'] as const])
    await succeed(store.submissions.insert(aSubmission({ submission_id, user_id, session_id: 'session-1' })));
  await succeed(store.submissions.insert(aSubmission({ submission_id: 'c', user_id: 'learner-2' })));
  await succeed(store.courses.complete(aCompletion()));
  await succeed(store.sessions.upsert('session-1', { user_id: 'learner-1' }, '2026-01-01T00:00:00.000Z'));
  await acknowledgeEverything(store);
}

async function acknowledgeEverything(store: Store): Promise<void> {
  const { fence } = await succeed(store.lease.acquire(TARGET, 'before', 60_000));
  const refs = [
    ...['a', 'b', 'c'].map((id) => ({ kind: 'submission' as const, id, version: 1 })),
    { kind: 'completion' as const, id: completionChangeId('learner-1', 'course-1'), version: 1 },
  ];
  await succeed(store.pending.acknowledge(TARGET, refs, fence));
  const [session] = await succeed(store.pending.load({ documents: 9, responses: 9 }));
  const version = session?.version ?? 0;
  await succeed(store.pending.acknowledge(TARGET, [{ kind: 'session', id: 'session-1', version }], fence));
  await succeed(store.lease.release(TARGET, fence));
}

const eraseLearner: Work = (store) => store.personal.erase('learner-1');

/** A batch that touches everything, recorded and not settled. */
async function prepared(store: Store): Promise<void> {
  for (const submission_id of ['a', 'b'])
    await succeed(store.submissions.insert(aSubmission({ submission_id })));
  await succeed(store.learners.upsert('learner-1', { first_name: 'Ada' }));
  await succeed(
    store.ledger.adopt(TARGET, [
      aLedgerEntry({ key: 'old', row: 1, hash: 'old' }),
      aLedgerEntry({ key: 'gone', row: 2 }),
    ]),
  );
  const { fence } = await succeed(store.lease.acquire(TARGET, 'before', 1));
  const effects = someEffects({
    tabs: [aTabRecord({ nextRow: 4 })],
    entries: [aLedgerEntry({ key: 'old', row: 1, hash: 'new' }), aLedgerEntry({ key: 'added', row: 3 })],
    removed: [{ tab: 'profiles', key: 'gone' }],
    acknowledged: [
      { kind: 'submission', id: 'a', version: 1 },
      { kind: 'submission', id: 'b', version: 1 },
      { kind: 'learner', id: 'learner-1', version: 1 },
    ],
  });
  await succeed(store.journal.record(aJournalEntry({ effects }), fence));
  await succeed(store.lease.release(TARGET, fence));
}

const KEYED: KeyedRequest = {
  scope: '',
  key: 'key-1',
  fingerprint: 'print-1',
  user_id: 'learner-1',
  answer: '1',
};
const submitUnderKey: Work = (store) => store.idempotency.submit(aSubmission(), KEYED);
const settle: Work = (store, fence) => store.journal.settle(TARGET, 'revision_1', fence);
const record: Work = (store, fence) => store.journal.record(aJournalEntry({ to: 'revision_2' }), fence);

const SETTLED = {
  rows: { old: 'new', added: 'hash-1' },
  tabs: [4],
  pending: 0,
  revision: 'revision_1',
  unsettled: 0,
};

async function stateOf(store: Store) {
  const rows = await succeed(store.ledger.find(TARGET, 'profiles', ['old', 'gone', 'added']));
  return {
    rows: Object.fromEntries(rows.map(({ key, hash }) => [key, hash])),
    tabs: (await succeed(store.ledger.tabs(TARGET))).map(({ nextRow }) => nextRow),
    pending: (await succeed(store.pending.count())).total,
    revision: (await succeed(store.syncState.read(TARGET))).revision,
    unsettled: (await succeed(store.journal.unsettled(TARGET))).length,
  };
}
