import { err, ok } from 'neverthrow';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LONGEST_CALL_MS, QUICK_CALL_MS } from '../src/in-time.js';
import { type MongoContext, perform, performSoon } from '../src/mongo-context.js';

describe('a call that the driver never ends', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  const ended = vi.fn();
  const context = { ready: async () => {}, ended } as unknown as MongoContext;
  const never = () => new Promise<never>(() => {});

  it.for([
    ['soon, where a learner waits', performSoon, QUICK_CALL_MS],
    ['late, where much may be under way', perform, LONGEST_CALL_MS],
  ] as const)('is given up %s (fault 33)', async ([, call, limitMs]) => {
    const settled = vi.fn();
    const answer = call(context, never);
    void answer.then(settled);
    await vi.advanceTimersByTimeAsync(limitMs - 1);
    expect(settled).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(await answer).toEqual(err(expect.objectContaining({ type: 'store_unavailable' })));
    expect(ended).toHaveBeenLastCalledWith(expect.objectContaining({ type: 'store_unavailable' }));
  });

  it('leaves no timer behind when it ends', async () => {
    expect(await performSoon(context, async () => 'there')).toEqual(ok('there'));
    expect(vi.getTimerCount()).toBe(0);
  });
});
