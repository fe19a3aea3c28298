import { describe, expect, it } from 'vitest';
import type { Completion, Course } from '../../src/domain/course.js';
import type { Response, Submission } from '../../src/domain/submission.js';
import { type LearnerRecord, learnerStatistics } from '../../src/statistics/learner-statistics.js';
import { tallyLearner } from '../../src/statistics/tally.js';

const settings = { timeZone: 'UTC', topicCourses: new Map([['ratio', 'Proportions']]) };

function quiz(submitted_at: string, responses: Partial<Response>[], session_id?: string): Submission {
  return {
    submission_id: `at ${submitted_at}`,
    user_id: 'ada',
    quiz_type: 'micro',
    submitted_at,
    ...(session_id === undefined ? {} : { session_id }),
    responses: responses.map((response) => ({
      quiz_id: 'q',
      topic: 'fractions',
      selected_option: 'A',
      correct: true,
      ...response,
    })),
  };
}

function completed(course_id: string, completed_at: string, session_id?: string): Completion {
  return { user_id: 'ada', course_id, completed_at, ...(session_id === undefined ? {} : { session_id }) };
}

function catalogueOf(...courses: Omit<Course, 'version'>[]): Map<string, Course> {
  return new Map(courses.map((course) => [course.course_id, { ...course, version: 1 }]));
}

function statisticsOf(submissions: Submission[], rest: Partial<LearnerRecord> = {}) {
  const tally = submissions.length === 0 ? undefined : tallyLearner('ada', submissions);
  return learnerStatistics({
    user_id: 'ada',
    tally,
    learner: undefined,
    completions: [],
    chats: 0,
    catalogue: new Map(),
    settings,
    ...rest,
  });
}

describe('learnerStatistics', () => {
  it('of a learner with a profile alone are noughts', () => {
    const learner = { user_id: 'ada', first_name: 'Ada', email: 'ada@example.org', version: 3 };
    expect(statisticsOf([], { learner, chats: 2 })).toEqual({
      user_id: 'ada',
      first_name: 'Ada',
      last_name: undefined,
      email: 'ada@example.org',
      total_chats: 2,
      quizzes_taken: 0,
      day_streak: 0,
      days_active: 0,
      courses_enrolled: 0,
      courses_completed: 0,
      total_course_score: 0,
      course_details: '',
      courses: [],
      progress: [],
    });
  });

  it('counts submissions as quizzes, and responses as questions', () => {
    const statistics = statisticsOf([
      quiz('2026-03-02T10:00:00.000Z', [{}, { correct: false }, {}]),
      quiz('2026-03-03T10:00:00.000Z', [{}]),
    ]);
    expect(statistics).toMatchObject({
      quizzes_taken: 2,
      days_active: 2,
      day_streak: 2,
      courses_enrolled: 1,
    });
    expect(statistics.courses).toEqual([
      {
        course_name: 'fractions',
        total_questions: 4,
        correct_answers: 3,
        score: 75,
        level: 'beginner',
        pages: 0,
        completed: false,
        last_activity: '2026-03-03T10:00:00.000Z',
      },
    ]);
    expect(statistics.progress).toEqual([]);
  });

  it('adds up answers whose courses have the same name, however they come by it', () => {
    const statistics = statisticsOf(
      [
        quiz('2026-03-02T10:00:00.000Z', [
          { course_id: 'c-1', topic: 'x', page_index: 0 },
          { course_id: 'c-2', topic: 'y', page_index: 1, correct: false },
          { topic: 'ratio', page_index: 1 },
          { topic: 'Proportions' },
        ]),
      ],
      {
        catalogue: catalogueOf(
          { course_id: 'c-1', title: 'Proportions' },
          { course_id: 'c-2', title: 'Proportions' },
        ),
      },
    );
    expect(statistics.courses).toHaveLength(1);
    expect(statistics.courses[0]).toMatchObject({
      course_name: 'Proportions',
      total_questions: 4,
      score: 75,
      pages: 2,
    });
    expect(statistics.progress.map(({ course_id }) => course_id)).toEqual(['c-1', 'c-2']);
  });

  it('describes the courses by name, in words that do not change with the numbers', () => {
    const one = { course_id: 'c-1', page_index: 4 };
    const statistics = statisticsOf(
      [quiz('2026-03-02T10:00:00.000Z', [one, ...Array.from({ length: 10 }, () => ({ topic: 'ratio' }))])],
      {
        completions: [completed('c-9', '2026-03-04T10:00:00.000Z')],
        catalogue: catalogueOf({ course_id: 'c-1', title: 'Zoology' }),
      },
    );
    expect(statistics.course_details).toBe(
      'Proportions: 100% (0 pages, 10 questions, advanced) | Zoology: 100% (1 pages, 1 questions, beginner) | c-9: 0% (0 pages, 0 questions, beginner)',
    );
    expect(statistics).toMatchObject({ courses_enrolled: 3, courses_completed: 1, total_course_score: 200 });
  });

  it('knows a course that was completed and never answered', () => {
    const statistics = statisticsOf([], {
      completions: [completed('c-1', '2026-03-04T10:00:00.000Z', 's-1')],
      catalogue: catalogueOf({ course_id: 'c-1', title: 'Botany', page_count: 7 }),
    });
    expect(statistics.courses).toEqual([
      {
        course_name: 'Botany',
        total_questions: 0,
        correct_answers: 0,
        score: 0,
        level: 'beginner',
        pages: 0,
        completed: true,
        last_activity: '2026-03-04T10:00:00.000Z',
      },
    ]);
    expect(statistics.progress).toEqual([
      {
        course_id: 'c-1',
        course_name: 'Botany',
        session_id: 's-1',
        page_number: undefined,
        total_pages: 7,
        completed: true,
        timestamp: '2026-03-04T10:00:00.000Z',
      },
    ]);
    expect(statistics).toMatchObject({ days_active: 0, courses_enrolled: 1, courses_completed: 1 });
  });
});

describe('course progress', () => {
  const answers = [
    quiz(
      '2026-03-02T10:00:00.000Z',
      [
        { course_id: 'c-1', page_index: 9 },
        { course_id: 'c-1', topic: 'other', page_index: 3 },
      ],
      's-1',
    ),
    quiz('2026-03-03T10:00:00.000Z', [{ course_id: 'c-1', page_index: 2 }], 's-2'),
  ];

  it('has one row a course id, with the greatest page and the latest session', () => {
    expect(statisticsOf(answers).progress).toEqual([
      {
        course_id: 'c-1',
        course_name: undefined,
        session_id: 's-2',
        page_number: 9,
        total_pages: undefined,
        completed: false,
        timestamp: '2026-03-03T10:00:00.000Z',
      },
    ]);
  });

  it.each([
    ['of the same topic', 'Fractions'],
    ['of another topic', 'other'],
  ])('keeps the latest session that was named when a later answer, %s, names none', (_name, topic) => {
    const later = quiz('2026-03-05T10:00:00.000Z', [{ course_id: 'c-1', topic, page_index: 1 }]);
    const [progress] = statisticsOf([...answers, later]).progress;
    expect(progress).toMatchObject({ session_id: 's-2', timestamp: '2026-03-05T10:00:00.000Z' });
  });

  it.each([
    [
      'later, of a session',
      completed('c-1', '2026-03-04T10:00:00.000Z', 's-3'),
      's-3',
      '2026-03-04T10:00:00.000Z',
    ],
    ['later, of no session', completed('c-1', '2026-03-04T10:00:00.000Z'), 's-2', '2026-03-04T10:00:00.000Z'],
    [
      'at the same time',
      completed('c-1', '2026-03-03T10:00:00.000Z', 's-0'),
      's-0',
      '2026-03-03T10:00:00.000Z',
    ],
    [
      'before its quizzes',
      completed('c-1', '2026-03-01T10:00:00.000Z', 's-3'),
      's-2',
      '2026-03-03T10:00:00.000Z',
    ],
  ])('takes in a completion %s', (_name, completion, session_id, timestamp) => {
    const [progress] = statisticsOf(answers, { completions: [completion] }).progress;
    expect(progress).toMatchObject({ completed: true, session_id, timestamp, page_number: 9 });
  });
});
