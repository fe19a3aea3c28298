import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CopyProgress, copyStore, type Store } from '@quiz-sync/core';
import { openMongoStore } from '@quiz-sync/mongodb';
import { openSqliteStore } from '@quiz-sync/sqlite';
import { contentOf, fillStore } from '@quiz-sync/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { hasMongodb } from '../servers/mongodb.ts';
import { mongodbForTests } from '../servers/mongodb-for-tests.ts';

describe.runIf(hasMongodb)('a store that is moved to MongoDB', () => {
  const mongodbUrl = mongodbForTests();

  async function onMongodb(): Promise<Store> {
    const store = await openMongoStore(`${mongodbUrl()}copied_${process.pid}_${Date.now()}`);
    onTestFinished(() => store.close());
    return store;
  }

  it('and back to a file holds what it held, also when it is stopped on the way', async () => {
    const [original, there, back] = [await onFile(), await onMongodb(), await onFile()];
    await fillStore(original);
    await copyInTwoTries(original, there);
    expect(await contentOf(there)).toEqual(await contentOf(original));
    await copyInTwoTries(there, back);
    expect(await contentOf(back)).toEqual(await contentOf(there));
  }, 240_000);
});

async function onFile(): Promise<Store> {
  const folder = mkdtempSync(join(tmpdir(), 'quiz-sync-copied-'));
  const store = await openSqliteStore(join(folder, 'quiz.db'));
  onTestFinished(async () => {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return store;
}

/** The first is stopped in the middle of the rows. */
async function copyInTwoTries(from: Store, to: Store): Promise<void> {
  let isEnough = false;
  const onProgress = ({ kind }: CopyProgress) => {
    isEnough = kind === 'row';
  };
  const common = { from: { name: 'original', store: from }, to, holder: 'test', pageSize: 20 };
  const stopped = await copyStore({ ...common, onProgress, stopping: () => isEnough });
  expect(stopped._unsafeUnwrapErr()).toMatchObject({ type: 'copy_stopped' });
  const finished = await copyStore(common);
  expect(finished._unsafeUnwrap()).toMatchObject({ resumed: true });
}
