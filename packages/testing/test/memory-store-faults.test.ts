import type { StoreError } from '@quiz-sync/core';
import { aSubmission, memoryStore } from '@quiz-sync/testing';
import { describe, expect, it } from 'vitest';

const FULL: StoreError = { type: 'store_full', message: 'disk full' };

describe('faults of the memory store', () => {
  it('fail one call, with nothing changed, and only of the method named', async () => {
    const store = memoryStore();
    store.faults.failNext('submissions.insert', FULL);
    expect((await store.submissions.count()).isOk()).toBe(true);
    const refused = await store.submissions.insert(aSubmission());
    expect(refused.isErr() && refused.error).toEqual(FULL);
    expect((await store.submissions.count()).unwrapOr(undefined)).toEqual({ submissions: 0, responses: 0 });
    expect((await store.pending.count()).isOk()).toBe(true);
    expect((await store.submissions.insert(aSubmission())).isOk()).toBe(true);
  });

  it('fail any call, or all until it recovers', async () => {
    const store = memoryStore();
    store.faults.failNext('any');
    expect((await store.ping()).isErr()).toBe(true);
    expect((await store.ping()).isOk()).toBe(true);
    store.faults.fail(FULL);
    expect((await store.learners.touch(['learner-1'])).isErr()).toBe(true);
    expect((await store.lease.current('spreadsheet-1')).isErr()).toBe(true);
    store.faults.recover();
    expect((await store.pending.count()).unwrapOr(undefined)).toMatchObject({ total: 0 });
  });

  it('let something happen right before a call', async () => {
    const store = memoryStore();
    store.faults.beforeNext('pending.count', async () => {
      await store.submissions.insert(aSubmission());
    });
    expect((await store.pending.count()).unwrapOr(undefined)).toMatchObject({ total: 1 });
    expect(store.faults.calls('submissions.insert')).toBe(1);
    expect(store.faults.calls('pending.count')).toBe(1);
  });

  it('do not let a caller change what is stored', async () => {
    const store = memoryStore();
    const stored = aSubmission();
    await store.submissions.insert(stored);
    stored.responses.length = 0;
    const found = (await store.submissions.find('submission-1')).unwrapOr(undefined);
    expect(found?.responses).toHaveLength(1);
    expect(() => found?.responses.pop()).toThrow(TypeError);
  });
});
