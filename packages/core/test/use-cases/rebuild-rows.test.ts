import { describe, expect, it } from 'vitest';
import { LEASE_TTL_MS } from '../../src/sync/sync-session.js';
import { expectExact, makeApplication, rowOf, TITLES } from '../sync/make-application.js';

describe('rebuilding', () => {
  it('writes every row again where it stands, also what nobody knew to be wrong', async () => {
    const app = makeApplication();
    await app.submit({ submission_id: 's1', user_id: 'u1' });
    await app.submit({ submission_id: 's2', user_id: 'u2' });
    await app.drain();
    const [, row] = (
      await app.store.ledger.find(app.sheets.target, 'profiles', ['u1', 'u2'])
    )._unsafeUnwrap();
    expect(row).toBeDefined();
    const quizzesTaken = 4;
    app.sheets.people.typeCell(TITLES.profiles, row?.row ?? 0, quizzesTaken, 99);
    await app.drain();
    expect(rowOf(app.sheets, 'profiles', row?.key ?? '')['quizzes_taken']).toBe(99);
    const requested = (await app.quizSync.rebuild())._unsafeUnwrap();
    expect(requested.rows).toBeGreaterThanOrEqual(6);
    await app.drain();
    await expectExact(app, ['s1', 's2']);
    expect(rowOf(app.sheets, 'profiles', row?.key ?? '')['quizzes_taken']).toBe(1);
    expect((await app.quizSync.syncStatus())._unsafeUnwrap().pending.total).toBe(0);
  });

  it('asks for the run itself', async () => {
    const app = makeApplication();
    await app.submit({ submission_id: 's1', user_id: 'u1' });
    await app.drain();
    const before = app.sheets.calls().writes;
    await app.quizSync.rebuild();
    await app.scheduler.runAll();
    expect(app.sheets.calls().writes).toBeGreaterThan(before);
  });

  it('does nothing while somebody is writing, or when syncing is switched off', async () => {
    const app = makeApplication();
    await app.submit({ submission_id: 's1', user_id: 'u1' });
    await app.drain();
    await app.store.lease.acquire(app.sheets.target, 'somebody else', LEASE_TTL_MS);
    expect((await app.quizSync.rebuild())._unsafeUnwrapErr()).toMatchObject({ type: 'lease_held' });
    expect((await app.store.syncState.read(app.sheets.target))._unsafeUnwrap().requeueCursor).toBeUndefined();
    const off = makeApplication({ settings: { syncEnabled: false } });
    expect((await off.quizSync.rebuild())._unsafeUnwrapErr()).toEqual({ type: 'sync_disabled' });
  });
});
