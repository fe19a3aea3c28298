import { openSqliteStore } from '@quiz-sync/sqlite';
import { expect } from 'vitest';

/**
 * Stores what a service would store in that file: `s0`, `s1`, … of one learner, of one response each, beginning with
 * number `from`. Syncs nothing.
 */
export async function insertSubmissions(file: string, count: number, from = 0): Promise<void> {
  const store = await openSqliteStore(file);
  const inserts = Array.from({ length: count }, (_, index) =>
    store.submissions.insert({
      submission_id: `s${from + index}`,
      user_id: 'learner-1',
      quiz_type: 'micro',
      submitted_at: '2026-11-23T12:00:00.000Z',
      responses: [{ quiz_id: 'q1', topic: 'algebra', selected_option: 'A', correct: true }],
    }),
  );
  for (const inserted of await Promise.all(inserts)) expect(inserted.isOk()).toBe(true);
  await store.close();
}
