import { describe, expect, it } from 'vitest';
import type { Course } from '../../src/domain/course.js';
import { courseIdsOf, courseOf, courseOfCompletion } from '../../src/statistics/course-of.js';
import { tallyLearner } from '../../src/statistics/tally.js';

const catalogue = new Map<string, Course>([
  ['c-1', { course_id: 'c-1', title: 'Arithmetic', version: 1 }],
  ['c-untitled', { course_id: 'c-untitled', page_count: 3, version: 1 }],
]);
const names = { catalogue, topicCourses: new Map([['fractions', 'Numbers']]) };

describe('courseOf', () => {
  it.each([
    ['the title of its course', { course_id: 'c-1', topic: 'fractions' }, 'Arithmetic'],
    [
      'the configured course of its topic when the course has no title',
      { course_id: 'c-untitled', topic: 'fractions' },
      'Numbers',
    ],
    [
      'the configured course of its topic when the course is unknown',
      { course_id: 'c-9', topic: 'fractions' },
      'Numbers',
    ],
    ['the configured course of its topic when it names no course', { topic: 'fractions' }, 'Numbers'],
    ['its topic otherwise', { course_id: 'c-9', topic: 'algebra' }, 'algebra'],
    ['its topic, be it named like a property of objects', { topic: 'constructor' }, 'constructor'],
  ])('is %s', (_name, answer, course) => {
    expect(courseOf(answer, names)).toBe(course);
  });
});

describe('courseOfCompletion', () => {
  it.each([
    ['c-1', 'Arithmetic'],
    ['c-untitled', 'c-untitled'],
    ['c-9', 'c-9'],
  ])('of %s is %s', (course_id, course) => {
    const completion = { user_id: 'u', course_id, completed_at: '2026-03-02T11:00:00.000Z' };
    expect(courseOfCompletion(completion, catalogue)).toBe(course);
  });
});

describe('courseIdsOf', () => {
  it('names each course of answers and completions once', () => {
    const tally = tallyLearner('u', [
      {
        submission_id: 's',
        user_id: 'u',
        quiz_type: 'micro',
        submitted_at: '2026-03-02T11:00:00.000Z',
        responses: [
          { quiz_id: 'q1', topic: 'a', selected_option: 'A', correct: true, course_id: 'c-1' },
          { quiz_id: 'q2', topic: 'b', selected_option: 'A', correct: true, course_id: 'c-1' },
          { quiz_id: 'q3', topic: 'c', selected_option: 'A', correct: true },
        ],
      },
    ]);
    const completion = { user_id: 'u', completed_at: '2026-03-02T11:00:00.000Z' };
    const completions = [
      { ...completion, course_id: 'c-1' },
      { ...completion, course_id: 'c-2' },
    ];
    expect(courseIdsOf(tally, completions).sort()).toEqual(['c-1', 'c-2']);
    expect(courseIdsOf(undefined, [])).toEqual([]);
  });
});
