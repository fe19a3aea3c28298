import { completionChangeId, type StoreError } from '@quiz-sync/core';
import { okAsync, type ResultAsync } from 'neverthrow';
import type { ImportItem, Taken } from './import-item.js';
import type { ImportKind } from './import-kinds.js';

type Fields = Readonly<Record<string, unknown>>;

/** A learner's profile, a course, or that a learner finished one: what the line says, merged into what is known. */
export function factsItem(kind: Exclude<ImportKind, 'responses'>, line: number, fields: Fields): ImportItem {
  switch (kind) {
    case 'learners':
      return learnerItem(line, fields);
    case 'courses':
      return courseItem(line, fields);
    case 'completions':
      return completionItem(line, fields);
    default:
      return kind satisfies never;
  }
}

function learnerItem(line: number, { user_id: given, ...facts }: Fields): ImportItem {
  const key = textOf(given);
  return {
    type: 'item',
    lines: [line],
    key,
    take: ({ intake, store }) =>
      known(key, (id) => store.learners.findMany([id])).andThen((before) =>
        intake.upsertLearner(key, facts).map((now) => changeOf(before, now)),
      ),
  };
}

function courseItem(line: number, { course_id: given, ...facts }: Fields): ImportItem {
  const key = textOf(given);
  return {
    type: 'item',
    lines: [line],
    key,
    take: ({ intake, store }) =>
      known(key, (id) => store.courses.findMany([id])).andThen((before) =>
        intake.upsertCourse(key, facts).map((now) => changeOf(before, now)),
      ),
  };
}

function completionItem(line: number, fields: Fields): ImportItem {
  return {
    type: 'item',
    lines: [line],
    key: completionChangeId(textOf(fields['user_id']), textOf(fields['course_id'])),
    take: ({ intake }) => intake.completeCourse(fields).map(({ repeat }) => (repeat ? 'unchanged' : 'added')),
  };
}

/** What cannot be an id is told by the rules for ids. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** A store need not be asked for an id that cannot be. */
function known<T>(
  id: string,
  find: (id: string) => ResultAsync<T[], StoreError>,
): ResultAsync<T | undefined, StoreError> {
  return id === '' ? okAsync(undefined) : find(id).map(([found]) => found);
}

/** A change raises the version. */
function changeOf(
  before: { readonly version: number } | undefined,
  now: { readonly version: number },
): Taken {
  if (before === undefined) return 'added';
  return before.version === now.version ? 'unchanged' : 'changed';
}
