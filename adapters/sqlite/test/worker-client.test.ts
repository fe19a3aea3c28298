import { aSubmission } from '@quiz-sync/testing';
import { describe, expect, it } from 'vitest';
import { startWorker } from '../dist/worker-client.js';
import { openForTest, succeed, temporaryFile } from './temporary-store.js';

const DATA = { path: '/nowhere', options: {} };
const UNAVAILABLE = { type: 'store_unavailable' };

describe('a thread that dies', () => {
  const dying = new URL('./programs/thread-that-dies.js', import.meta.url);

  it('answers store_unavailable to everything under way, and to all that comes after', async () => {
    const client = await startWorker(dying, DATA);
    const underWay = [
      client.insert(aSubmission()),
      client.call('submissions.count'),
      client.call('ledger.tabs', 'target'),
    ];
    for (const outcome of await Promise.all(underWay))
      expect(outcome._unsafeUnwrapErr()).toEqual({
        ...UNAVAILABLE,
        message: 'The SQLite store cannot answer: its thread has died: out of luck.',
      });
    expect((await client.insert(aSubmission()))._unsafeUnwrapErr()).toMatchObject(UNAVAILABLE);
    expect((await client.call('file.ping'))._unsafeUnwrapErr()).toMatchObject(UNAVAILABLE);
    await client.close();
  });

  it('makes opening fail when it does so before it has begun', async () => {
    const ending = new URL('./programs/thread-that-ends.js', import.meta.url);
    await expect(startWorker(ending, DATA)).rejects.toThrow('ended before it had begun');
  });
});

describe('close', () => {
  it('waits for what is under way', async () => {
    const store = await openForTest(await temporaryFile());
    const learners = Array.from({ length: 2_000 }, (_, index) => `learner-${index}`);
    const underWay = [
      store.submissions.insert(aSubmission()),
      store.learners.touch(learners),
      store.submissions.insert(aSubmission({ submission_id: 'submission-2' })),
    ];
    await store.close();
    for (const outcome of await Promise.all(underWay)) expect(outcome.isOk()).toBe(true);
  });

  it('keeps everything for the next to open the file', async () => {
    const path = await temporaryFile();
    const store = await openForTest(path);
    const inserted = store.submissions.insert(aSubmission());
    const touched = store.learners.touch(['learner-1']);
    await Promise.all([store.close(), inserted, touched]);
    const again = await openForTest(path);
    expect(await succeed(again.submissions.find('submission-1'))).toEqual(aSubmission());
    expect((await succeed(again.pending.count())).total).toBe(2);
  });

  it('answers store_unavailable to every call from then on', async () => {
    const store = await openForTest(await temporaryFile());
    const closing = store.close();
    for (const outcome of [store.submissions.insert(aSubmission()), store.ping(), store.pending.count()])
      expect((await outcome)._unsafeUnwrapErr()).toEqual({
        ...UNAVAILABLE,
        message: 'The SQLite store cannot answer: it is closed.',
      });
    await closing;
    expect((await store.ping())._unsafeUnwrapErr()).toMatchObject(UNAVAILABLE);
  });

  it('may be repeated', async () => {
    const store = await openForTest(await temporaryFile());
    await Promise.all([store.close(), store.close()]);
    await store.close();
  });
});
