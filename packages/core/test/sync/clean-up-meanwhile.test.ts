import type { StoreMethod } from '@quiz-sync/testing';
import { describe, expect, it } from 'vitest';
import { keysOf, makeApplication, type TestApplication } from './make-application.js';

const DAY_MS = 86_400_000;
const PLENTY = { documents: 1_000, responses: 10_000 };

/** Store calls of a run that writes, and the two of the spreadsheet: a clean-up comes right before one of them. */
const MOMENTS: readonly (StoreMethod | 'read' | 'write')[] = [
  'lease.acquire',
  'pending.load',
  'sessions.findMany',
  'stats.learners',
  'ledger.find',
  'read',
  'journal.record',
  'write',
  'journal.settle',
  'lease.release',
];

/**
 * Sessions of every kind, all older than a clean-up asks for: two that are in the sheet and empty, one that is there
 * and was heard of again, one that was never synced, one that a submission which still waits names.
 */
async function withSessions(): Promise<TestApplication> {
  const app = makeApplication();
  for (const id of ['empty-1', 'empty-2', 'heard-again', 'named']) await app.quizSync.upsertSession(id, {});
  await app.quizSync.upsertSession('chat', { user_id: 'u1', messages_per_session: 2 });
  await app.drain();
  await app.quizSync.upsertSession('heard-again', { pretest_completed: true });
  await app.quizSync.upsertSession('never-synced', { user_id: 'u2' });
  await app.submit({ submission_id: 's1', user_id: 'u2', session_id: 'named' });
  app.clock.advance(31 * DAY_MS);
  return app;
}

async function waitingSessions({ store }: TestApplication): Promise<string[]> {
  const pending = (await store.pending.load(PLENTY))._unsafeUnwrap();
  return pending.flatMap((change) =>
    change.kind === 'session' && !change.deleted ? [change.session_id] : [],
  );
}

/** What a clean-up did in its moment. */
interface CleanUp {
  readonly foretold: number;
  readonly removed: number;
  /** Sessions that were not in the sheet yet. */
  readonly waiting: string[];
  readonly left: string[];
}

async function cleanUp(app: TestApplication): Promise<CleanUp> {
  const options = { olderThanMs: 30 * DAY_MS };
  const waiting = await waitingSessions(app);
  const foretold = (await app.quizSync.cleanUpSessions({ ...options, dryRun: true }))._unsafeUnwrap().removed;
  const { removed } = (await app.quizSync.cleanUpSessions({ ...options, dryRun: false }))._unsafeUnwrap();
  const left = (await app.store.sessions.findMany(waiting))._unsafeUnwrap();
  return { foretold, removed, waiting, left: left.map(({ session_id }) => session_id) };
}

describe('a clean-up during a sync (fault 51)', () => {
  it.each(MOMENTS)(
    'right before %s: deletes nothing that is not in the sheet, and as many as it said',
    async (moment) => {
      const app = await withSessions();
      let done: CleanUp | undefined;
      const act = async () => {
        done = await cleanUp(app);
      };
      if (moment === 'read') app.sheets.faults.beforeNextRead(act);
      else if (moment === 'write') app.sheets.faults.beforeNextWrite(act);
      else app.store.faults.beforeNext(moment, act);
      await app.drain();
      expect(done, `${moment} was never come to`).toBeDefined();
      expect(done?.removed).toBe(done?.foretold);
      expect(done?.removed).toBeGreaterThanOrEqual(2);
      expect(done?.left.sort()).toEqual(done?.waiting.sort());
      await app.drain();
      const known = ['empty-1', 'empty-2', 'heard-again', 'named', 'never-synced', 'chat'];
      const stored = (await app.store.sessions.findMany(known))
        ._unsafeUnwrap()
        .map(({ session_id }) => session_id);
      expect(stored).toEqual(expect.arrayContaining(['chat', 'named']));
      expect(keysOf(app.sheets, 'engagement').sort()).toEqual(stored.sort());
      expect((await app.store.submissions.count())._unsafeUnwrap().submissions).toBe(1);
    },
  );

  it('in whose answer is lost: the row goes once, and nothing else does', async () => {
    const app = await withSessions();
    await app.drain();
    await cleanUp(app);
    app.sheets.faults.loseNextAnswer();
    await app.sync();
    await app.quizSync.upsertSession('empty-1', { user_id: 'u3' });
    await app.drain();
    expect(keysOf(app.sheets, 'engagement').sort()).toEqual(['chat', 'empty-1', 'named']);
  });
});
