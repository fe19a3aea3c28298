import { type ArchiveRecord, CLEARED_KINDS, type Store } from '@quiz-sync/core';
import { AWKWARD_TEXTS } from '../arbitraries/arbitrary-text.js';
import { aSubmission, someResponses } from '../builders/a-submission.js';
import { aLedgerEntry } from '../builders/a-sync-record.js';
import type { TestFunctions } from '../test-functions.js';
import { contentOf, copyAll, identityOf, readKind } from './archive-copy.js';
import { archivedBehaviourContract } from './archived-behaviour-contract.js';
import { fillStore, SOME_TEXTS } from './full-store.js';
import { succeed } from './outcome.js';
import { acknowledgeAll, pendingIds, TARGET } from './pending-state.js';
import { type StoreHarness, type StoreUnderTest, storeUnderTest } from './store-harness.js';

/** The contract of StoreArchive: what is read of one store and written into another makes it go on as the first would. */
export function storeArchiveContract(test: TestFunctions, harness: StoreHarness): void {
  test.describe('StoreArchive', () => {
    const from = storeUnderTest(test, harness);
    const to = storeUnderTest(test, harness);
    reading(test, from);
    writing(test, from, to);
    clearing(test, from);
    bookmarks(test, from);
    archivedBehaviourContract(test, from, to);
  });
}

function reading({ it, expect }: TestFunctions, subject: StoreUnderTest): void {
  it('reads nothing of an empty store, also when somebody has asked it for things', async () => {
    const store = subject.store();
    await succeed(store.syncState.read(TARGET));
    await succeed(store.ledger.tabs(TARGET));
    await succeed(store.lease.current(TARGET));
    for (const records of Object.values(await contentOf(store))) expect(records).toEqual([]);
  });

  it('reads everything once in pages of any size, and changes nothing', async () => {
    const store = subject.store();
    await fillStore(store);
    const content = await contentOf(store);
    for (const limit of [1, 2, 7]) {
      expect(await readKind(store, 'submission', limit)).toEqual(await readKind(store, 'submission'));
      expect(await readKind(store, 'session', limit)).toEqual(await readKind(store, 'session'));
      expect(await readKind(store, 'row', limit)).toEqual(await readKind(store, 'row'));
      expect(await readKind(store, 'run', limit)).toEqual(await readKind(store, 'run'));
    }
    expect(content['submission']).toHaveLength(AWKWARD_TEXTS.length + 1);
    expect(await contentOf(store)).toEqual(content);
  });

  it('passes over no session that stays when others go meanwhile', async () => {
    const store = subject.store();
    for (const id of ['a', 'b', 'c', 'd'])
      await succeed(store.sessions.upsert(id, {}, '2026-01-01T00:00:00.000Z'));
    await acknowledgeAll(store);
    const first = await succeed(store.archive.read('session', undefined, 2));
    await succeed(store.sessions.upsert('d', { messages_per_session: 1 }, '2026-01-01T00:00:00.000Z'));
    await succeed(store.sessions.cleanUp('2026-02-01T00:00:00.000Z', { dryRun: false }));
    await acknowledgeAll(store);
    const rest = await succeed(store.archive.read('session', first.next, 2));
    expect(rest.records).toMatchObject([{ session_id: 'd' }]);
  });

  it("reads a requeue's place as the beginning", async () => {
    const store = subject.store();
    await succeed(store.syncState.patch(TARGET, { requeueCursor: 'somewhere' }));
    expect(await readKind(store, 'target')).toMatchObject([{ state: { requeueCursor: '' } }]);
  });
}

function writing({ it, expect }: TestFunctions, from: StoreUnderTest, to: StoreUnderTest): void {
  for (const [limit, texts] of [
    [1, SOME_TEXTS],
    [3, SOME_TEXTS],
    [1_000, AWKWARD_TEXTS],
  ] as const) {
    it(`holds what the other holds, written twice in pages of ${limit}`, async () => {
      await fillStore(from.store(), texts);
      await copyAll(from.store(), to.store(), limit);
      expect(await contentOf(to.store())).toEqual(await contentOf(from.store()));
    });
  }

  it('replaces what is there of the same identity', async () => {
    const store = from.store();
    await fillStore(store, SOME_TEXTS);
    const [, session_id = ''] = AWKWARD_TEXTS;
    const records: ArchiveRecord[] = [
      {
        kind: 'learner',
        erasure: 'none',
        user_id: 'late',
        facts: { first_name: 'Grace' },
        version: 7,
        pending_since: undefined,
      },
      {
        kind: 'session',
        session_id,
        facts: {},
        created_at: '2026-01-05T00:00:00.000Z',
        former_users: [],
        deleted: false,
        version: 9,
        pending_since: undefined,
      },
      { kind: 'row', target: TARGET, entry: aLedgerEntry({ key: 'adopted', row: 7 }), written_at: undefined },
    ];
    for (const record of records) {
      await succeed(store.archive.write([record], 'mark'));
      const found = await readKind(store, record.kind);
      expect(found.filter((each) => identityOf(each) === identityOf(record))).toEqual([record]);
    }
    expect(await pendingIds(store)).not.toContain(`session ${session_id}`);
  });

  it('counts and tallies a replaced submission as it is now', async () => {
    const store = from.store();
    await succeed(store.submissions.insert(aSubmission({ responses: someResponses(3) })));
    await succeed(store.stats.learners(['learner-1']));
    const submission = aSubmission({ user_id: 'learner-2', responses: someResponses(2) });
    const record = { kind: 'submission', submission, version: 4, pending_since: undefined } as const;
    await succeed(store.archive.write([record], 'mark'));
    expect(await succeed(store.submissions.count())).toEqual({ submissions: 1, responses: 2 });
    expect(await succeed(store.stats.learners(['learner-1', 'learner-2']))).toMatchObject([
      { user_id: 'learner-2', submissions: 1 },
    ]);
    expect(await pendingIds(store)).toEqual([]);
  });
}

function clearing({ it, expect }: TestFunctions, subject: StoreUnderTest): void {
  it('forgets all of one kind and nothing else', async () => {
    const store = subject.store();
    await fillStore(store, SOME_TEXTS);
    const content = await contentOf(store);
    for (const kind of CLEARED_KINDS) {
      expect(content[kind]).not.toEqual([]);
      await succeed(store.archive.clear(kind));
      content[kind] = [];
      expect(await contentOf(store)).toEqual(content);
    }
    expect((await pendingIds(store)).filter((id) => id.startsWith('session'))).toEqual([]);
  });
}

function bookmarks({ it, expect }: TestFunctions, subject: StoreUnderTest): void {
  const bookmarkOf = (store: Store) => succeed(store.archive.bookmark());

  it('keeps the last bookmark until the copy is finished', async () => {
    const store = subject.store();
    expect(await bookmarkOf(store)).toBeUndefined();
    await succeed(store.archive.write([], 'begun'));
    expect(await bookmarkOf(store)).toBe('begun');
    const run = { kind: 'target', target: TARGET, fence: 3, is_current: true } as const;
    const state = await succeed(store.syncState.read(TARGET));
    await succeed(store.archive.write([{ ...run, state }], 'gone on'));
    expect(await bookmarkOf(store)).toBe('gone on');
    await succeed(store.archive.finish());
    await succeed(store.archive.finish());
    expect(await bookmarkOf(store)).toBeUndefined();
  });

  if (subject.abilities.survivesReopening === true) {
    it('keeps the bookmark and what was written when it is opened again', async () => {
      await fillStore(subject.store(), SOME_TEXTS);
      const page = await succeed(subject.store().archive.read('submission', undefined, 2));
      await succeed(subject.store().archive.write([], 'so far'));
      const store = await subject.reopen();
      expect(await bookmarkOf(store)).toBe('so far');
      const rest = await succeed(store.archive.read('submission', page.next, 1_000));
      expect([...page.records, ...rest.records]).toEqual(await readKind(store, 'submission'));
    });
  }
}
