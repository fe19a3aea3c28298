import { describe, expect, it } from 'vitest';
import { expectExact, keysOf, makeApplication } from './make-application.js';

describe('an instance that is overtaken while it scans a tab (faults 36, 37)', () => {
  it('forgets no row that the other has added meanwhile', async () => {
    const app = makeApplication();
    for (const user of ['u1', 'u2', 'u3']) await app.submit({ submission_id: `${user}-1`, user_id: user });
    await app.drain();
    const { store, sheets, clock } = app;
    const other = makeApplication({ store, sheets, clock, settings: { instance: 'there' } });
    sheets.people.deleteRevision();
    await app.submit({ submission_id: 'u1-2', user_id: 'u1' });
    store.faults.beforeNext('ledger.markSeen', async () => {
      clock.advance(11_000);
      await other.submit({ submission_id: 'u4-1', user_id: 'u4' });
      await other.drain();
    });
    await app.sync();
    await other.submit({ submission_id: 'u4-2', user_id: 'u4' });
    await other.drain();
    expect(keysOf(sheets, 'profiles').toSorted()).toEqual(['u1', 'u2', 'u3', 'u4']);
    await expectExact(other, ['u1-1', 'u1-2', 'u2-1', 'u3-1', 'u4-1', 'u4-2']);
  });
});
