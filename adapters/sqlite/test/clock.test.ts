import { aSubmission } from '@quiz-sync/testing';
import { describe, expect, it } from 'vitest';
import { callsOn, connectForTest } from './in-process.js';
import { openForTest, succeed, temporaryFile } from './temporary-store.js';

describe("SQLite's clock", () => {
  it('dates pending changes, to the millisecond', async () => {
    const store = await openForTest(await temporaryFile());
    const before = Date.now();
    await succeed(store.submissions.insert(aSubmission()));
    const since = Date.parse((await succeed(store.pending.count())).oldestSince ?? '');
    // Half a millisecond may have been rounded up.
    expect(since).toBeGreaterThanOrEqual(before);
    expect(since).toBeLessThanOrEqual(Date.now() + 1);
  });

  it('judges leases: one that lasts no time at all is free at once', async () => {
    const call = callsOn(await connectForTest());
    const { fence } = call('lease.acquire', 'target', 'one', 0);
    expect(call('lease.current', 'target')).toBeUndefined();
    expect(call('lease.acquire', 'target', 'two', 60_000)).toEqual({ fence: fence + 1 });
    expect(call('lease.current', 'target')?.holder).toBe('two');
  });
});
