import type { Completion } from '../domain/course.js';
import { type CourseNames, courseOf, courseOfCompletion } from './course-of.js';
import type { CourseStatistics } from './learner-statistics.js';
import { levelOf } from './level.js';
import { score } from './score.js';
import { compareText, type TallyGroup } from './tally.js';

interface CourseBuilder {
  questions: number;
  correct: number;
  /** By `page_index`: a page answered under two course ids or topics of the same name is one page. */
  pages: Set<number>;
  completed: boolean;
  lastActivity: string;
}

/** A learner's courses with any activity (an answer or a completion), by name. The order of the input does not matter. */
export function courseStatistics(
  groups: readonly TallyGroup[],
  completions: readonly Completion[],
  names: CourseNames,
): CourseStatistics[] {
  const courses = new Map<string, CourseBuilder>();
  for (const group of groups) addAnswers(builderOf(courses, courseOf(group, names)), group);
  for (const completion of completions) {
    const course = builderOf(courses, courseOfCompletion(completion, names.catalogue));
    course.completed = true;
    course.lastActivity = later(course.lastActivity, completion.completed_at);
  }
  return [...courses].sort(([a], [b]) => compareText(a, b)).map(([name, course]) => finish(name, course));
}

function builderOf(courses: Map<string, CourseBuilder>, name: string): CourseBuilder {
  let course = courses.get(name);
  if (course === undefined) {
    course = { questions: 0, correct: 0, pages: new Set(), completed: false, lastActivity: '' };
    courses.set(name, course);
  }
  return course;
}

function addAnswers(course: CourseBuilder, group: TallyGroup): void {
  course.questions += group.answered;
  course.correct += group.correct;
  for (const page of group.pages) course.pages.add(page);
  course.lastActivity = later(course.lastActivity, group.last_answered_at);
}

function finish(name: string, course: CourseBuilder): CourseStatistics {
  const percent = score(course.correct, course.questions);
  return {
    course_name: name,
    total_questions: course.questions,
    correct_answers: course.correct,
    score: percent,
    level: levelOf(course.questions, percent),
    pages: course.pages.size,
    completed: course.completed,
    last_activity: course.lastActivity,
  };
}

/** Stored instants are all in UTC with milliseconds, so that their texts sort as they do. */
function later(a: string, b: string): string {
  return a < b ? b : a;
}
