import type { Completion, Course } from '../domain/course.js';
import type { LearnerTally } from './tally.js';

/** What the catalogue knows, by course id. Only the courses in question need be there. */
export type Catalogue = ReadonlyMap<string, Course>;

/** What a name of a course can be told from. */
export interface CourseNames {
  readonly catalogue: Catalogue;
  /** Course by topic, as configured. */
  readonly topicCourses: ReadonlyMap<string, string>;
}

/**
 * The course that an answer counts for: the catalogue's title of its course; else the configured course of its topic;
 * else the topic itself.
 */
export function courseOf(
  answer: { readonly course_id?: string | undefined; readonly topic: string },
  names: CourseNames,
): string {
  return titleOf(answer.course_id, names.catalogue) ?? names.topicCourses.get(answer.topic) ?? answer.topic;
}

/** The course that a completion counts for: the catalogue's title; else the course id, having no topic to go by. */
export function courseOfCompletion(completion: Completion, catalogue: Catalogue): string {
  return titleOf(completion.course_id, catalogue) ?? completion.course_id;
}

/** The ids of all courses a learner had to do with, each once: those to look up in the catalogue. */
export function courseIdsOf(tally: LearnerTally | undefined, completions: readonly Completion[]): string[] {
  const ids = new Set(completions.map((completion) => completion.course_id));
  for (const group of tally?.groups ?? []) if (group.course_id !== undefined) ids.add(group.course_id);
  return [...ids];
}

function titleOf(courseId: string | undefined, catalogue: Catalogue): string | undefined {
  return courseId === undefined ? undefined : catalogue.get(courseId)?.title;
}
