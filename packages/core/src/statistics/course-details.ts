import type { CourseStatistics } from './learner-statistics.js';

/**
 * One line for all courses: `Title: 90% (4 pages, 20 questions, intermediate)`, joined by ` | `, in the order given.
 * The wording is the same for one page as for many, so that people can split it by machine.
 */
export function courseDetails(courses: readonly CourseStatistics[]): string {
  return courses.map(detail).join(' | ');
}

function detail(course: CourseStatistics): string {
  const { course_name, score, pages, total_questions, level } = course;
  return `${course_name}: ${score}% (${pages} pages, ${total_questions} questions, ${level})`;
}
