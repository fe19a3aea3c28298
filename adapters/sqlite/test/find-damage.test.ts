import { open, stat } from 'node:fs/promises';
import { aSubmission } from '@quiz-sync/testing';
import { expect, it } from 'vitest';
import { openForTest, succeed, temporaryFile } from './temporary-store.js';

const PAGE_BYTES = 4096;

it('finds no damage in a whole file, and says what is damaged in another', async () => {
  const path = await temporaryFile();
  const store = await openForTest(path);
  const inserts = Array.from({ length: 300 }, (_, index) =>
    store.submissions.insert(aSubmission({ submission_id: `s${index}` })),
  );
  for (const inserted of await Promise.all(inserts)) expect(inserted.isOk()).toBe(true);
  expect(await succeed(store.findDamage())).toBe(undefined);
  await store.close();

  const file = await open(path, 'r+');
  const { size } = await stat(path);
  await file.write(Buffer.alloc(PAGE_BYTES, 0xff), 0, PAGE_BYTES, size - PAGE_BYTES);
  await file.close();
  const damaged = await openForTest(path);
  expect(await succeed(damaged.findDamage())).toMatch(/page|cell|btree/i);
});
