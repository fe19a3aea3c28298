import { fakeClock } from '@quiz-sync/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createQuota } from '../../src/sync/quota.js';
import { makeApplication } from './make-application.js';

describe('the quota', () => {
  it('lets a burst through and spaces what follows', () => {
    const quota = createQuota(fakeClock(), { burst: 2, perSecond: 0.5 });
    expect([quota.take(), quota.take(), quota.take(), quota.take()]).toEqual([0, 0, 2_000, 4_000]);
  });

  it('fills up again with time, and no further than the burst', () => {
    const clock = fakeClock();
    const quota = createQuota(clock, { burst: 2, perSecond: 1 });
    quota.take();
    quota.take();
    clock.advance(1_000);
    expect(quota.level()).toBe(1);
    clock.advance(60_000);
    expect(quota.level()).toBe(2);
  });

  it('goes on from what another process left, and from our own where that is less', () => {
    const clock = fakeClock();
    const quota = createQuota(clock, { burst: 4, perSecond: 1 });
    quota.takeOver(-1, 2_000);
    expect(quota.level()).toBe(1);
    quota.takeOver(4, 60_000);
    expect(quota.level()).toBe(1);
    expect([quota.take(), quota.take()]).toEqual([0, 1_000]);
    expect(quota.level()).toBe(-1);
  });

  it('never lets more than 60 calls into any minute, however they are asked for', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(5_000), { minLength: 100, maxLength: 300 }), (gaps) => {
        const clock = fakeClock();
        const quota = createQuota(clock);
        const calls = gaps.map((gap) => {
          clock.advance(gap);
          return clock.monotonic() + quota.take();
        });
        for (const [index, at] of calls.entries()) {
          const sixtyLater = calls[index + 60];
          if (sixtyLater !== undefined) expect(sixtyLater - at).toBeGreaterThanOrEqual(60_000);
        }
      }),
    );
  });

  it('is kept by all instances together, as the lease goes from one to the other', async () => {
    const clock = fakeClock();
    const [left, leftThere] = [createQuota(clock), createQuota(clock)];
    const here = makeApplication({ clock, quota: left });
    const there = makeApplication({
      clock,
      quota: leftThere,
      store: here.store,
      sheets: here.sheets,
      settings: { instance: 'there' },
    });
    await here.quizSync.setUp();
    clock.advance(60_000);
    for (const [turn, app] of [here, there, here, there].entries()) {
      await app.submit({ submission_id: `q${turn}`, user_id: `u${turn}` });
      await app.drain();
    }
    // A read and a write each, of the six that may come at once.
    expect(leftThere.level()).toBeCloseTo(-2);
    const [told, toldThere] = await Promise.all([here, there].map((app) => app.quizSync.syncStatus()));
    expect(told?._unsafeUnwrap().quota).toMatchObject({ calls_left: 0, level: -2 });
    expect(toldThere?._unsafeUnwrap().quota).toEqual(told?._unsafeUnwrap().quota);
    clock.advance(3_000);
    await here.submit({ submission_id: 'q4', user_id: 'u4' });
    await here.drain();
    expect(left.level()).toBeCloseTo(-2 + 3 * 0.9 - 2);
  });

  it('is told before each call, so that one that dies in a run has told what it called', async () => {
    const app = makeApplication();
    await app.quizSync.setUp();
    app.clock.advance(60_000);
    await app.submit({ user_id: 'u1' });
    app.store.faults.failNext('lease.release');
    await app.sync();
    const { quota, lease } = (await app.quizSync.syncStatus())._unsafeUnwrap();
    expect(lease).toBeDefined();
    expect(quota.level).toBe(4);
  });

  it('is kept by a run: a burst of submissions takes one read and one write', async () => {
    const app = makeApplication();
    await app.quizSync.setUp();
    for (let index = 0; index < 500; index += 1) await app.submit({ user_id: `u${index % 50}` });
    const before = app.sheets.calls();
    await app.drain();
    const after = app.sheets.calls();
    expect([after.reads - before.reads, after.writes - before.writes]).toEqual([1, 1]);
  });
});
