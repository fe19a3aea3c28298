import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Completion, Course } from '../../src/domain/course.js';
import type { Response, Submission } from '../../src/domain/submission.js';
import { learnerStatistics } from '../../src/statistics/learner-statistics.js';
import { tallyLearner } from '../../src/statistics/tally.js';

// Small pools, so that topics, courses, sessions and moments meet.
const courseIds = fc.constantFrom('c-1', 'c-2', 'c-3', '__proto__');
const topics = fc.constantFrom('ratio', 'Proportions', 'algebra', 'constructor');
const sessions = fc.constantFrom('s-1', 's-2');
const moments = fc.nat(200).map((step) => new Date(Date.UTC(2026, 2, 27) + step * 2_700_000).toISOString());
const anyFields = { noNullPrototype: true } as const;

const response: fc.Arbitrary<Response> = fc.record(
  {
    quiz_id: fc.constant('q'),
    topic: topics,
    selected_option: fc.constant('A' as const),
    correct: fc.boolean(),
    course_id: courseIds,
    page_index: fc.nat(4),
  },
  { ...anyFields, requiredKeys: ['quiz_id', 'topic', 'selected_option', 'correct'] },
);

const submissions: fc.Arbitrary<Submission[]> = fc.uniqueArray(
  fc.record(
    {
      submission_id: fc.nat(10_000).map(String),
      user_id: fc.constant('ada'),
      session_id: sessions,
      quiz_type: fc.constant('micro' as const),
      submitted_at: moments,
      responses: fc.array(response, { minLength: 1, maxLength: 5 }),
    },
    { ...anyFields, requiredKeys: ['submission_id', 'user_id', 'quiz_type', 'submitted_at', 'responses'] },
  ),
  { selector: (submission) => submission.submission_id, maxLength: 12 },
);

const completions: fc.Arbitrary<Completion[]> = fc.uniqueArray(
  fc.record(
    { user_id: fc.constant('ada'), course_id: courseIds, completed_at: moments, session_id: sessions },
    { ...anyFields, requiredKeys: ['user_id', 'course_id', 'completed_at'] },
  ),
  { selector: (completion) => completion.course_id },
);

const catalogue: fc.Arbitrary<Map<string, Course>> = fc
  .uniqueArray(
    fc.record(
      {
        course_id: courseIds,
        title: fc.constantFrom('Proportions', 'Geometry', 'algebra'),
        page_count: fc.nat(9),
        version: fc.constant(1),
      },
      { ...anyFields, requiredKeys: ['course_id', 'version'] },
    ),
    { selector: (course) => course.course_id },
  )
  .map((courses) => new Map(courses.map((course) => [course.course_id, course])));

const history = fc.record({
  submissions,
  completions,
  catalogue,
  timeZone: fc.constantFrom('UTC', 'Pacific/Chatham'),
});
type History = typeof history extends fc.Arbitrary<infer T> ? T : never;

const topicCourses = new Map([['ratio', 'Proportions']]);

function statisticsOf({ submissions, completions, catalogue, timeZone }: History) {
  return learnerStatistics({
    user_id: 'ada',
    tally: submissions.length === 0 ? undefined : tallyLearner('ada', submissions),
    learner: undefined,
    completions,
    chats: 0,
    catalogue,
    settings: { timeZone, topicCourses },
  });
}

describe('learnerStatistics of any history', () => {
  it('is the same in whatever order things arrived (fault 48)', () => {
    const shuffled = history.chain((one) =>
      fc.record({
        one: fc.constant(one),
        other: fc.record({
          submissions: fc.shuffledSubarray(one.submissions, { minLength: one.submissions.length }),
          completions: fc.shuffledSubarray(one.completions, { minLength: one.completions.length }),
          catalogue: fc
            .shuffledSubarray([...one.catalogue], { minLength: one.catalogue.size })
            .map((courses) => new Map(courses)),
          timeZone: fc.constant(one.timeZone),
        }),
      }),
    );
    fc.assert(
      fc.property(shuffled, ({ one, other }) => {
        expect(statisticsOf(other)).toEqual(statisticsOf(one));
      }),
    );
  });

  it('equals a recomputation that knows nothing of tallies', () => {
    fc.assert(
      fc.property(history, (given) => {
        const statistics = statisticsOf(given);
        const expected = naiveCourses(given);
        expect(
          statistics.courses.map((course) => [
            course.course_name,
            course.total_questions,
            course.correct_answers,
            course.pages,
            course.completed,
            course.last_activity,
          ]),
        ).toEqual(expected);
      }),
    );
  });

  it('adds up: every response counts for exactly one course', () => {
    fc.assert(
      fc.property(history, (given) => {
        const { courses, ...totals } = statisticsOf(given);
        const responses = given.submissions.flatMap((submission) => submission.responses);
        expect(sum(courses.map((course) => course.total_questions))).toBe(responses.length);
        expect(sum(courses.map((course) => course.correct_answers))).toBe(
          responses.filter((r) => r.correct).length,
        );
        expect(totals.quizzes_taken).toBe(given.submissions.length);
        expect(totals.courses_enrolled).toBe(courses.length);
        expect(totals.total_course_score).toBe(sum(courses.map((course) => course.score)));
        expect(totals.courses_completed).toBe(courses.filter((course) => course.completed).length);
        expect(totals.day_streak).toBeLessThanOrEqual(totals.days_active);
      }),
    );
  });

  it('has one progress row for each course id that was answered or completed', () => {
    fc.assert(
      fc.property(history, (given) => {
        const answered = given.submissions.flatMap(({ responses }) =>
          responses.flatMap((r) => r.course_id ?? []),
        );
        const finished = given.completions.map((completion) => completion.course_id);
        const { progress } = statisticsOf(given);
        expect(progress.map((row) => row.course_id)).toEqual([...new Set([...answered, ...finished])].sort());
        expect(progress.filter((row) => row.completed).map((row) => row.course_id)).toEqual(finished.sort());
      }),
    );
  });

  it('never loses anything when another submission arrives', () => {
    fc.assert(
      fc.property(history, (given) => {
        const [latest, ...before] = given.submissions;
        fc.pre(latest !== undefined);
        const less = statisticsOf({ ...given, submissions: before });
        const more = statisticsOf(given);
        expect(more.days_active).toBeGreaterThanOrEqual(less.days_active);
        for (const course of less.courses) {
          const now = more.courses.find(({ course_name }) => course_name === course.course_name);
          expect(now?.total_questions).toBeGreaterThanOrEqual(course.total_questions);
          expect(now?.pages).toBeGreaterThanOrEqual(course.pages);
          expect(now?.completed).toBe(course.completed);
        }
      }),
    );
  });
});

/** By filtering all responses once for each name: slow, and plain to see. */
function naiveCourses({ submissions, completions, catalogue }: History): unknown[] {
  const answers = submissions.flatMap((submission) =>
    submission.responses.map((answer) => {
      const title = answer.course_id === undefined ? undefined : catalogue.get(answer.course_id)?.title;
      const name = title ?? (answer.topic === 'ratio' ? 'Proportions' : answer.topic);
      return { ...answer, name, at: submission.submitted_at };
    }),
  );
  const finished = completions.map((completion) => ({
    name: catalogue.get(completion.course_id)?.title ?? completion.course_id,
    at: completion.completed_at,
  }));
  const names = [...new Set([...answers, ...finished].map(({ name }) => name))].sort();
  return names.map((name) => {
    const own = answers.filter((answer) => answer.name === name);
    const ends = finished.filter((end) => end.name === name);
    const pages = new Set(own.flatMap((answer) => answer.page_index ?? []));
    const last = [...own, ...ends]
      .map(({ at }) => at)
      .sort()
      .at(-1);
    return [name, own.length, own.filter(({ correct }) => correct).length, pages.size, ends.length > 0, last];
  });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
