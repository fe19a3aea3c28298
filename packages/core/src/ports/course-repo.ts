import type { ResultAsync } from 'neverthrow';
import type { Completion, Course, CourseFacts } from '../domain/course.js';
import type { StoreError } from './store-error.js';

export interface CourseRepo {
  /** Merges `facts` into the catalogue's course (made when missing), as {@link LearnerRepo.upsert} does. */
  upsert(courseId: string, facts: CourseFacts): ResultAsync<{ course: Course; changed: boolean }, StoreError>;

  /** Those of the courses that the catalogue knows, in no particular order. */
  findMany(courseIds: readonly string[]): ResultAsync<Course[], StoreError>;

  /**
   * Stores that a learner finished a course, durably, and makes it pending. The first one stays: when there is one
   * already, `inserted` is false and `completion` is the one that lies there.
   */
  complete(completion: Completion): ResultAsync<{ completion: Completion; inserted: boolean }, StoreError>;

  /** All completions of the given learners. */
  completionsOf(userIds: readonly string[]): ResultAsync<Completion[], StoreError>;
}
