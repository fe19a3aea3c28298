import type { ResultAsync } from 'neverthrow';
import { type Course, courseFactsSchema } from '../domain/course.js';
import type { UpsertError } from '../quiz-sync.js';
import type { Dependencies } from './dependencies.js';
import { idIssues, readInput } from './read-input.js';
import { requestSync } from './request-sync.js';
import { withoutUndefined } from './without-undefined.js';

/** See {@link QuizSync.upsertCourse}. */
export function upsertCourse(
  deps: Dependencies,
  courseId: string,
  input: unknown,
): ResultAsync<Course, UpsertError> {
  return readInput(courseFactsSchema, input, idIssues('course_id', courseId)).asyncAndThen((facts) =>
    deps.store.courses.upsert(courseId, withoutUndefined(facts)).map(({ course, changed }) => {
      if (changed) requestSync(deps, 'course update', { course_id: courseId });
      return course;
    }),
  );
}
