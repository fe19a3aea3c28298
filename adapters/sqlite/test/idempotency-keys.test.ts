import { KEY_LIFETIME_MS, type KeyedRequest } from '@quiz-sync/core';
import { aSubmission } from '@quiz-sync/testing';
import { describe, expect, it } from 'vitest';
import { callsOn, connectForTest } from './in-process.js';
import { openForTest, succeed, temporaryFile } from './temporary-store.js';

function request(index: number): KeyedRequest {
  return { scope: '', key: `key-${index}`, fingerprint: 'print', user_id: 'learner-1', answer: '1' };
}

describe('requests under keys', () => {
  it('share a commit with each other and with all other submissions', async () => {
    const store = await openForTest(await temporaryFile());
    const numbered = (index: number) => aSubmission({ submission_id: `submission-${index}` });
    await Promise.all([
      ...Array.from({ length: 20 }, (_, index) => succeed(store.submissions.insert(numbered(index)))),
      ...Array.from({ length: 30 }, (_, index) =>
        succeed(store.idempotency.submit(numbered(20 + index), request(index))),
      ),
    ]);
    expect(await succeed(store.describe())).toMatchObject({ inserts: 50, insertCommits: 1 });
    expect((await succeed(store.submissions.count())).submissions).toBe(50);
  });

  it('that are over are removed by later ones, ten at a time', async () => {
    const clock = new Float64Array(new SharedArrayBuffer(8));
    const connection = await connectForTest(clock);
    const call = callsOn(connection);
    const kept = () => connection.sql('SELECT count(*) AS kept FROM idempotency_keys').get()?.['kept'];
    for (let index = 0; index < 25; index += 1) call('idempotency.keep', request(index));
    clock[0] = KEY_LIFETIME_MS - 1;
    call('idempotency.keep', request(25));
    expect(kept()).toBe(26);
    clock[0] = KEY_LIFETIME_MS;
    const left = [26, 27, 28, 29].map((index) => {
      call('idempotency.keep', request(index));
      return kept();
    });
    expect(left).toEqual([17, 8, 4, 5]);
  });
});
