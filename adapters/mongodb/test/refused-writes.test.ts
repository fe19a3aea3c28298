import type { KeyedRequest, Store } from '@quiz-sync/core';
import { aSubmission, refused, succeed } from '@quiz-sync/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { hasMongodb, MONGODB_START_MS } from '../../../test/servers/mongodb.ts';
import { mongodbForTests } from '../../../test/servers/mongodb-for-tests.ts';
import { type TcpProxy, tcpProxy } from '../../../test/servers/tcp-proxy.ts';
import type { MongoStore } from '../src/mongo-store.js';
import { openMongoStore } from '../src/open-mongo-store.js';
import { aDatabaseName, dropDatabase } from './mongo-harness.js';
import { type RefusedWrite, refuseWrites } from './refuse-writes.js';

const OUT_OF_SPACE = { code: 14_031, errmsg: 'No space left on device', of: 'document' } as const;

/** What servers say, and of what. */
const REFUSALS: readonly (RefusedWrite & { readonly type: string })[] = [
  { ...OUT_OF_SPACE, type: 'store_full' },
  { code: 371, errmsg: 'User writes blocked', of: 'document', type: 'store_full' },
  { code: 8_000, errmsg: 'you are over your space quota', of: 'command', type: 'store_full' },
  { code: 13, errmsg: 'not authorized on quiz', of: 'command', type: 'store_full' },
  { code: 10_107, errmsg: 'not primary', of: 'command', type: 'store_unavailable' },
];

const KEYED: KeyedRequest = {
  scope: '',
  key: 'key-1',
  fingerprint: 'print-1',
  user_id: 'learner-1',
  answer: '1',
};

describe.runIf(hasMongodb)('a server that takes no writes', { timeout: 60_000 }, () => {
  const mongodbUrl = mongodbForTests();
  const database = aDatabaseName();
  let proxy: TcpProxy;
  let store: MongoStore;

  beforeAll(async () => {
    proxy = await tcpProxy(Number(new URL(mongodbUrl()).port));
    store = await openMongoStore(`mongodb://127.0.0.1:${proxy.port}/${database}`);
  }, MONGODB_START_MS);
  afterEach(() => proxy.answerFor(() => undefined));
  afterAll(async () => {
    await store.close();
    await proxy[Symbol.asyncDispose]();
    await dropDatabase(mongodbUrl(), database);
  });

  it.each(REFUSALS)(
    '($code, $errmsg) is told as $type, reads go on, and so do writes when it is over (fault 34)',
    async ({ type, ...refusal }) => {
      const before = await countOf(store);
      const submission = aSubmission({ submission_id: `refused-${refusal.code}` });
      proxy.answerFor(refuseWrites(refusal));
      expect(await refused(store.submissions.insert(submission))).toMatchObject({
        type,
        message: expect.stringContaining(refusal.errmsg),
      });
      expect(await refused(store.learners.upsert('learner-1', { first_name: 'Ada' }))).toMatchObject({
        type,
      });
      expect(await countOf(store)).toBe(before);
      proxy.answerFor(() => undefined);
      expect(await succeed(store.submissions.insert(submission))).toEqual({ type: 'inserted' });
      expect(await countOf(store)).toBe(before + 1);
    },
  );

  it('from the second write of a request on has stored nothing of it, and its key is good for a repeat (fault 34)', async () => {
    const before = await countOf(store);
    const submission = aSubmission({ submission_id: 'under-a-key' });
    proxy.answerFor(refuseWrites(OUT_OF_SPACE, 1));
    expect(await refused(store.idempotency.submit(submission, KEYED))).toMatchObject({ type: 'store_full' });
    expect(await countOf(store)).toBe(before);
    proxy.answerFor(() => undefined);
    expect(await succeed(store.idempotency.submit(submission, KEYED))).toMatchObject({ type: 'inserted' });
    expect(await countOf(store)).toBe(before + 1);
  });
});

async function countOf(store: Store): Promise<number> {
  return (await succeed(store.submissions.count())).submissions;
}
