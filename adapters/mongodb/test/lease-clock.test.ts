import type { OpenedStore } from '@quiz-sync/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { hasMongodb, MONGODB_START_MS } from '../../../test/servers/mongodb.ts';
import { mongodbForTests } from '../../../test/servers/mongodb-for-tests.ts';
import { mongoHarness } from './mongo-harness.js';

const TARGET = 'a-spreadsheet';
const LEASE_MS = 60_000;
const HOUR = 3_600_000;

describe.runIf(hasMongodb)('the lease on MongoDB', { timeout: 60_000 }, () => {
  const mongodbUrl = mongodbForTests();
  let opened: OpenedStore | undefined;

  beforeAll(async () => {
    opened = await mongoHarness(mongodbUrl).open();
  }, MONGODB_START_MS);
  afterEach(() => void vi.useRealTimers());
  afterAll(() => opened?.close());

  it.each([
    ['fast', HOUR],
    ['slow', -HOUR],
  ])("goes by the server's clock for an instance whose own is an hour %s (fault 31)", async (name, offBy) => {
    const now = Date.now();
    const { lease } = await another();
    const target = `${TARGET}-${name}`;
    const { fence } = (await lease.acquire(target, 'punctual', LEASE_MS))._unsafeUnwrap();
    vi.useFakeTimers({ toFake: ['Date'], now: now + offBy });
    const other = (await another()).lease;
    const held = (await other.acquire(target, 'off', LEASE_MS))._unsafeUnwrapErr();
    expect(held).toMatchObject({ type: 'lease_held', holder: 'punctual' });
    await lease.release(target, fence);
    await other.acquire(target, 'off', LEASE_MS);
    vi.useRealTimers();
    const seen = (await lease.current(target))._unsafeUnwrap();
    expect(seen?.holder).toBe('off');
    const endsIn = Date.parse(seen?.expiresAt ?? '') - now;
    expect(endsIn).toBeGreaterThan(0);
    expect(endsIn).toBeLessThan(HOUR / 2);
  });

  function another() {
    if (opened?.another === undefined) throw new Error('several may open the store');
    return opened.another();
  }
});
