import { open } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import type { Submission } from '@quiz-sync/core';
import { aResponse, aSubmission } from '@quiz-sync/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openForTest, succeed, temporaryFile } from './temporary-store.js';

const MEGABYTE = 1_048_576;

function sized(submission_id: string, bytes: number): Submission {
  const responses = [aResponse({ explanation: 'x'.repeat(bytes) })];
  return aSubmission({ submission_id, responses });
}

describe('a full disk', () => {
  it('answers store_full, half writes nothing, and goes on with what fits (fault 34)', async () => {
    const store = await openForTest(await temporaryFile(), { maxBytes: MEGABYTE });
    const all = [sized('small-1', 10), sized('large', 2 * MEGABYTE), sized('small-2', 10)];
    const outcomes = await Promise.all(all.map((stored) => store.submissions.insert(stored)));
    expect(outcomes.map((outcome) => (outcome.isOk() ? outcome.value.type : outcome.error.type))).toEqual([
      'inserted',
      'store_full',
      'inserted',
    ]);
    expect(await succeed(store.submissions.count())).toEqual({ submissions: 2, responses: 2 });
    expect(await succeed(store.submissions.find('large'))).toBeUndefined();
    expect((await succeed(store.pending.count())).total).toBe(2);
  });

  it('refuses other writes too, and still reads', async () => {
    const store = await openForTest(await temporaryFile(), { maxBytes: MEGABYTE });
    await succeed(store.submissions.insert(aSubmission()));
    const refused = await store.syncState.patch('target', { settingsDigest: 'x'.repeat(2 * MEGABYTE) });
    expect(refused._unsafeUnwrapErr().type).toBe('store_full');
    expect((await succeed(store.syncState.read('target'))).settingsDigest).toBeUndefined();
    expect(await succeed(store.submissions.find('submission-1'))).toEqual(aSubmission());
  });
});

describe('a file that another connection keeps locked', () => {
  it('answers store_unavailable after the time-out, and works again when it is let go', async () => {
    const path = await temporaryFile();
    const store = await openForTest(path, { busyTimeoutMs: 20 });
    const other = new DatabaseSync(path);
    onTestFinished(() => other.close());
    other.exec('BEGIN IMMEDIATE');
    const refused = await store.submissions.insert(aSubmission());
    expect(refused._unsafeUnwrapErr()).toMatchObject({
      type: 'store_unavailable',
      message: expect.stringContaining('SQLITE_BUSY'),
    });
    expect(await succeed(store.submissions.count())).toEqual({ submissions: 0, responses: 0 });
    other.exec('ROLLBACK');
    expect(await succeed(store.submissions.insert(aSubmission()))).toEqual({ type: 'inserted' });
  });
});

describe('a file with a damaged page', () => {
  it('answers store_corrupt where the page is needed, and goes on elsewhere', async () => {
    const path = await temporaryFile();
    await (await openForTest(path)).close();
    await damage(path, 'pending_submissions');
    const store = await openForTest(path);
    expect((await store.submissions.insert(aSubmission()))._unsafeUnwrapErr().type).toBe('store_corrupt');
    expect(await succeed(store.submissions.count())).toEqual({ submissions: 0, responses: 0 });
    expect(await succeed(store.submissions.find('submission-1'))).toBeUndefined();
  });
});

/** Overwrites the first page of a table. */
async function damage(path: string, table: string): Promise<void> {
  const database = new DatabaseSync(path);
  const { rootpage } = database.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').get(table) ?? {};
  const pageSize = Number(database.prepare('PRAGMA page_size').get()?.['page_size']);
  database.close();
  const file = await open(path, 'r+');
  await file.write(Buffer.alloc(pageSize, 0xff), 0, pageSize, (Number(rootpage) - 1) * pageSize);
  await file.close();
}
