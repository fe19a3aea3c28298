import { describe, expect, it } from 'vitest';
import { TEST_LEARNER } from '../../src/use-cases/send-test-row.js';
import { expectExact, makeApplication, type TestApplication, TITLES } from '../sync/make-application.js';

/** Sends it while runs come as they are asked for, as they would by themselves. */
async function send(app: TestApplication) {
  let over = false;
  const sent = app.quizSync.sendTestRow();
  void sent.then(() => {
    over = true;
  });
  while (!over) {
    await app.scheduler.runDue();
    await new Promise((resolve) => setImmediate(resolve));
  }
  return sent;
}

describe('a test row', () => {
  it('goes through, and nothing of it stays: the first real row comes where it was', async () => {
    const app = makeApplication();
    expect((await send(app))._unsafeUnwrap()).toEqual({ target: app.sheets.target, row: 2 });
    expect(app.sheets.calls().writes).toBeGreaterThan(1);
    for (const title of Object.values(TITLES)) {
      const records = app.sheets.records(title);
      expect(records.filter((record) => Object.keys(record).length > 0)).toEqual([]);
    }
    const status = (await app.quizSync.syncStatus())._unsafeUnwrap();
    expect(status).toMatchObject({ submissions: 0, responses: 0, pending: { total: 0 } });
    await app.submit({ submission_id: 's1', user_id: 'u1' });
    await app.drain();
    const [entry] = (await app.store.ledger.find(app.sheets.target, 'responses', ['s1:0']))._unsafeUnwrap();
    expect(entry?.row).toBe(1);
    await expectExact(app, ['s1']);
  });

  it('takes what was waiting along, and leaves it where it belongs', async () => {
    const app = makeApplication();
    await app.submit({ submission_id: 's1', user_id: 'u1' });
    expect((await send(app)).isOk()).toBe(true);
    await expectExact(app, ['s1']);
  });

  it('takes back what a try that was cut short left', async () => {
    const app = makeApplication();
    await app.submit({ submission_id: 'left', user_id: TEST_LEARNER });
    expect((await send(app)).isOk()).toBe(true);
    await expectExact(app, []);
  });

  it('is out of the store also when the spreadsheet refuses it', async () => {
    const refusal = {
      type: 'permission_denied',
      message: 'No.',
      account: 'a@b.c',
      reason: 'not_shared',
    } as const;
    const app = makeApplication();
    app.sheets.faults.failNextWrite(refusal);
    expect((await send(app))._unsafeUnwrapErr()).toMatchObject({
      type: 'sync_failed',
      problem: { code: 'spreadsheet_not_shared' },
    });
    expect((await app.quizSync.syncStatus())._unsafeUnwrap().submissions).toBe(0);
  });

  it('is not sent where syncing is switched off', async () => {
    const app = makeApplication({ settings: { syncEnabled: false } });
    expect((await app.quizSync.sendTestRow())._unsafeUnwrapErr()).toEqual({ type: 'sync_disabled' });
  });
});
