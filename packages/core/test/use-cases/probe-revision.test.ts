import type { SheetsPort, Store } from '@quiz-sync/core';
import { type FakeSheets, fakeSheets } from '@quiz-sync/testing';
import { errAsync } from 'neverthrow';
import { describe, expect, it } from 'vitest';
import { LANDING_LIMIT_MS } from '../../src/sync/settle/landing-times.js';
import { probeRevision } from '../../src/use-cases/probe-revision.js';
import { expectExact, makeApplication, type TestApplication, TITLES } from '../sync/make-application.js';
import { makeDependencies } from './make-dependencies.js';

const UNKNOWN = { type: 'outcome_unknown', message: 'timed out' } as const;

async function withOneSynced(honoursRevision = true): Promise<TestApplication> {
  const app = makeApplication({ sheets: fakeSheets({ timeZone: 'Europe/Berlin', honoursRevision }) });
  await app.submit({ submission_id: 's1', user_id: 'u1' });
  await app.drain();
  return app;
}

/** All that people can see: every tab with its cells, sizes and formats. */
function visible(sheets: FakeSheets): unknown {
  return Object.values(TITLES).map((title) => sheets.tab(title));
}

async function probe(app: TestApplication) {
  return (await app.quizSync.probeRevision()).map(({ revision }) => revision);
}

async function remembered({ store, sheets }: TestApplication) {
  return (await store.syncState.read(sheets.target))._unsafeUnwrap().revisionGuard;
}

describe('probing whether a spreadsheet honours the revision', () => {
  it.each([
    [true, 'honoured'],
    [false, 'not_honoured'],
  ] as const)(
    'where it is %s: %s, remembered, told in the status, and nothing left behind',
    async (is, guard) => {
      const app = await withOneSynced(is);
      const seen = visible(app.sheets);
      const before = app.sheets.calls();
      expect((await probe(app))._unsafeUnwrap()).toBe(guard);
      const after = app.sheets.calls();
      expect([after.reads - before.reads, after.writes - before.writes]).toEqual([1, 2]);
      expect(visible(app.sheets)).toEqual(seen);
      expect(await remembered(app)).toBe(guard);
      expect((await app.quizSync.syncStatus())._unsafeUnwrap()).toMatchObject({ revision: guard });
      expect((await app.store.journal.unsettled(app.sheets.target))._unsafeUnwrap()).toEqual([]);
      // The next run finds the revision that it knows: one read and one write, as ever.
      await app.submit({ submission_id: 's2', user_id: 'u1' });
      await app.drain();
      const synced = app.sheets.calls();
      expect([synced.reads - after.reads, synced.writes - after.writes]).toEqual([1, 1]);
      await expectExact(app, ['s1', 's2']);
    },
  );

  it.each([true, false])(
    'keeps the marker where people do not take it away with a tab of theirs (honoured: %s)',
    async (honoured) => {
      const app = await withOneSynced(honoured);
      await probe(app);
      app.sheets.people.deleteTab('Sheet1');
      expect(app.sheets.revision()).not.toBeNull();
      await app.submit({ submission_id: 's2', user_id: 'u1' });
      app.sheets.faults.loseNextAnswer();
      await app.drain();
      await expectExact(app, ['s1', 's2']);
    },
  );

  it('finds out anew each time that it is asked', async () => {
    const app = await withOneSynced();
    await app.store.syncState.patch(app.sheets.target, { revisionGuard: 'not_honoured' });
    expect((await probe(app))._unsafeUnwrap()).toBe('honoured');
    expect(await remembered(app)).toBe('honoured');
  });

  it('sends nothing to a spreadsheet that has no marker', async () => {
    const fresh = makeApplication();
    expect((await probe(fresh))._unsafeUnwrap()).toBe('unproven');
    const app = await withOneSynced();
    app.sheets.people.deleteRevision();
    const { writes } = app.sheets.calls();
    expect((await probe(app))._unsafeUnwrap()).toBe('unproven');
    expect([fresh.sheets.calls().writes, app.sheets.calls().writes]).toEqual([0, writes]);
  });

  it('does not take the marker of another for ours: the next run still sees to it', async () => {
    const app = await withOneSynced();
    const stranger = makeApplication({ sheets: app.sheets });
    await stranger.submit({ submission_id: 'x1', user_id: 'v1' });
    await stranger.drain();
    expect((await probe(app))._unsafeUnwrap()).toBe('unproven');
    await app.submit({ submission_id: 's2', user_id: 'u1' });
    await app.drain();
    expect(app.log.messages('warn')).toEqual([
      'The spreadsheet carries an unknown revision: scanning its keys',
    ]);
    expect((await probe(app))._unsafeUnwrap()).toBe('honoured');
  });

  it('waits its turn while another holds the lease', async () => {
    const deps = makeDependencies();
    await deps.store.lease.acquire(deps.sheets.target, 'another', 10_000);
    expect((await probeRevision(deps))._unsafeUnwrapErr()).toMatchObject({ type: 'lease_held' });
    expect(deps.sheets.calls()).toEqual({ reads: 0, writes: 0 });
  });

  it.each(['first', 'second'])(
    'with the answer to its %s batch lost: an error; asked again, it is proved',
    async (which) => {
      const app = await withOneSynced();
      const lose = (): void => app.sheets.faults.failNextWrite(UNKNOWN);
      if (which === 'first') lose();
      // What is done before the second write is scripted before the first, right after whose fate was decided.
      else for (const act of [() => undefined, lose]) app.sheets.faults.beforeNextWrite(act);
      expect((await probe(app))._unsafeUnwrapErr()).toMatchObject({
        type: 'sync_failed',
        problem: { code: 'outcome_unknown' },
      });
      expect((await probe(app))._unsafeUnwrap()).toBe('honoured');
      expect((await app.store.journal.unsettled(app.sheets.target))._unsafeUnwrap()).toEqual([]);
      await app.drain();
      await expectExact(app, ['s1']);
    },
  );
});

/** Ports that nothing reaches any more after so many calls, as after a kill. */
function mortalParts({ store, sheets }: TestApplication, lives: number) {
  let calls = 0;
  const mortal = <Port extends object>(port: Port): Port =>
    new Proxy(port, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== 'function' || name === 'describe') return member;
        return (...args: unknown[]): unknown => {
          calls += 1;
          if (calls > lives) return errAsync({ type: 'store_unavailable', message: 'killed' });
          return Reflect.apply(member, target, args);
        };
      },
    });
  const mortalStore: Store = {
    ...store,
    journal: mortal(store.journal),
    syncState: mortal(store.syncState),
    lease: mortal(store.lease),
  };
  return { store: mortalStore, sheets: mortal<SheetsPort>(sheets), died: () => calls > lives };
}

describe.each([true, false])(
  'a probe killed midway, on a spreadsheet that honours the revision: %s',
  (honoured) => {
    const proved = honoured ? 'honoured' : 'not_honoured';

    it('at any point: the next run goes on, the next probe proves it, and nothing is left', async () => {
      let points = 0;
      for (let died = true; died; points += 1) {
        const app = await withOneSynced(honoured);
        const seen = visible(app.sheets);
        const parts = mortalParts(app, points);
        await probeRevision({ ...makeDependencies(), clock: app.clock, ...parts });
        died = parts.died();
        expect(visible(app.sheets), `killed after ${points} calls`).toEqual(seen);
        app.clock.advance(LANDING_LIMIT_MS);
        await app.submit({ submission_id: 's2', user_id: 'u1' });
        await app.drain();
        expect((await probe(app))._unsafeUnwrap(), `killed after ${points} calls`).toBe(proved);
        expect((await app.store.journal.unsettled(app.sheets.target))._unsafeUnwrap()).toEqual([]);
        await expectExact(app, ['s1', 's2']);
      }
      expect(points).toBeGreaterThan(12);
    });
  },
);
