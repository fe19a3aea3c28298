import { describe, expect, it } from 'vitest';
import { makeApplication, type TestApplication, TITLES } from './make-application.js';

const DAY_MS = 86_400_000;
const COMPLETION = {
  ...{ user_id: 'u1', course_id: 'c1', session_id: 's1' },
  completed_at: '2026-01-05T10:00:00.000Z',
};
const quiz = (page: number) => ({
  ...{ submission_id: `page-${page}`, user_id: 'u1', course_id: 'c1', session_id: 's1', page_index: page },
  ...{ selected_option: 'A', correct: page !== 1, submitted_at: `2026-01-0${page + 3}T10:00:00.000Z` },
});

/** What may happen to a learner in one course, in whatever order it reaches us. */
const EVENTS: Readonly<Record<string, (app: TestApplication) => Promise<{ isOk(): boolean }>>> = {
  completed: async ({ quizSync }) => await quizSync.completeCourse(COMPLETION),
  'completed, sent again': async ({ quizSync }) => await quizSync.completeCourse(COMPLETION),
  'first page': async ({ quizSync }) => await quizSync.submitCourseQuiz(quiz(0)),
  'second page': async ({ quizSync }) => await quizSync.submitCourseQuiz(quiz(1)),
  'clean-up': async ({ quizSync }) =>
    await quizSync.cleanUpSessions({ olderThanMs: 30 * DAY_MS, dryRun: false }),
};

/** A session that is old, empty and in the sheet, so that a clean-up takes it unless something names it by then. */
async function withOldSession(): Promise<TestApplication> {
  const app = makeApplication();
  await app.quizSync.upsertSession('s1', { user_id: 'u1' });
  await app.quizSync.upsertCourse('c1', { title: 'Saving', page_count: 4 });
  await app.drain();
  app.clock.advance(31 * DAY_MS);
  return app;
}

async function told(
  app: TestApplication,
  order: readonly string[],
  syncAfterEach: boolean,
): Promise<unknown> {
  for (const event of order) {
    expect((await EVENTS[event]?.(app))?.isOk(), event).toBe(true);
    if (syncAfterEach) await app.drain();
  }
  await app.drain();
  const tabs = ['responses', 'profiles', 'course_statistics', 'course_progress'] as const;
  return {
    statistics: (await app.quizSync.learnerStatistics('u1'))._unsafeUnwrap(),
    sheet: tabs.map((tab) =>
      app.sheets
        .records(TITLES[tab])
        .map((row) => JSON.stringify(row))
        .sort(),
    ),
  };
}

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length <= 1) return [[...items]];
  return items.flatMap((item, index) =>
    permutations(items.toSpliced(index, 1)).map((rest) => [item, ...rest]),
  );
}

describe('a completion before its quizzes, twice, and after a clean-up (fault 48)', () => {
  it.each([
    ['at the end', false],
    ['after each', true],
  ])('gives the same statistics in any order, synced %s', async (_, syncAfterEach) => {
    const orders = permutations(Object.keys(EVENTS));
    expect(orders).toHaveLength(120);
    const expected = await told(await withOldSession(), Object.keys(EVENTS), false);
    expect(expected).toMatchObject({
      statistics: {
        ...{ quizzes_taken: 2, courses_enrolled: 1, courses_completed: 1, total_course_score: 50 },
        course_details: 'Saving: 50% (2 pages, 2 questions, beginner)',
        progress: [{ course_id: 'c1', completed: true }],
      },
    });
    for (const order of orders)
      expect(await told(await withOldSession(), order, syncAfterEach), order.join(', ')).toEqual(expected);
  });
});
