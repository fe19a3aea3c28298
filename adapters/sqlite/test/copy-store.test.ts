import { DatabaseSync } from 'node:sqlite';
import { copyStore, type Store } from '@quiz-sync/core';
import { contentOf, fillStore } from '@quiz-sync/testing';
import { describe, expect, it } from 'vitest';
import { runProgram } from './run-program.js';
import { openForTest, succeed, temporaryFile } from './temporary-store.js';

/** A file with everything that a store can remember. */
async function filledFile(): Promise<string> {
  const path = await temporaryFile();
  const store = await openForTest(path);
  await fillStore(store);
  await store.close();
  return path;
}

function copy(from: Store, to: Store) {
  return copyStore({ from: { name: 'original', store: from }, to, holder: 'test', pageSize: 20 });
}

/** Whoever was killed holds the lease until it is over; nobody needs to wait for that here. */
async function freeLease(store: Store): Promise<void> {
  const target = await succeed(store.syncState.currentTarget());
  const { records } = await succeed(store.archive.read('target', undefined, 10));
  for (const record of records)
    if (record.kind === 'target' && record.target === target)
      await succeed(store.lease.release(target, record.fence));
}

describe('copyStore from file to file', () => {
  it('copies everything', async () => {
    const from = await openForTest(await filledFile());
    const to = await openForTest(await temporaryFile());
    await succeed(copy(from, to));
    expect(await contentOf(to)).toEqual(await contentOf(from));
  });

  it('goes on after it was killed, again and again, and ends as if it had not been', async () => {
    const paths = [await filledFile(), await temporaryFile()] as const;
    for (const pages of ['1', '3', '5', '9']) {
      const { ended } = runProgram('copy-and-die', [...paths, pages]);
      expect(await ended).toMatchObject({ signal: 'SIGKILL', errors: '' });
      const store = await openForTest(paths[0]);
      await freeLease(store);
      await store.close();
    }
    const [from, to] = [await openForTest(paths[0]), await openForTest(paths[1])];
    expect(await succeed(to.archive.bookmark())).not.toBeUndefined();
    expect((await succeed(copy(from, to))).resumed).toBe(true);
    expect(await contentOf(to)).toEqual(await contentOf(from));
    expect(await succeed(to.archive.bookmark())).toBeUndefined();
  });

  it('leaves a file that passes its own check, with the counts that belong to what it holds', async () => {
    const from = await openForTest(await filledFile());
    const path = await temporaryFile();
    const to = await openForTest(path);
    await succeed(copy(from, to));
    for (const store of [from, to]) {
      expect(await succeed(store.submissions.count())).toEqual(await succeed(from.submissions.count()));
      expect(await succeed(store.ledger.countRows('spreadsheet-1'))).toEqual(
        await succeed(from.ledger.countRows('spreadsheet-1')),
      );
    }
    await to.close();
    const database = new DatabaseSync(path);
    expect(database.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
    database.close();
  });
});
