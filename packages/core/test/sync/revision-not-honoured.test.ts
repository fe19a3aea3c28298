import { fakeSheets, memoryStore } from '@quiz-sync/testing';
import { describe, expect, it } from 'vitest';
import { LANDING_LIMIT_MS } from '../../src/sync/settle/landing-times.js';
import { expectExact, keysOf, makeApplication, type TestApplication } from './make-application.js';

const IDS = ['s1', 's2'];

/** One submission in a spreadsheet that applies batches on any revision; another one waits. `proved`: that is known. */
async function unguarded({ proved = true } = {}): Promise<TestApplication> {
  const app = makeApplication({ sheets: fakeSheets({ timeZone: 'Europe/Berlin', honoursRevision: false }) });
  await app.submit({ submission_id: 's1', user_id: 'u1' });
  await app.drain();
  if (proved) (await app.quizSync.probeRevision())._unsafeUnwrap();
  await app.submit({ submission_id: 's2', user_id: 'u1' });
  return app;
}

/** The run ends, to be tried again when Google's limit has passed; until then nothing is sent. */
async function expectToWait(app: TestApplication): Promise<void> {
  const before = app.sheets.calls().writes;
  const outcome = await app.sync();
  expect(outcome).toMatchObject({ type: 'retry' });
  const afterMs = outcome?.type === 'retry' ? (outcome.afterMs ?? 0) : 0;
  expect(afterMs).toBeGreaterThan(0);
  expect(afterMs).toBeLessThanOrEqual(LANDING_LIMIT_MS + 1_000);
  expect(app.sheets.calls().writes).toBe(before);
}

async function codeOfProblem(app: TestApplication): Promise<string | undefined> {
  return (await app.quizSync.syncStatus())._unsafeUnwrap().last_error?.code;
}

describe('on a spreadsheet that does not honour the revision', () => {
  it('a batch that was applied, its answer lost, is settled at once (faults 9, 10)', async () => {
    const app = await unguarded();
    app.sheets.faults.loseNextAnswer();
    await app.drain();
    await expectExact(app, IDS);
  });

  it('a batch that was not applied is waited for, and written when it cannot come any more (faults 8, 12)', async () => {
    const app = await unguarded();
    app.sheets.faults.failNextWrite({ type: 'outcome_unknown', message: 'timed out' });
    await app.sync();
    await expectToWait(app);
    expect(await codeOfProblem(app)).toBe('outcome_awaited');
    app.clock.advance(LANDING_LIMIT_MS - 1_000);
    await expectToWait(app);
    expect(keysOf(app.sheets, 'responses')).toEqual(['s1:0']);
    app.clock.advance(1_000);
    await app.drain();
    await expectExact(app, IDS);
    expect(await codeOfProblem(app)).toBeUndefined();
  });

  it('a batch that arrives while it is waited for is found, and not written again (fault 11)', async () => {
    const app = await unguarded();
    app.sheets.faults.applyLater();
    await app.sync();
    await expectToWait(app);
    expect(app.sheets.land()).toBe(true);
    await app.submit({ submission_id: 's3', user_id: 'u2' });
    await app.drain();
    await expectExact(app, [...IDS, 's3']);
  });

  it('a batch is found by its keys where the marker does not tell of it, and its rows are not added again (faults 11, 27)', async () => {
    const app = await unguarded();
    app.sheets.faults.applyLater();
    await app.sync();
    expect(app.sheets.land()).toBe(true);
    app.sheets.people.deleteRevision();
    await expectToWait(app);
    app.clock.advance(LANDING_LIMIT_MS);
    await app.drain();
    await expectExact(app, IDS);
    expect(app.sheets.revision()).not.toBeNull();
  });

  it('the wait goes by the monotonic clock, whatever people set the other to (fault 31)', async () => {
    const app = await unguarded();
    app.sheets.faults.applyLater();
    await app.sync();
    app.clock.jumpTo(app.clock.now() + 3_600_000);
    await expectToWait(app);
    app.clock.jumpTo(app.clock.now() - 7_200_000);
    app.clock.advance(LANDING_LIMIT_MS);
    await app.drain();
    await expectExact(app, IDS);
  });

  it('a restart in between goes by when the batch was planned (faults 3, 4)', async () => {
    const app = await unguarded();
    app.sheets.faults.applyLater();
    await app.sync();
    app.clock.advance(LANDING_LIMIT_MS - 60_000);
    const restarted = makeApplication(app);
    await expectToWait(restarted);
    expect(app.sheets.land()).toBe(true);
    await restarted.drain();
    await expectExact(restarted, IDS);
  });

  it('a restart long afterwards does not wait (fault 3)', async () => {
    const app = await unguarded();
    app.sheets.faults.failNextWrite({ type: 'outcome_unknown', message: 'timed out' });
    await app.sync();
    app.clock.advance(LANDING_LIMIT_MS);
    const restarted = makeApplication(app);
    await restarted.drain();
    await expectExact(restarted, IDS);
  });

  it('two instances: the second waits for what the first has under way (faults 36, 37)', async () => {
    const first = await unguarded();
    const second = makeApplication({ ...first, settings: { instance: 'there' } });
    await second.submit({ submission_id: 's3', user_id: 'u3' });
    first.sheets.faults.beforeNextWrite(async () => {
      first.clock.advance(60_000); // Longer than the lease lasts: another may take it.
      await expectToWait(second);
    });
    await first.drain();
    await second.drain();
    await expectExact(first, [...IDS, 's3']);
  });

  it('a forced run, a verification and a plan while a batch is waited for send nothing', async () => {
    const app = await unguarded();
    app.sheets.faults.applyLater();
    await app.sync();
    const before = app.sheets.calls().writes;
    const verified = (await app.quizSync.verify({ repair: true }))._unsafeUnwrapErr();
    expect(verified).toMatchObject({ type: 'sync_failed', problem: { code: 'outcome_awaited' } });
    expect((await app.quizSync.setUp())._unsafeUnwrapErr()).toMatchObject({ type: 'sync_failed' });
    (await app.quizSync.plan())._unsafeUnwrap();
    expect(app.sheets.calls().writes).toBe(before);
    expect(app.sheets.land()).toBe(true);
    await app.drain();
    await expectExact(app, IDS);
  });

  it('nobody had proved it: the first lost answer does, before anything else is sent (fault 11)', async () => {
    const app = await unguarded({ proved: false });
    app.sheets.faults.applyLater();
    expect(await app.sync()).toMatchObject({ type: 'retry' });
    expect((await app.store.syncState.read(app.sheets.target))._unsafeUnwrap().revisionGuard).toBe(
      'not_honoured',
    );
    await expectToWait(app);
    expect(app.sheets.land()).toBe(true);
    await app.drain();
    await expectExact(app, IDS);
  });

  it('a batch that arrives right before the proof, which takes its marker away, is found by its keys (fault 11)', async () => {
    const app = await unguarded({ proved: false });
    app.sheets.faults.applyLater();
    app.sheets.faults.beforeNextWrite(() => undefined);
    app.sheets.faults.beforeNextWrite(() => void app.sheets.land());
    await app.sync();
    await expectToWait(app);
    expect(keysOf(app.sheets, 'responses')).toEqual(['s1:0', 's2:0']);
    app.clock.advance(LANDING_LIMIT_MS);
    await app.drain();
    await expectExact(app, IDS);
  });

  it('the answer to the proof is lost as well: it is found by what it did, and the batch is waited for (fault 11)', async () => {
    const app = await unguarded({ proved: false });
    app.sheets.faults.applyLater();
    app.sheets.faults.loseNextAnswer();
    expect(await app.sync()).toMatchObject({ type: 'retry' });
    await expectToWait(app);
    app.clock.advance(LANDING_LIMIT_MS);
    await app.drain();
    await expectExact(app, IDS);
  });
});

describe('on a spreadsheet that honours the revision, which nobody had proved', () => {
  it('the first lost answer proves it by one call, once', async () => {
    const app = makeApplication();
    await app.submit({ submission_id: 's1', user_id: 'u1' });
    await app.drain();
    for (const [id, writes] of [
      ['s2', 3],
      ['s3', 2],
    ] as const) {
      await app.submit({ submission_id: id, user_id: 'u1' });
      const before = app.sheets.calls().writes;
      app.sheets.faults.failNextWrite({ type: 'outcome_unknown', message: 'timed out' });
      await app.sync();
      await app.drain();
      expect(app.sheets.calls().writes - before).toBe(writes);
    }
    await expectExact(app, ['s1', 's2', 's3']);
  });

  it('a proof whose answer is lost leaves nothing behind, and is made again', async () => {
    const store = memoryStore();
    const app = makeApplication({ store });
    await app.submit({ submission_id: 's1', user_id: 'u1' });
    await app.drain();
    await app.submit({ submission_id: 's2', user_id: 'u1' });
    for (let failures = 0; failures < 3; failures += 1)
      app.sheets.faults.failNextWrite({ type: 'outcome_unknown', message: 'timed out' });
    await app.sync();
    await app.sync();
    expect((await store.journal.unsettled(app.sheets.target))._unsafeUnwrap()).toHaveLength(2);
    await app.drain();
    expect((await store.journal.unsettled(app.sheets.target))._unsafeUnwrap()).toEqual([]);
    await expectExact(app, IDS);
  });
});
