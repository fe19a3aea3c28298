import { aCompletion, aResponse, aSubmission } from '@quiz-sync/testing';
import { describe, expect, it } from 'vitest';
import { readLearnerStatistics } from '../../src/use-cases/read-learner-statistics.js';
import { makeDependencies } from './make-dependencies.js';

describe('readLearnerStatistics', () => {
  it('computes from everything that the store has of the learner, and from nothing else', async () => {
    const deps = makeDependencies({ topicCourses: { Ratio: 'Proportions' } });
    const { store } = deps;
    const mine = [aResponse({ course_id: 'c-1' }), aResponse({ topic: 'Ratio', correct: false })];
    await store.submissions.insert(aSubmission({ user_id: 'ada', submission_id: 's-1', responses: mine }));
    await store.submissions.insert(aSubmission({ user_id: 'bob', submission_id: 's-2' }));
    await store.learners.upsert('ada', { first_name: 'Ada' });
    await store.courses.upsert('c-1', { title: 'Botany', page_count: 4 });
    await store.courses.complete(aCompletion({ user_id: 'ada', course_id: 'c-1' }));
    await store.courses.complete(aCompletion({ user_id: 'bob', course_id: 'c-2' }));
    await store.sessions.upsert('x', { user_id: 'ada', messages_per_session: 1 }, '2026-03-02T09:00:00.000Z');
    const statistics = (await readLearnerStatistics(deps, 'ada'))._unsafeUnwrap();
    expect(statistics).toMatchObject({
      user_id: 'ada',
      first_name: 'Ada',
      total_chats: 1,
      quizzes_taken: 1,
      courses_completed: 1,
      course_details:
        'Botany: 100% (0 pages, 1 questions, beginner) | Proportions: 0% (0 pages, 1 questions, beginner)',
    });
    expect(statistics.progress).toMatchObject([{ course_id: 'c-1', total_pages: 4, completed: true }]);
  });

  it.each(['nobody', '', 'a\0b', 'x'.repeat(201)])('knows no learner %j', async (userId) => {
    const unknown = (await readLearnerStatistics(makeDependencies(), userId))._unsafeUnwrapErr();
    expect(unknown).toEqual({ type: 'learner_unknown', user_id: userId });
  });

  it('hands on what the store says', async () => {
    const deps = makeDependencies();
    deps.store.faults.failNext('any');
    expect((await readLearnerStatistics(deps, 'ada'))._unsafeUnwrapErr().type).toBe('store_unavailable');
  });
});
