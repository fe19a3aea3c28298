import { describe, expect, it } from 'vitest';
import { cleanUpSessions } from '../../src/use-cases/clean-up-sessions.js';
import { makeDependencies } from './make-dependencies.js';

const DAY_MS = 86_400_000;

/** An empty session that is two days old and in the sheet already. */
async function withOldSession() {
  const deps = makeDependencies();
  const created = new Date(deps.clock.now() - 2 * DAY_MS).toISOString();
  await deps.store.sessions.upsert('old', {}, created);
  const { fence } = (await deps.store.lease.acquire('spreadsheet-1', 'here', 1_000))._unsafeUnwrap();
  const seen = [{ kind: 'session', id: 'old', version: 1 }] as const;
  (await deps.store.pending.acknowledge('spreadsheet-1', seen, fence))._unsafeUnwrap();
  return deps;
}

describe('cleanUpSessions', () => {
  it('removes sessions older than that, and has their rows removed', async () => {
    const deps = await withOldSession();
    const cleaned = await cleanUpSessions(deps, { olderThanMs: DAY_MS, dryRun: false });
    expect(cleaned._unsafeUnwrap()).toEqual({ removed: 1, dry_run: false });
    expect((await deps.store.sessions.findMany(['old']))._unsafeUnwrap()).toEqual([]);
    expect(deps.scheduler.requests).toEqual([{ reason: 'session cleanup', urgent: false }]);
  });

  it('only counts in a dry run', async () => {
    const deps = await withOldSession();
    const counted = await cleanUpSessions(deps, { olderThanMs: DAY_MS, dryRun: true });
    expect(counted._unsafeUnwrap()).toEqual({ removed: 1, dry_run: true });
    expect((await deps.store.sessions.findMany(['old']))._unsafeUnwrap()).toHaveLength(1);
    expect(deps.scheduler.requests).toEqual([]);
  });

  it.each([3 * DAY_MS, Number.MAX_VALUE, Number.POSITIVE_INFINITY])(
    'finds none older than %d ms',
    async (olderThanMs) => {
      const deps = await withOldSession();
      const cleaned = await cleanUpSessions(deps, { olderThanMs, dryRun: false });
      expect(cleaned._unsafeUnwrap()).toEqual({ removed: 0, dry_run: false });
      expect(deps.scheduler.requests).toEqual([]);
    },
  );

  it.each([-1, Number.NaN])('takes %d ms for a bug of the caller', (olderThanMs) => {
    expect(() => cleanUpSessions(makeDependencies(), { olderThanMs, dryRun: true })).toThrow(RangeError);
  });
});
