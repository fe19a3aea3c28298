import { aSubmission } from '@quiz-sync/testing';
import { describe, expect, it } from 'vitest';
import type { LearnerExport } from '../../src/quiz-sync.js';
import { exportLearner } from '../../src/use-cases/export-learner.js';
import { makeDependencies } from './make-dependencies.js';

async function pagesOf({ submissions }: LearnerExport): Promise<unknown[]> {
  const pages = [];
  for await (const page of submissions)
    pages.push(page.isOk() ? page.value.map(({ submission_id }) => submission_id) : page.error.type);
  return pages;
}

async function withSubmissions(count: number) {
  const deps = makeDependencies();
  for (let index = 0; index < count; index += 1) {
    const submission_id = `s${String(index).padStart(3, '0')}`;
    await deps.store.submissions.insert(aSubmission({ submission_id, user_id: 'ada' }));
  }
  return deps;
}

describe('exportLearner', () => {
  it('reads submissions a page at a time, as they are asked for', async () => {
    const deps = await withSubmissions(230);
    const exported = (await exportLearner(deps, 'ada'))._unsafeUnwrap();
    expect(deps.store.faults.calls('personal.submissionsOf')).toBe(0);
    expect(exported).toMatchObject({
      user_id: 'ada',
      profile: undefined,
      statistics: { quizzes_taken: 230 },
    });
    const pages = await pagesOf(exported);
    expect(pages.map((page) => (page as string[]).length)).toEqual([100, 100, 30]);
    expect(new Set(pages.flat()).size).toBe(230);
  });

  it('ends with the error when the store fails on the way', async () => {
    const deps = await withSubmissions(130);
    const exported = (await exportLearner(deps, 'ada'))._unsafeUnwrap();
    deps.store.faults.beforeNext('personal.submissionsOf', () =>
      deps.store.faults.beforeNext('personal.submissionsOf', () => deps.store.faults.fail()),
    );
    expect(await pagesOf(exported)).toEqual([expect.any(Array), 'store_unavailable']);
  });

  it('knows a learner of whom there is nothing but a session', async () => {
    const deps = makeDependencies();
    await deps.store.sessions.upsert('s1', { user_id: 'ada' }, '2026-01-01T00:00:00.000Z');
    const exported = (await exportLearner(deps, 'ada'))._unsafeUnwrap();
    expect(exported).toMatchObject({ statistics: undefined, sessions: [{ session_id: 's1' }] });
    expect(await pagesOf(exported)).toEqual([[]]);
  });

  it.each(['nobody', ''])('knows no %j', async (userId) => {
    expect((await exportLearner(makeDependencies(), userId))._unsafeUnwrapErr()).toEqual({
      type: 'learner_unknown',
      user_id: userId,
    });
  });
});
