import { type Completion, type Course, type CourseRepo, completionChangeId } from '@quiz-sync/core';
import { keep } from './keep.js';
import { type MemoryContext, perform } from './memory-context.js';
import type { CompletionDocument, CourseDocument, MemoryState } from './memory-state.js';
import { mergeFacts } from './merge-facts.js';
import { makePending } from './pending-documents.js';

export function memoryCourseRepo(context: MemoryContext): CourseRepo {
  return {
    upsert: (courseId, facts) => {
      const kept = keep(facts);
      return perform(context, 'courses.upsert', (state) => {
        const known = state.documents.course.get(courseId);
        const document = known ?? addCourse(state, courseId);
        const merged = mergeFacts(document.facts, kept);
        document.facts = merged ?? document.facts;
        const changed = merged !== undefined || known === undefined;
        if (changed) makePending(state, document);
        return { course: toCourse(document), changed };
      });
    },
    findMany: (courseIds) =>
      perform(context, 'courses.findMany', (state) =>
        [...new Set(courseIds)].flatMap((courseId) => {
          const document = state.documents.course.get(courseId);
          return document === undefined ? [] : [toCourse(document)];
        }),
      ),
    complete: (completion) => {
      const kept = keep(completion);
      return perform(context, 'courses.complete', (state) => complete(state, kept));
    },
    completionsOf: (userIds) =>
      perform(context, 'courses.completionsOf', (state) => {
        const wanted = new Set(userIds);
        return [...state.documents.completion.values()]
          .map((document) => document.completion)
          .filter((completion) => wanted.has(completion.user_id));
      }),
  };
}

function addCourse(state: MemoryState, courseId: string): CourseDocument {
  const document: CourseDocument = { kind: 'course', id: courseId, facts: {}, version: 0, since: undefined };
  state.documents.course.set(courseId, document);
  return document;
}

/** In one piece. */
export function complete(
  state: MemoryState,
  completion: Completion,
): { completion: Completion; inserted: boolean } {
  const id = completionChangeId(completion.user_id, completion.course_id);
  const existing = state.documents.completion.get(id);
  if (existing !== undefined) return { completion: existing.completion, inserted: false };
  const document: CompletionDocument = { kind: 'completion', id, completion, version: 0, since: undefined };
  state.documents.completion.set(id, document);
  makePending(state, document);
  return { completion, inserted: true };
}

function toCourse(document: CourseDocument): Course {
  return { ...document.facts, course_id: document.id, version: document.version };
}
