import type { Store } from '@quiz-sync/core';
import { aSubmission } from '../builders/a-submission.js';
import type { TestFunctions } from '../test-functions.js';
import { copyAll, identityOf, readKind } from './archive-copy.js';
import { FORMER_TARGET, fillStore, SOME_TEXTS } from './full-store.js';
import { succeed } from './outcome.js';
import { acknowledgeAll, loadAll, pendingIds, TARGET, underLease } from './pending-state.js';
import type { StoreUnderTest } from './store-harness.js';

/** The part of StoreArchive's contract that asks a copy, through its other ports, what it would ask the original. */
export function archivedBehaviourContract(
  test: TestFunctions,
  from: StoreUnderTest,
  to: StoreUnderTest,
): void {
  const copied = async (): Promise<{ original: Store; copy: Store }> => {
    await fillStore(from.store(), SOME_TEXTS);
    await copyAll(from.store(), to.store(), 3);
    return { original: from.store(), copy: to.store() };
  };
  waiting(test, copied);
  versions(test, copied);
  statistics(test, copied);
  memory(test, copied);
  runsAndLease(test, copied);
}

type Copied = () => Promise<{ original: Store; copy: Store }>;

function waiting({ it, expect }: TestFunctions, copied: Copied): void {
  it('waits for what waited, as long as it has', async () => {
    const { original, copy } = await copied();
    expect(await succeed(copy.pending.count())).toEqual(await succeed(original.pending.count()));
    const byName = (a: unknown, b: unknown) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
    expect((await loadAll(copy)).toSorted(byName)).toEqual((await loadAll(original)).toSorted(byName));
    const subjects = SOME_TEXTS.map((id) => ({ kind: 'learner', id }) as const);
    expect(await succeed(copy.pending.awaited(subjects))).toEqual(
      await succeed(original.pending.awaited(subjects)),
    );
  });

  it("knows whose a session was before, and that a cleaned-up one's row is to go", async () => {
    const { copy } = await copied();
    const [, handedOver = ''] = SOME_TEXTS;
    const learners = await succeed(copy.sessions.learnersOf([handedOver]));
    expect(learners.get(handedOver)?.toSorted()).toEqual(['learner-1', 'learner-2', 'learner-3']);
    const sessions = (await loadAll(copy)).filter((change) => change.kind === 'session');
    expect(sessions.filter(({ deleted }) => deleted)).toMatchObject([{ session_id: 'empty' }]);
    expect(await succeed(copy.sessions.findMany(['empty']))).toEqual([]);
  });

  it('lets everything be acknowledged, made pending again, and changed', async () => {
    const { original, copy } = await copied();
    await acknowledgeAll(copy);
    expect(await pendingIds(copy)).toEqual([]);
    await acknowledgeAll(original);
    for (const store of [original, copy]) {
      await succeed(store.pending.requeueAll(undefined, 100_000));
      await succeed(store.submissions.insert(aSubmission({ submission_id: 'one more' })));
      await succeed(store.learners.upsert('late', { first_name: 'Late' }));
    }
    expect(await pendingIds(copy)).toEqual(await pendingIds(original));
  });
}

function versions({ it, expect }: TestFunctions, copied: Copied): void {
  it('acknowledges by a batch that was journalled before exactly what it would have', async () => {
    const { copy } = await copied();
    await succeed(copy.learners.upsert(SOME_TEXTS[0] ?? '', { first_name: 'Augusta' }));
    await succeed(copy.pending.requeue([{ kind: 'submission', id: 'newest' }]));
    await underLease(copy, async (fence) => {
      await succeed(copy.journal.settle(TARGET, 'revision_b', fence));
    });
    expect(await pendingIds(copy)).toEqual([`learner ${SOME_TEXTS[0]}`, 'submission newest']);
    expect(await succeed(copy.ledger.find(TARGET, 'profiles', ['landed']))).toMatchObject([{ row: 99 }]);
    expect(await succeed(copy.journal.unsettled(TARGET))).toEqual([]);
  });

  it('gives a submission that is made pending again a version it never had', async () => {
    const { original, copy } = await copied();
    await acknowledgeAll(original);
    const before = new Map((await readKind(original, 'submission')).map((each) => [identityOf(each), each]));
    await acknowledgeAll(copy);
    await succeed(copy.pending.requeueAll(undefined, 100_000));
    const changes = (await loadAll(copy)).filter((change) => change.kind === 'submission');
    expect(changes).toHaveLength(before.size);
    for (const { submission, version } of changes) {
      const had = before.get(JSON.stringify(submission.submission_id));
      if (had?.kind !== 'submission') throw new Error(`${submission.submission_id} was not read`);
      expect(version).toBeGreaterThan(had.version);
    }
  });
}

function statistics({ it, expect }: TestFunctions, copied: Copied): void {
  it('counts and tallies the same', async () => {
    const { original, copy } = await copied();
    const [learners, sessions] = [
      [...SOME_TEXTS, 'learner-1'],
      ['session-0', 'session-1'],
    ];
    for (const store of [original, copy]) {
      expect(await succeed(store.submissions.count())).toEqual(await succeed(original.submissions.count()));
      expect(await succeed(store.stats.learners(learners))).toEqual(
        await succeed(original.stats.learners(learners)),
      );
      expect(await succeed(store.stats.sessions(sessions))).toEqual(
        await succeed(original.stats.sessions(sessions)),
      );
      expect(await succeed(store.sessions.countChats(['learner-1']))).toEqual(
        await succeed(original.sessions.countChats(['learner-1'])),
      );
    }
  });
}

function memory({ it, expect }: TestFunctions, copied: Copied): void {
  it('finds every row of the ledger, and when it was written', async () => {
    const { original, copy } = await copied();
    const keys = [...SOME_TEXTS, 'adopted', 'nobody'];
    const rows = async (store: Store) => ({
      found: (await succeed(store.ledger.find(TARGET, 'profiles', keys))).toSorted((a, b) => a.row - b.row),
      owned: await succeed(store.ledger.ownedBy(TARGET, 'course_progress', ['late'])),
      ofCourse: await succeed(store.ledger.ownersOfCourse(TARGET, 'course-1', undefined, 10)),
      last: await succeed(store.ledger.last(TARGET, 'profiles')),
      counts: [...(await succeed(store.ledger.countRows(TARGET)))].toSorted(),
      former: await succeed(store.ledger.find(FORMER_TARGET, 'profiles', ['alone'])),
      tabs: (await succeed(store.ledger.tabs(TARGET))).toSorted((a, b) => a.tabId - b.tabId),
      formerTabs: await succeed(store.ledger.tabs(FORMER_TARGET)),
      written: await succeed(store.ledger.writtenAt(TARGET, 'profiles', SOME_TEXTS[0] ?? '')),
      adopted: await succeed(store.ledger.writtenAt(TARGET, 'profiles', 'adopted')),
    });
    expect(await rows(copy)).toEqual(await rows(original));
    expect((await rows(copy)).found).toHaveLength(SOME_TEXTS.length + 1);
  });

  it('can be scanned, and forgets what a scan does not see', async () => {
    const { copy } = await copied();
    const seen = [{ key: 'adopted', row: 5 }];
    expect(await succeed(copy.ledger.markSeen(TARGET, 'profiles', 'scan', seen))).toEqual([]);
    const gone = await succeed(copy.ledger.finishScan(TARGET, 'profiles', 'scan', 6, 1_000));
    expect(gone).toHaveLength(SOME_TEXTS.length);
    expect(await succeed(copy.ledger.last(TARGET, 'profiles'))).toMatchObject({ key: 'adopted', row: 5 });
  });
}

function runsAndLease({ it, expect }: TestFunctions, copied: Copied): void {
  it('tells the runs in their order, the state, and the batches that may still land', async () => {
    const { original, copy } = await copied();
    expect((await succeed(copy.syncState.runs(TARGET, 9))).map(({ run_id }) => run_id)).toEqual([
      'run-4',
      'run-3',
      'run-1',
      'run-2',
    ]);
    expect(await succeed(copy.syncState.findRun(FORMER_TARGET, 'before'))).toMatchObject({
      run_id: 'before',
    });
    expect(await succeed(copy.syncState.currentTarget())).toBe(TARGET);
    expect(await succeed(copy.syncState.read(TARGET))).toMatchObject({
      revision: 'revision_0',
      settingsDigest: 'digest',
      requeueCursor: '',
    });
    expect(await succeed(copy.journal.unsettled(TARGET))).toEqual(
      await succeed(original.journal.unsettled(TARGET)),
    );
  });

  it('grants a lease that the original had to somebody else, under a greater fence', async () => {
    const { original, copy } = await copied();
    expect(await succeed(original.lease.current(FORMER_TARGET))).toMatchObject({ holder: 'suite' });
    expect(await succeed(copy.lease.current(FORMER_TARGET))).toBeUndefined();
    await succeed(original.lease.release(FORMER_TARGET, 1));
    for (const target of [TARGET, FORMER_TARGET]) {
      const { fence } = await succeed(original.lease.acquire(target, 'suite', 60_000));
      expect(await succeed(copy.lease.acquire(target, 'suite', 60_000))).toEqual({ fence });
    }
  });
}
