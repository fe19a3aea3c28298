import { completionChangeId, type StoreError } from '@quiz-sync/core';
import { okAsync, type ResultAsync } from 'neverthrow';
import type { Destination, ImportItem, TakeError, Taken } from './import-item.js';
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
  const id = textOf(given);
  return versionedItem(line, id, {
    find: ({ store }) => store.learners.findMany([id]),
    upsert: ({ intake }) => intake.upsertLearner(id, facts),
  });
}

function courseItem(line: number, { course_id: given, ...facts }: Fields): ImportItem {
  const id = textOf(given);
  return versionedItem(line, id, {
    find: ({ store }) => store.courses.findMany([id]),
    upsert: ({ intake }) => intake.upsertCourse(id, facts),
  });
}

/** Something that a change raises the version of. */
interface Versioned {
  readonly version: number;
}

interface Upserting {
  readonly find: (destination: Destination) => ResultAsync<readonly Versioned[], StoreError>;
  readonly upsert: (destination: Destination) => ResultAsync<Versioned, TakeError>;
}

function versionedItem(line: number, key: string, { find, upsert }: Upserting): ImportItem {
  return {
    type: 'item',
    lines: [line],
    key,
    take: (destination) =>
      // A store need not be asked for an id that cannot be.
      (key === '' ? okAsync([]) : find(destination)).andThen(([before]) =>
        upsert(destination).map((now) => changeOf(before, now)),
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

function changeOf(before: Versioned | undefined, now: Versioned): Taken {
  if (before === undefined) return 'added';
  return before.version === now.version ? 'unchanged' : 'changed';
}
