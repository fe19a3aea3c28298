import {
  type Completion,
  type Course,
  type CourseFacts,
  type CourseRepo,
  completionChangeId,
} from '@quiz-sync/core';
import type { CompletionDocument, CourseDocument } from './documents.js';
import { insertNew } from './duplicate-key.js';
import { mergeFacts } from './merge-facts.js';
import { type MongoContext, perform, performSoon } from './mongo-context.js';
import { newlyPending, raise } from './pending-mark.js';
import { slices, unique } from './slices.js';
import { upsertFacts } from './upsert-facts.js';
import { withoutUndefined } from './without-undefined.js';

export function courseRepo(context: MongoContext): CourseRepo {
  return {
    upsert: (courseId, facts) =>
      performSoon(context, async () => {
        const { document, changed } = await upsertFacts(
          context.courses,
          courseChange(context, courseId, facts),
        );
        return { course: toCourse(document), changed };
      }),
    findMany: (courseIds) => perform(context, () => findMany(context, courseIds)),
    complete: (completion) => performSoon(context, () => completeOnce(context, completion)),
    completionsOf: (userIds) => perform(context, () => completionsOf(context, userIds)),
  };
}

function courseChange({ now }: MongoContext, courseId: string, facts: CourseFacts) {
  return {
    made: { _id: courseId, facts: withoutUndefined(facts), ...newlyPending(now()) },
    update: (known: CourseDocument) => {
      const merged = mergeFacts(known.facts, facts);
      return merged && { $set: { facts: merged }, ...raise(now()) };
    },
  };
}

async function findMany({ courses }: MongoContext, courseIds: readonly string[]): Promise<Course[]> {
  const found: Course[] = [];
  for (const slice of slices(unique(courseIds)))
    for await (const document of courses.find({ _id: { $in: slice } })) found.push(toCourse(document));
  return found;
}

/** `attempt`: of the request under a key that asks for it. */
export async function completeOnce(
  { completions, now }: MongoContext,
  completion: Completion,
  attempt?: string,
): Promise<{ completion: Completion; inserted: boolean }> {
  const _id = completionChangeId(completion.user_id, completion.course_id);
  const stored = { ...toStoredCompletion(completion), attempt };
  const document = { _id, ...withoutUndefined(stored), ...newlyPending(now()) };
  if (await insertNew(() => completions.insertOne(document)))
    return { completion: toCompletion(document), inserted: true };
  const existing = await completions.findOne({ _id: { $eq: _id } });
  if (existing === null) throw new TypeError('a completion that was there is gone');
  return { completion: toCompletion(existing), inserted: false };
}

async function completionsOf(
  { completions }: MongoContext,
  userIds: readonly string[],
): Promise<Completion[]> {
  const found: Completion[] = [];
  for (const slice of slices(unique(userIds)))
    for await (const document of completions.find({ user_id: { $in: slice } }))
      found.push(toCompletion(document));
  return found;
}

export function toStoredCompletion(completion: Completion) {
  const { user_id, course_id, session_id, completed_at, ...rest } = completion;
  const details = JSON.stringify(rest);
  return withoutUndefined({
    ...{ user_id, course_id, session_id, completed_at },
    details: details === '{}' ? undefined : details,
  });
}

export function toCompletion(document: CompletionDocument): Completion {
  const { user_id, course_id, session_id, completed_at, details } = document;
  return {
    user_id,
    course_id,
    ...(session_id === undefined ? {} : { session_id }),
    completed_at,
    ...(details === undefined ? {} : (JSON.parse(details) as Partial<Completion>)),
  };
}

function toCourse({ _id, facts, version }: CourseDocument): Course {
  return { ...facts, course_id: _id, version };
}
