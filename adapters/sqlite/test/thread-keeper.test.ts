import { existsSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setEnvironmentData } from 'node:worker_threads';
import type { InsertOutcome } from '@quiz-sync/core';
import { type Availability, openSqliteStore } from '@quiz-sync/sqlite';
import { aSubmission } from '@quiz-sync/testing';
import { err } from 'neverthrow';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startWorker, type WorkerClient } from '../dist/worker-client.js';
import { openForTest, succeed, temporaryFile } from './temporary-store.js';

const SOON = { first: 1, longest: 20 };
/** Milliseconds that a state is waited for; it comes much sooner. */
const PATIENT = { timeout: 15_000 };

/** A client of a thread of the folder `programs`, which is replaced soon after it has died. */
async function clientOf(program: string, path: string) {
  const heard: Availability[] = [];
  const entry = new URL(`./programs/${program}`, import.meta.url);
  const client = await startWorker(
    entry,
    { path, options: {} },
    { waits: SOON, onAvailability: (availability) => heard.push(availability) },
  );
  onTestFinished(() => client.close());
  return { client, heard };
}

/** Each of its threads dies at the commit of that number. */
function clientThatDies(when: 'before' | 'after', every: number, path: string) {
  setEnvironmentData('death', { when, every });
  return clientOf('thread-that-dies-at-commits.js', path);
}

/** Sends it until it is answered, as clients do; answers how, and how often it had to be sent. */
async function insertAtLast(client: WorkerClient, submission_id: string) {
  let sent = 0;
  let answer: InsertOutcome | undefined;
  await expect
    .poll(async () => {
      sent += 1;
      const outcome = await client.insert(aSubmission({ submission_id }));
      if (outcome.isErr()) expect(outcome.error.type).toBe('store_unavailable');
      else answer = outcome.value;
      return outcome.isOk();
    }, PATIENT)
    .toBe(true);
  return { type: answer?.type, sent };
}

describe('a thread that dies in the middle of commits (fault 32)', () => {
  it('before one: what was under way is not stored, is answered with an error, and can be sent again', async () => {
    const path = await temporaryFile();
    const { client } = await clientThatDies('before', 2, path);
    const reader = await openForTest(path);
    expect((await client.insert(aSubmission({ submission_id: 's0' })))._unsafeUnwrap().type).toBe('inserted');
    const lost = await client.insert(aSubmission({ submission_id: 's1' }));
    expect(lost._unsafeUnwrapErr().type).toBe('store_unavailable');
    expect(await succeed(reader.submissions.find('s1'))).toBeUndefined();
    expect(await insertAtLast(client, 's1')).toMatchObject({ type: 'inserted' });
    expect(await succeed(reader.submissions.count())).toEqual({ submissions: 2, responses: 2 });
  });

  it('after one: what was committed stays, and is answered as a repeat when it is sent again', async () => {
    const path = await temporaryFile();
    const { client } = await clientThatDies('after', 2, path);
    await succeed(client.insert(aSubmission({ submission_id: 's0' })));
    const unanswered = await client.insert(aSubmission({ submission_id: 's1' }));
    expect(unanswered._unsafeUnwrapErr().type).toBe('store_unavailable');
    expect(await insertAtLast(client, 's1')).toMatchObject({ type: 'exists' });
  });

  it.each(['before', 'after'] as const)(
    'again and again, %s them: all that was answered is there, once',
    async (when) => {
      const path = await temporaryFile();
      const { client, heard } = await clientThatDies(when, 3, path);
      const ids = Array.from({ length: 24 }, (_, index) => `s${index}`);
      for (let start = 0; start < ids.length; start += 2)
        await Promise.all(ids.slice(start, start + 2).map((id) => insertAtLast(client, id)));
      const reader = await openForTest(path);
      expect(await succeed(reader.submissions.count())).toEqual({ submissions: 24, responses: 24 });
      expect((await succeed(reader.pending.count())).total).toBe(24);
      expect(heard.filter(({ isAvailable }) => isAvailable).length).toBeGreaterThan(2);
    },
  );
});

const SQLITE_READONLY = 8;
const SQLITE_IOERR = 10;

/** See `thread-whose-disk-fails.js`. */
async function setFailing(path: string, isFailing: boolean, code = SQLITE_IOERR): Promise<void> {
  const sign = `${dirname(path)}.failing`;
  if (isFailing) await writeFile(sign, String(code));
  else await rm(sign, { force: true });
}

describe('a disk that fails (fault 32)', () => {
  it('has the file opened anew, and the store works again when the disk does', async () => {
    const path = await temporaryFile();
    const { client } = await clientOf('thread-whose-disk-fails.js', path);
    await succeed(client.insert(aSubmission({ submission_id: 's0' })));
    await setFailing(path, true);
    expect((await client.insert(aSubmission()))._unsafeUnwrapErr().type).toBe('store_unavailable');
    await setFailing(path, false);
    expect(await insertAtLast(client, 's1')).toMatchObject({ type: 'inserted' });
    expect(await succeed(client.call('submissions.count'))).toEqual({ submissions: 2, responses: 2 });
  });

  it('and is gone with the file: no other is made in its place, and it goes on when it is back', async () => {
    const path = await temporaryFile();
    const { client } = await clientOf('thread-whose-disk-fails.js', path);
    await succeed(client.insert(aSubmission({ submission_id: 's0' })));
    const directory = dirname(path);
    await setFailing(path, true);
    await rename(directory, `${directory}-away`);
    expect((await client.insert(aSubmission())).isErr()).toBe(true);
    await expect
      .poll(async () => (await client.call('file.ping')).mapErr(({ message }) => message), PATIENT)
      .toEqual(err(expect.stringMatching(/: it is not there any more\. Put it back, or mount the disk/)));
    expect(existsSync(directory)).toBe(false);
    await setFailing(path, false);
    await rename(`${directory}-away`, directory);
    expect(await insertAtLast(client, 's1')).toMatchObject({ type: 'inserted' });
    expect(await succeed(client.call('submissions.count'))).toEqual({ submissions: 2, responses: 2 });
  });
});

describe('a disk that has become read-only (fault 34)', () => {
  it('has writes refused as store_full, reads answered, and takes writes again when it does', async () => {
    const path = await temporaryFile();
    const { client, heard } = await clientOf('thread-whose-disk-fails.js', path);
    await succeed(client.insert(aSubmission({ submission_id: 's0' })));
    await setFailing(path, true, SQLITE_READONLY);
    const refused = await client.insert(aSubmission({ submission_id: 's1' }));
    expect(refused._unsafeUnwrapErr()).toMatchObject({
      type: 'store_full',
      message: expect.stringContaining('SQLITE_READONLY'),
    });
    expect(await succeed(client.call('submissions.count'))).toEqual({ submissions: 1, responses: 1 });
    await setFailing(path, false);
    expect(await succeed(client.insert(aSubmission({ submission_id: 's1' })))).toEqual({ type: 'inserted' });
    expect(heard).toEqual([]);
  });
});

describe('a store that cannot be opened yet (fault 32)', () => {
  it('answers store_unavailable, and opens by itself when it can be', async () => {
    const path = await temporaryFile();
    const holder = new DatabaseSync(path);
    holder.exec('BEGIN EXCLUSIVE');
    const heard: Availability[] = [];
    const store = await openForTest(path, {
      busyTimeoutMs: 20,
      whenUnavailable: 'wait',
      onAvailability: (availability) => heard.push(availability),
    });
    const refused = (await store.ping())._unsafeUnwrapErr();
    expect(refused.type).toBe('store_unavailable');
    expect(refused.message).toMatch(/database is locked\. Another program keeps it locked: close that/);
    expect((await store.submissions.insert(aSubmission())).isErr()).toBe(true);
    holder.close();
    await expect.poll(async () => (await store.ping()).isOk(), PATIENT).toBe(true);
    expect(await succeed(store.submissions.insert(aSubmission()))).toEqual({ type: 'inserted' });
    expect(heard.map(({ isAvailable }) => isAvailable)).toEqual([false, true]);
  });

  it('may be closed while it waits', async () => {
    const path = await temporaryFile();
    const holder = new DatabaseSync(path);
    onTestFinished(() => holder.close());
    holder.exec('BEGIN EXCLUSIVE');
    const store = await openSqliteStore(path, { busyTimeoutMs: 20, whenUnavailable: 'wait' });
    await store.close();
    expect((await store.ping())._unsafeUnwrapErr().message).toMatch(/it is closed/);
  });

  it('is refused at once when waiting cannot help', async () => {
    const path = await temporaryFile();
    await writeFile(path, 'dear diary, '.repeat(1_000));
    await expect(openSqliteStore(path, { whenUnavailable: 'wait' })).rejects.toThrow(
      'file is not a database',
    );
  });
});
