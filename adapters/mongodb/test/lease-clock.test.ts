import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { hasMongodb, MONGODB_START_MS } from '../../../test/servers/mongodb.ts';
import { mongodbForTests } from '../../../test/servers/mongodb-for-tests.ts';
import type { TargetDocument } from '../src/documents.js';
import { aClient, mongoHarness, type OpenedMongoStore } from './mongo-harness.js';

const TARGET = 'a-spreadsheet';
const LEASE_MS = 60_000;
const HOUR = 3_600_000;

describe.runIf(hasMongodb)('the lease on MongoDB', { timeout: 60_000 }, () => {
  const mongodbUrl = mongodbForTests();
  const harness = mongoHarness(mongodbUrl);
  let opened: OpenedMongoStore | undefined;

  beforeAll(async () => {
    opened = await harness.open();
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

  it.each([
    ['forth', HOUR],
    ['back', -HOUR],
  ])(
    "is over when the server's clock jumps an hour %s: whoever had it has lost it (fault 31)",
    async (way, ms) => {
      const { lease } = await another();
      const target = `${TARGET}-jumps-${way}`;
      const first = (await lease.acquire(target, 'first', LEASE_MS))._unsafeUnwrap();
      await jump(target, ms);
      expect((await lease.current(target))._unsafeUnwrap()).toBeUndefined();
      const second = (await lease.acquire(target, 'second', LEASE_MS))._unsafeUnwrap();
      expect(second.fence).toBeGreaterThan(first.fence);
      expect((await lease.renew(target, first.fence, LEASE_MS))._unsafeUnwrapErr().type).toBe('fence_lost');
      expect((await lease.current(target))._unsafeUnwrap()?.holder).toBe('second');
    },
  );

  it("is held by whoever renews it after the server's clock was set back, and no longer than it asks for (fault 31)", async () => {
    const { lease } = await another();
    const target = `${TARGET}-renewed`;
    const { fence } = (await lease.acquire(target, 'first', LEASE_MS))._unsafeUnwrap();
    await jump(target, -HOUR);
    (await lease.renew(target, fence, LEASE_MS))._unsafeUnwrap();
    const held = (await lease.acquire(target, 'second', LEASE_MS))._unsafeUnwrapErr();
    expect(held).toMatchObject({ type: 'lease_held', holder: 'first' });
    await jump(target, LEASE_MS);
    (await lease.acquire(target, 'second', LEASE_MS))._unsafeUnwrap();
  });

  /**
   * What the server's clock leaves behind when it jumps: dates that it wrote before lie so much further back, or ahead. Nobody
   * can set the clock of a server that runs.
   */
  async function jump(target: string, ms: number): Promise<void> {
    const client = aClient(mongodbUrl());
    const targets = client.db(opened?.database).collection<TargetDocument>('targets');
    const known = await targets.findOne({ _id: target });
    if (known === null) throw new Error('somebody has asked for the lease');
    const before = (date: Date): Date => new Date(date.getTime() - ms);
    const { renewed_at, released_at } = known;
    const dates = { renewed_at: before(renewed_at), released_at: before(released_at) };
    await targets.updateOne({ _id: target }, { $set: dates });
    await client.close();
  }

  function another() {
    if (opened?.another === undefined) throw new Error('several may open the store');
    return opened.another();
  }
});
