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
    expect(quota.left()).toBe(1);
    clock.advance(60_000);
    expect(quota.left()).toBe(2);
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
