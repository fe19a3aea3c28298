import { type CopyOptions, type CopyProgress, copyStore, type Store } from '@quiz-sync/core';
import {
  aSubmission,
  contentOf,
  fakeClock,
  fillStore,
  type MemoryStore,
  memoryStore,
  refused,
  succeed,
} from '@quiz-sync/testing';
import { describe, expect, it } from 'vitest';

const TARGET = 'spreadsheet-1';

/** Two stores of one time, the first with everything a store can remember. */
async function stores(): Promise<{ from: MemoryStore; to: MemoryStore }> {
  const clock = fakeClock();
  const [from, to] = [memoryStore({ now: clock.now }), memoryStore({ now: clock.now })];
  await fillStore(from);
  return { from, to };
}

function copy(from: Store, to: Store, options: Partial<CopyOptions> = {}) {
  return copyStore({
    from: { name: 'sqlite:a.db', store: from },
    to,
    holder: 'test',
    pageSize: 4,
    ...options,
  });
}

async function expectCopied(from: Store, to: Store): Promise<void> {
  expect(await contentOf(to)).toEqual(await contentOf(from));
  expect(await succeed(to.archive.bookmark())).toBeUndefined();
}

/** Lets the copy be asked so often whether to stop, then stops it. */
function stoppingAfter(pages: number): () => boolean {
  let asked = 0;
  return () => {
    asked += 1;
    return asked > pages;
  };
}

describe('copyStore', () => {
  it('copies everything, finds it alike, and says how much it was', async () => {
    const { from, to } = await stores();
    const report = await succeed(copy(from, to));
    await expectCopied(from, to);
    const content = await contentOf(to);
    expect(report.resumed).toBe(false);
    for (const [kind, records] of Object.entries(content))
      expect(report.records).toMatchObject({ [kind]: records.length });
  });

  it('copies an empty store', async () => {
    const [from, to] = [memoryStore(), memoryStore()];
    expect((await succeed(copy(from, to))).records.submission).toBe(0);
    await expectCopied(from, to);
  });

  it('tells how far it is, first of copying and then of verifying', async () => {
    const { from, to } = await stores();
    const told: CopyProgress[] = [];
    const { records } = await succeed(copy(from, to, { onProgress: (progress) => told.push(progress) }));
    const ofSubmissions = told.filter(({ kind }) => kind === 'submission');
    for (const phase of ['copying', 'verifying'] as const) {
      const done = ofSubmissions.filter((each) => each.phase === phase).map((each) => each.done);
      expect(done).toEqual(done.toSorted((a, b) => a - b));
      expect(done.at(-1)).toBe(records.submission);
      expect(done.length).toBeGreaterThan(2);
    }
    expect(ofSubmissions.every(({ expected }) => expected === records.submission)).toBe(true);
  });

  it('lets nobody sync from the source meanwhile, and gives the lease back', async () => {
    const { from, to } = await stores();
    const held = new Set<string | undefined>();
    from.faults.beforeNext('archive.read', async () => {
      held.add((await succeed(from.lease.current(TARGET)))?.holder);
    });
    await succeed(copy(from, to));
    expect([...held]).toEqual(['test']);
    expect(await succeed(from.lease.current(TARGET))).toBeUndefined();
  });
});

describe('copyStore that is cut short', () => {
  it('goes on from any page, and ends as if it had not been', async () => {
    for (let pages = 0; pages < 60; pages += 3) {
      const { from, to } = await stores();
      const stopped = await copy(from, to, { stopping: stoppingAfter(pages) });
      if (stopped.isOk()) break;
      expect(stopped.error.type).toBe('copy_stopped');
      expect(await succeed(to.archive.bookmark())).not.toBeUndefined();
      expect(await succeed(from.lease.current(TARGET))).toBeUndefined();
      expect((await succeed(copy(from, to))).resumed).toBe(true);
      await expectCopied(from, to);
    }
  });

  it('does not copy again what was copied', async () => {
    const { from, to } = await stores();
    await refused(copy(from, to, { stopping: stoppingAfter(6) }));
    const told: CopyProgress[] = [];
    await succeed(copy(from, to, { onProgress: (progress) => told.push(progress) }));
    const copied = told.filter(({ phase, kind }) => phase === 'copying' && kind === 'submission');
    const { submissions } = await succeed(from.submissions.count());
    expect(copied.at(0)?.done).toBeGreaterThan(20);
    expect(copied.at(-1)?.done).toBe(submissions);
    expect(copied.length).toBeLessThan(submissions / 4 - 5);
  });

  it('goes on after either store failed', async () => {
    for (const side of ['from', 'to'] as const) {
      const both = await stores();
      const progress = () => both[side].faults.failNext(side === 'from' ? 'archive.read' : 'archive.write');
      let pages = 0;
      const error = await refused(
        copy(both.from, both.to, {
          onProgress: () => {
            pages += 1;
            if (pages === 5) progress();
          },
        }),
      );
      expect(error).toMatchObject({
        type: 'store_unavailable',
        side: side === 'from' ? 'source' : 'destination',
      });
      await succeed(copy(both.from, both.to));
      await expectCopied(both.from, both.to);
    }
  });

  it('gets what changed in the source between two tries', async () => {
    const { from, to } = await stores();
    await refused(copy(from, to, { stopping: stoppingAfter(50) }));
    await succeed(from.submissions.insert(aSubmission({ submission_id: 'between' })));
    await succeed(from.ledger.forgetTab(TARGET, 'profiles'));
    await succeed(from.learners.upsert('late', { first_name: 'Late' }));
    const first = await refused(copy(from, to));
    expect(first).toMatchObject({ type: 'source_changed' });
    await succeed(copy(from, to));
    await expectCopied(from, to);
  });
});

describe('copyStore of a source that is in use', () => {
  it('is told by the comparison, and goes on with what differs', async () => {
    const { from, to } = await stores();
    let isLate = false;
    const onProgress = ({ phase, kind }: CopyProgress) => {
      if (isLate || phase !== 'copying' || kind !== 'row') return;
      isLate = true;
      void from.submissions.insert(aSubmission({ submission_id: 'late' }));
    };
    const error = await refused(copy(from, to, { onProgress }));
    expect(error).toMatchObject({ type: 'source_changed', kinds: ['submission'] });
    expect(await succeed(to.archive.bookmark())).not.toBeUndefined();
    const again: CopyProgress[] = [];
    await succeed(copy(from, to, { onProgress: (progress) => again.push(progress) }));
    const copied = again.filter(({ phase }) => phase === 'copying').map(({ kind }) => kind);
    expect([...new Set(copied)]).toEqual(['submission', 'target']);
    await expectCopied(from, to);
  });

  it('is refused while somebody syncs from it, with nothing begun', async () => {
    const { from, to } = await stores();
    await succeed(from.lease.acquire(TARGET, 'service', 60_000));
    expect(await refused(copy(from, to))).toMatchObject({ type: 'lease_held', holder: 'service' });
    expect(await succeed(to.archive.bookmark())).toBeUndefined();
  });

  it('keeps the lease however long it takes, and stops when it is lost', async () => {
    const clock = fakeClock();
    const [from, to] = [memoryStore({ now: clock.now }), memoryStore({ now: clock.now })];
    await fillStore(from);
    await succeed(copy(from, to, { clock, onProgress: () => clock.advance(4_000) }));
    await expectCopied(from, to);
    const lost = copy(from, memoryStore(), {
      clock,
      onProgress: () => {
        clock.advance(11_000);
        void from.lease.acquire(TARGET, 'service', 60_000);
      },
    });
    expect(await refused(lost)).toMatchObject({ type: 'fence_lost' });
    expect(await succeed(from.lease.current(TARGET))).toMatchObject({ holder: 'service' });
  });
});

describe('copyStore to a destination that is not its own', () => {
  it('refuses one that holds anything', async () => {
    const { from, to } = await stores();
    await succeed(to.courses.upsert('course-9', {}));
    const before = await contentOf(to);
    expect(await refused(copy(from, to))).toMatchObject({ type: 'destination_in_use' });
    expect(await contentOf(to)).toEqual(before);
    expect(await succeed(to.archive.bookmark())).toBeUndefined();
  });

  it('refuses the unfinished copy of another source, by its name, and one it cannot read', async () => {
    const { from, to } = await stores();
    await refused(copy(from, to, { stopping: stoppingAfter(3) }));
    const other = { from: { name: 'sqlite:b.db', store: from } };
    const error = await refused(copy(from, to, other));
    expect(error).toMatchObject({ type: 'destination_in_use' });
    expect('message' in error && error.message).toContain('sqlite:a.db');
    await succeed(to.archive.write([], 'not ours'));
    expect(await refused(copy(from, to))).toMatchObject({ type: 'destination_in_use' });
  });

  it('refuses a source that is an unfinished copy', async () => {
    const { from, to } = await stores();
    await refused(copy(from, to, { stopping: stoppingAfter(3) }));
    expect(await refused(copy(to, memoryStore()))).toMatchObject({ type: 'source_unfinished' });
  });

  it('deletes no submission that somebody sent to the destination', async () => {
    const { from, to } = await stores();
    const onProgress = ({ phase, kind }: CopyProgress) => {
      if (phase !== 'copying' || kind !== 'row') return;
      void to.submissions.insert(aSubmission({ submission_id: 'astray' }));
    };
    expect(await refused(copy(from, to, { onProgress }))).toMatchObject({
      type: 'destination_changed',
      kinds: ['submission'],
    });
    await refused(copy(from, to));
    expect(await succeed(to.submissions.find('astray'))).not.toBeUndefined();
  });
});

describe('the comparison of a copy', () => {
  it('notices a wrong name, a lost row, lost batches and another order of runs', async () => {
    const spoil: ((store: Store) => Promise<unknown>)[] = [
      async (store) => succeed(store.learners.upsert('constructor', { first_name: 'X' })),
      async (store) => succeed(store.ledger.forgetTab('spreadsheet-0', 'profiles')),
      async (store) => succeed(store.archive.clear('journal')),
      async (store) => {
        const { records } = await succeed(store.archive.read('run', undefined, 100));
        await succeed(store.archive.clear('run'));
        await succeed(store.archive.write(records.toReversed(), 'spoilt'));
      },
    ];
    for (const change of spoil) {
      const { from, to } = await stores();
      to.faults.beforeNext('archive.finish', () => change(to).then(() => undefined));
      await succeed(copy(from, to));
      expect(await contentOf(to)).not.toEqual(await contentOf(from));
      await succeed(to.archive.write([], JSON.stringify({ source: 'sqlite:a.db', left: [] })));
      const error = await refused(copy(from, to));
      if (error.type !== 'source_changed') throw new Error(`answered ${error.type}`);
      expect(error.kinds).toHaveLength(1);
      await succeed(copy(from, to));
    }
  });
});
