import type { Store } from '@quiz-sync/core';
import type { TestFunctions } from '../test-functions.js';
import { refused, succeed } from './outcome.js';
import { TARGET } from './pending-state.js';
import { type StoreHarness, type StoreUnderTest, storeUnderTest } from './store-harness.js';

export function leaseContract(test: TestFunctions, harness: StoreHarness): void {
  test.describe('Lease', () => {
    const subject = storeUnderTest(test, harness);
    holding(test, subject);
    expiring(test, subject);
    handingOver(test, subject);
    if (subject.abilities.movesClock === true) {
      renewing(test, subject);
      clockJumping(test, subject);
    }
    competing(test, subject);
    if (subject.abilities.survivesReopening === true) durability(test, subject);
  });
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

function holding({ it, expect }: TestFunctions, subject: StoreUnderTest): void {
  it('is held by the one who took it, and nobody else gets it', async () => {
    const { lease } = subject.store();
    expect(await succeed(lease.current(TARGET))).toBeUndefined();
    await succeed(lease.acquire(TARGET, 'first', MINUTE));
    const holder = await succeed(lease.current(TARGET));
    expect(holder).toEqual({ holder: 'first', expiresAt: holder?.expiresAt });
    expect(new Date(holder?.expiresAt ?? '').toISOString()).toBe(holder?.expiresAt);
    expect(await refused(lease.acquire(TARGET, 'second', MINUTE))).toEqual({ type: 'lease_held', ...holder });
  });

  it('is not given twice to the same holder', async () => {
    const { lease } = subject.store();
    await succeed(lease.acquire(TARGET, 'first', MINUTE));
    expect(await refused(lease.acquire(TARGET, 'first', MINUTE))).toMatchObject({ type: 'lease_held' });
  });

  it('is of one spreadsheet', async () => {
    const { lease } = subject.store();
    await succeed(lease.acquire(TARGET, 'first', MINUTE));
    await succeed(lease.acquire('spreadsheet-2', 'second', MINUTE));
    expect(await succeed(lease.current('spreadsheet-2'))).toMatchObject({ holder: 'second' });
    expect(await succeed(lease.current(TARGET))).toMatchObject({ holder: 'first' });
  });

  it('is free once given back, and its fence grows', async () => {
    const { lease } = subject.store();
    const fences: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      const { fence } = await succeed(lease.acquire(TARGET, `holder ${round}`, MINUTE));
      expect(fence).toBeGreaterThan(fences.at(-1) ?? Number.NEGATIVE_INFINITY);
      fences.push(fence);
      await succeed(lease.release(TARGET, fence));
      expect(await succeed(lease.current(TARGET))).toBeUndefined();
    }
  });

  it('stays held when one who does not hold it gives it back or renews it', async () => {
    const { lease } = subject.store();
    const first = await succeed(lease.acquire(TARGET, 'first', MINUTE));
    await succeed(lease.release(TARGET, first.fence));
    expect(await refused(lease.renew(TARGET, first.fence, MINUTE))).toMatchObject({ type: 'fence_lost' });
    const second = await succeed(lease.acquire(TARGET, 'second', MINUTE));
    await succeed(lease.release(TARGET, first.fence));
    expect(await refused(lease.renew(TARGET, first.fence, MINUTE))).toMatchObject({ type: 'fence_lost' });
    expect(await refused(lease.renew('spreadsheet-2', second.fence, MINUTE))).toMatchObject({
      type: 'fence_lost',
    });
    expect(await succeed(lease.current(TARGET))).toMatchObject({ holder: 'second' });
    await succeed(lease.renew(TARGET, second.fence, MINUTE));
  });
}

function handingOver({ it, expect }: TestFunctions, subject: StoreUnderTest): void {
  const passed = subject.abilities.movesClock === true ? 2_000 : 0;

  async function pass(): Promise<void> {
    if (passed > 0) await subject.advance(passed);
  }

  it('tells its next holder, and whoever asks, what was told when it was given back, and how long ago', async () => {
    const { lease } = subject.store();
    expect(await succeed(lease.lastHandover(TARGET))).toBeUndefined();
    const first = await succeed(lease.acquire(TARGET, 'first', MINUTE));
    expect(first.before).toBeUndefined();
    const told = { holder: 'first', callsLeft: -1.5 };
    await succeed(lease.release(TARGET, first.fence, told));
    await pass();
    const looked = await succeed(lease.lastHandover(TARGET));
    expect(looked).toEqual({ ...told, agoMs: looked?.agoMs });
    expect(looked?.agoMs).toBeGreaterThanOrEqual(passed);
    const { before } = await succeed(lease.acquire(TARGET, 'second', MINUTE));
    expect(before).toEqual({ ...told, agoMs: before?.agoMs });
    expect(before?.agoMs).toBeGreaterThanOrEqual(looked?.agoMs ?? 0);
    expect(await succeed(lease.lastHandover('spreadsheet-2'))).toBeUndefined();
  });

  it('tells what was told when it was prolonged, to whoever asks meanwhile or takes it after its time', async () => {
    const { lease } = subject.store();
    const first = await succeed(lease.acquire(TARGET, 'first', MINUTE));
    await succeed(lease.renew(TARGET, first.fence, MINUTE, { holder: 'first', callsLeft: 5 }));
    await succeed(lease.renew(TARGET, first.fence, 50, { holder: 'first', callsLeft: 4 }));
    await pass();
    const looked = await succeed(lease.lastHandover(TARGET));
    expect(looked).toMatchObject({ holder: 'first', callsLeft: 4 });
    expect(looked?.agoMs).toBeGreaterThanOrEqual(passed);
    await waitUntilFree(subject, 50);
    const { before } = await succeed(lease.acquire(TARGET, 'second', MINUTE));
    expect(before).toMatchObject({ holder: 'first', callsLeft: 4 });
    expect(before?.agoMs).toBeGreaterThanOrEqual(passed);
  });

  it('keeps what was told, and when, over a holder that tells nothing', async () => {
    const { lease } = subject.store();
    const first = await succeed(lease.acquire(TARGET, 'first', MINUTE));
    await succeed(lease.release(TARGET, first.fence, { holder: 'first', callsLeft: 2 }));
    await pass();
    const second = await succeed(lease.acquire(TARGET, 'second', MINUTE));
    await succeed(lease.renew(TARGET, second.fence, MINUTE));
    await succeed(lease.release(TARGET, second.fence));
    const looked = await succeed(lease.lastHandover(TARGET));
    expect(looked).toMatchObject({ holder: 'first', callsLeft: 2 });
    expect(looked?.agoMs).toBeGreaterThanOrEqual(passed);
  });

  it('tells nothing of what one says who does not hold it any more', async () => {
    const { lease } = subject.store();
    const first = await succeed(lease.acquire(TARGET, 'first', MINUTE));
    await succeed(lease.release(TARGET, first.fence, { holder: 'first', callsLeft: 3 }));
    await succeed(lease.release(TARGET, first.fence, { holder: 'first', callsLeft: 6 }));
    const second = await succeed(lease.acquire(TARGET, 'second', MINUTE));
    expect(second.before).toMatchObject({ callsLeft: 3 });
    const late = { holder: 'first', callsLeft: 6 };
    await succeed(lease.release(TARGET, first.fence, late));
    expect(await refused(lease.renew(TARGET, first.fence, MINUTE, late))).toMatchObject({
      type: 'fence_lost',
    });
    expect(await succeed(lease.lastHandover(TARGET))).toMatchObject({ callsLeft: 3 });
  });
}

function expiring({ it, expect }: TestFunctions, subject: StoreUnderTest): void {
  it('can be taken when its time is over; the one before has lost it', async () => {
    const store = subject.store();
    const first = await succeed(store.lease.acquire(TARGET, 'first', 50));
    await waitUntilFree(subject, 50);
    const second = await succeed(store.lease.acquire(TARGET, 'second', MINUTE));
    expect(second.fence).toBeGreaterThan(first.fence);
    expect(await refused(store.lease.renew(TARGET, first.fence, MINUTE))).toMatchObject({
      type: 'fence_lost',
    });
    await succeed(store.lease.release(TARGET, first.fence));
    expect(await succeed(store.lease.current(TARGET))).toMatchObject({ holder: 'second' });
  });

  it('can still be renewed after its time when nobody took it', async () => {
    const store = subject.store();
    const { fence } = await succeed(store.lease.acquire(TARGET, 'first', 50));
    await waitUntilFree(subject, 50);
    await succeed(store.lease.renew(TARGET, fence, MINUTE));
    expect(await succeed(store.lease.current(TARGET))).toMatchObject({ holder: 'first' });
    expect(await refused(store.lease.acquire(TARGET, 'second', MINUTE))).toMatchObject({
      type: 'lease_held',
    });
  });
}

/** Waits for the state, not for a time: where the store's clock cannot be moved, it is asked until it says so. */
async function waitUntilFree(subject: StoreUnderTest, ttlMs: number): Promise<void> {
  if (subject.abilities.movesClock === true) await subject.advance(ttlMs);
  while ((await succeed(subject.store().lease.current(TARGET))) !== undefined);
}

function renewing({ it, expect }: TestFunctions, subject: StoreUnderTest): void {
  it("lasts as long as asked for, by the store's clock", async () => {
    const { lease } = subject.store();
    await succeed(lease.acquire(TARGET, 'first', MINUTE));
    const began = Date.parse((await succeed(lease.current(TARGET)))?.expiresAt ?? '') - MINUTE;
    await subject.advance(MINUTE - 1);
    expect(await succeed(lease.current(TARGET))).toMatchObject({ holder: 'first' });
    expect(await refused(lease.acquire(TARGET, 'second', MINUTE))).toMatchObject({ type: 'lease_held' });
    await subject.advance(1);
    expect(await succeed(lease.current(TARGET))).toBeUndefined();
    await succeed(lease.acquire(TARGET, 'second', 5));
    const expiresAt = Date.parse((await succeed(lease.current(TARGET)))?.expiresAt ?? '');
    expect(expiresAt - began).toBe(MINUTE + 5);
  });

  it('is prolonged from now on, not from its end', async () => {
    const { lease } = subject.store();
    const { fence } = await succeed(lease.acquire(TARGET, 'first', MINUTE));
    await subject.advance(MINUTE - 1);
    await succeed(lease.renew(TARGET, fence, MINUTE));
    await subject.advance(MINUTE - 1);
    expect(await succeed(lease.current(TARGET))).toMatchObject({ holder: 'first' });
    await subject.advance(1);
    expect(await succeed(lease.current(TARGET))).toBeUndefined();
  });
}

function clockJumping({ it, expect }: TestFunctions, subject: StoreUnderTest): void {
  it('is over when the clock jumps an hour back: nobody waits for that long (fault 31)', () => jumped(-HOUR));
  it('is over when the clock jumps an hour forth (fault 31)', () => jumped(HOUR));

  async function jumped(ms: number): Promise<void> {
    const { lease } = subject.store();
    const first = await succeed(lease.acquire(TARGET, 'first', MINUTE));
    await subject.advance(ms);
    expect(await succeed(lease.current(TARGET))).toBeUndefined();
    const second = await succeed(lease.acquire(TARGET, 'second', MINUTE));
    expect(second.fence).toBeGreaterThan(first.fence);
    expect(await refused(lease.renew(TARGET, first.fence, MINUTE))).toMatchObject({ type: 'fence_lost' });
    await subject.advance(MINUTE - 1);
    expect(await succeed(lease.current(TARGET))).toMatchObject({ holder: 'second' });
  }

  it('is as long as ever once it is renewed after the clock was set back (fault 31)', async () => {
    const { lease } = subject.store();
    const { fence } = await succeed(lease.acquire(TARGET, 'first', MINUTE));
    await subject.advance(-HOUR);
    await succeed(lease.renew(TARGET, fence, MINUTE));
    expect(await refused(lease.acquire(TARGET, 'second', MINUTE))).toMatchObject({ holder: 'first' });
    await subject.advance(MINUTE);
    expect(await succeed(lease.current(TARGET))).toBeUndefined();
  });
}

function competing({ it, expect }: TestFunctions, subject: StoreUnderTest): void {
  it('is given to one of many who ask at once', async () => {
    await expectOneWinner([subject.store()]);
  });

  if (subject.abilities.sharesData === true)
    it('is given to one of many who ask at once over two connections', async () => {
      await expectOneWinner([subject.store(), await subject.another()]);
    });

  async function expectOneWinner(stores: readonly Store[]): Promise<void> {
    const asked = Array.from({ length: 20 }, (_, index) =>
      stores.map((store) => store.lease.acquire(TARGET, `holder ${index}`, MINUTE)),
    ).flat();
    const outcomes = await Promise.all(asked);
    expect(outcomes.filter((outcome) => outcome.isOk())).toHaveLength(1);
  }
}

function durability({ it, expect }: TestFunctions, subject: StoreUnderTest): void {
  it('never grants a fence again, even after reopening', async () => {
    const { lease } = subject.store();
    const { fence } = await succeed(lease.acquire(TARGET, 'first', MINUTE));
    await succeed(lease.release(TARGET, fence));
    const reopened = await subject.reopen();
    expect((await succeed(reopened.lease.acquire(TARGET, 'second', MINUTE))).fence).toBeGreaterThan(fence);
  });

  it('stays held over reopening', async () => {
    await succeed(subject.store().lease.acquire(TARGET, 'first', MINUTE));
    const reopened = await subject.reopen();
    expect(await refused(reopened.lease.acquire(TARGET, 'second', MINUTE))).toMatchObject({
      holder: 'first',
    });
  });
}
