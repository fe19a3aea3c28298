import type { SheetsError } from '@quiz-sync/core';
import { describe, expect, it } from 'vitest';
import { expectExact, keysOf, makeApplication, rowOf } from './make-application.js';

const UNAVAILABLE: SheetsError = { type: 'unavailable', message: 'HTTP 503' };
const IDS = ['s1', 's2', 's3'];

async function withOneSynced() {
  const app = makeApplication();
  await app.submit({ submission_id: 's1', user_id: 'u1' });
  await app.drain();
  await app.submit({ submission_id: 's2', user_id: 'u2' });
  return app;
}

describe('a write whose outcome is unknown', () => {
  it('was applied: settled from the revision, and no row twice (faults 9, 10)', async () => {
    const app = await withOneSynced();
    app.sheets.faults.loseNextAnswer();
    await app.sync();
    await app.submit({ submission_id: 's3', user_id: 'u1' });
    await app.drain();
    await expectExact(app, IDS);
  });

  it('was not applied: planned afresh', async () => {
    const app = await withOneSynced();
    app.sheets.faults.failNextWrite({ type: 'outcome_unknown', message: 'timed out' });
    expect(await app.sync()).toEqual({ type: 'retry', afterMs: undefined });
    expect(keysOf(app.sheets, 'responses')).toEqual(['s1:0']);
    await app.submit({ submission_id: 's3', user_id: 'u1' });
    await app.drain();
    await expectExact(app, IDS);
  });

  it('arrives after the resend: refused whole, nothing twice (fault 11)', async () => {
    const app = await withOneSynced();
    app.sheets.faults.applyLater();
    await app.sync();
    await app.drain();
    expect(app.sheets.land()).toBe(false);
    await app.submit({ submission_id: 's3', user_id: 'u1' });
    await app.drain();
    await expectExact(app, IDS);
  });

  it('arrives between our next read and our next write: that one is refused, this one settled (fault 11)', async () => {
    const app = await withOneSynced();
    app.sheets.faults.applyLater();
    await app.sync();
    app.sheets.faults.beforeNextWrite(() => {
      expect(app.sheets.land()).toBe(true);
    });
    await app.submit({ submission_id: 's3', user_id: 'u2' });
    await app.drain();
    await expectExact(app, IDS);
    expect(app.sheets.batches.map(({ outcome }) => outcome)).toContain('refused');
  });

  it('arrives while nobody is looking: settled by the next run (fault 11)', async () => {
    const app = await withOneSynced();
    app.sheets.faults.applyLater();
    await app.sync();
    expect(app.sheets.land()).toBe(true);
    await app.drain();
    await expectExact(app, IDS.slice(0, 2));
  });

  it('of which the revision cannot be read either stays open until it can', async () => {
    const app = await withOneSynced();
    app.sheets.faults.loseNextAnswer();
    app.sheets.faults.failNextRead(UNAVAILABLE);
    app.sheets.faults.beforeNextWrite(() => app.sheets.faults.failNextRead(UNAVAILABLE));
    await app.sync();
    await app.drain();
    await expectExact(app, IDS.slice(0, 2));
  });

  it('on a spreadsheet without a revision yet: the tabs are made once', async () => {
    const app = makeApplication();
    await app.submit({ submission_id: 's1', user_id: 'u1' });
    app.sheets.faults.loseNextAnswer();
    await app.sync();
    await app.drain();
    await expectExact(app, ['s1']);
    expect(app.sheets.batches.filter(({ batch }) => batch.from === null)).toHaveLength(1);
  });
});

describe('a call that was refused', () => {
  it.each<[string, SheetsError, number | undefined]>([
    [
      'a rate limit that says when (fault 7)',
      { type: 'rate_limited', message: '429', retryAfterMs: 7_000 },
      7_000,
    ],
    [
      'a rate limit that does not (fault 7)',
      { type: 'rate_limited', message: '429', retryAfterMs: undefined },
      undefined,
    ],
    ['a failure of Google (fault 8)', UNAVAILABLE, undefined],
    [
      'not shared any more (fault 15)',
      { type: 'permission_denied', message: '403', account: 'sync@example.org', reason: 'not_shared' },
      undefined,
    ],
    ['gone (fault 17)', { type: 'spreadsheet_not_found', message: '404' }, undefined],
    [
      'the key revoked, or the clock wrong (fault 14)',
      { type: 'credentials_rejected', message: 'invalid_grant: Invalid JWT' },
      undefined,
    ],
    [
      'the API not enabled (fault 16)',
      { type: 'permission_denied', message: '403', account: 'sync@example.org', reason: 'api_disabled' },
      undefined,
    ],
  ])('loses nothing, is told as a problem, and goes on by itself: %s', async (_, error, afterMs) => {
    for (const fail of ['failNextRead', 'failNextWrite'] as const) {
      const app = await withOneSynced();
      app.sheets.faults[fail](error);
      expect(await app.sync()).toEqual({ type: 'retry', afterMs });
      const failing = (await app.quizSync.syncStatus())._unsafeUnwrap();
      expect(failing.last_error?.remedy).toBeTruthy();
      expect(failing.pending.total).toBe(1);
      await app.drain();
      await expectExact(app, ['s1', 's2']);
      const mended = (await app.quizSync.syncStatus())._unsafeUnwrap();
      expect([mended.state, mended.last_error]).toEqual(['in_sync', undefined]);
    }
  });

  it.each<[string, SheetsError, string, RegExp]>([
    [
      'credentials (fault 14)',
      { type: 'credentials_rejected', message: 'invalid_grant' },
      'credentials_rejected',
      /new key for sync@example.org.*check the clock/,
    ],
    [
      'an API that is switched off (fault 16)',
      { type: 'permission_denied', message: '403', account: 'sync@example.org', reason: 'api_disabled' },
      'sheets_api_disabled',
      /^Enable the Google Sheets API/,
    ],
    [
      'a spreadsheet that is not shared (faults 15, 16)',
      { type: 'permission_denied', message: '403', account: 'sync@example.org', reason: 'not_shared' },
      'spreadsheet_not_shared',
      /^Share the spreadsheet with sync@example.org as Editor/,
    ],
  ])('blocks, with the remedy, for %s', async (_, error, code, remedy) => {
    const app = await withOneSynced();
    app.sheets.faults.failNextRead(error);
    await app.sync();
    const status = (await app.quizSync.syncStatus())._unsafeUnwrap();
    expect([status.state, status.last_error?.code]).toEqual(['blocked', code]);
    expect(status.last_error?.remedy).toMatch(remedy);
  });

  it('leaves no open batch behind, so that the next sync takes two calls again', async () => {
    const app = await withOneSynced();
    app.sheets.faults.failNextWrite({ type: 'rate_limited', message: '429', retryAfterMs: undefined });
    await app.sync();
    const before = app.sheets.calls();
    await app.drain();
    const after = app.sheets.calls();
    expect([after.reads - before.reads, after.writes - before.writes]).toEqual([1, 1]);
  });
});

describe('other writers', () => {
  it('two instances on one store: one writes at a time, each row once (fault 36)', async () => {
    const first = await withOneSynced();
    const second = makeApplication({ ...first, settings: { instance: 'there' } });
    first.sheets.faults.beforeNextRead(async () => {
      expect(await second.sync()).toEqual({ type: 'retry', afterMs: 1_000 });
    });
    await second.submit({ submission_id: 's3', user_id: 'u3' });
    await first.drain();
    await second.drain();
    await expectExact(first, IDS);
  });

  it('an instance that was paused past its lease is refused by the revision (fault 37)', async () => {
    const first = await withOneSynced();
    const second = makeApplication({ ...first, settings: { instance: 'there' } });
    first.sheets.faults.beforeNextWrite(async () => {
      first.clock.advance(60_000);
      await second.drain();
    });
    await first.sync();
    await first.submit({ submission_id: 's3', user_id: 'u3' });
    await first.drain();
    await expectExact(first, IDS);
  });

  it('two stores on one spreadsheet by mistake take neither batch of the other for their own', async () => {
    const first = await withOneSynced();
    await first.drain();
    const stranger = makeApplication({ sheets: first.sheets });
    await stranger.submit({ submission_id: 'x1', user_id: 'v1' });
    await stranger.drain();
    await first.submit({ submission_id: 's3', user_id: 'u1' });
    await first.drain();
    expect(keysOf(first.sheets, 'responses').sort()).toEqual(['s1:0', 's2:0', 's3:0', 'x1:0']);
  });

  it('a store restored from an older backup writes every row again, as it knows it', async () => {
    const backup = await withOneSynced();
    const lost = makeApplication({ sheets: backup.sheets });
    await lost.submit({ submission_id: 's1', user_id: 'u1' });
    await lost.submit({ submission_id: 'after-the-backup', user_id: 'u1' });
    await lost.drain();
    await backup.drain();
    expect(rowOf(backup.sheets, 'profiles', 'u1')).toMatchObject({ quizzes_taken: 1 });
    expect(rowOf(backup.sheets, 'course_statistics', 'u1/Fractions')).toMatchObject({
      'Total Questions Taken': 1,
    });
  });

  it('the marker deleted by people is put back after a check (fault 27)', async () => {
    const app = await withOneSynced();
    app.sheets.people.deleteRevision();
    await app.submit({ submission_id: 's3', user_id: 'u1' });
    await app.drain();
    await expectExact(app, IDS);
    expect(app.sheets.revision()).not.toBeNull();
  });

  it('the marker deleted while a batch is open: what it may have written is found (fault 27)', async () => {
    const app = await withOneSynced();
    app.sheets.faults.loseNextAnswer();
    app.sheets.faults.beforeNextWrite(() => app.sheets.faults.failNextRead(UNAVAILABLE));
    await app.sync();
    app.sheets.people.deleteRevision();
    await app.drain();
    await expectExact(app, ['s1', 's2']);
  });
});
