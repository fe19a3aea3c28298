import { readFile } from 'node:fs/promises';
import { aResponse, aSubmission } from '@quiz-sync/testing';
import { describe, expect, it } from 'vitest';
import { openForTest, succeed, temporaryFile } from './temporary-store.js';

describe('erasing a learner', () => {
  it('leaves none of the texts in the file', async () => {
    const path = await temporaryFile();
    const store = await openForTest(path);
    const explanation = 'words of Ada’s own '.repeat(400);
    for (const number of [1, 2, 3]) {
      const ids = { submission_id: `s${number}`, user_id: 'ada' };
      await succeed(
        store.submissions.insert(aSubmission({ ...ids, responses: [aResponse({ explanation })] })),
      );
    }
    await succeed(store.learners.upsert('ada', { email: 'ada@example.org' }));
    await succeed(store.submissions.insert(aSubmission({ submission_id: 'other', user_id: 'bob' })));
    expect(await succeed(store.personal.erase('ada'))).toMatchObject({ submissions: 3, profiles: 1 });
    await store.close();
    const bytes = (await readFile(path)).toString('latin1');
    expect(bytes).toContain('bob');
    expect(bytes).not.toMatch(/words of Ada|ada@example/);
  });
});
