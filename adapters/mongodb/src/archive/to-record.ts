import type { ArchiveRecord, ChangeKind } from '@quiz-sync/core';
import type { Collection, Filter, FindOptions } from 'mongodb';
import { toCompletion } from '../course-repo.js';
import type { Tracked } from '../documents.js';
import type { MongoContext } from '../mongo-context.js';
import { toSubmission } from '../submission-document.js';

interface PlacedDocument {
  readonly place: string;
  readonly record: ArchiveRecord;
}

type Find = (
  context: MongoContext,
  filter: { _id?: { $gt: string } },
  options: FindOptions,
) => AsyncGenerator<PlacedDocument>;

/** The documents of each kind that people made, as records. */
export const TO_RECORD: Readonly<Record<ChangeKind, Find>> = {
  submission: ({ submissions }, filter, options) =>
    found(submissions, filter, options, (document) => ({
      ...archived(document),
      kind: 'submission',
      submission: toSubmission(document),
    })),
  completion: ({ completions }, filter, options) =>
    found(completions, filter, options, (document) => ({
      ...archived(document),
      kind: 'completion',
      completion: toCompletion(document),
    })),
  learner: ({ learners }, filter, options) =>
    found(learners, filter, options, (document) => ({
      ...archived(document),
      kind: 'learner',
      user_id: document._id,
      facts: document.facts,
      erasure: document.erasure ?? 'none',
    })),
  course: ({ courses }, filter, options) =>
    found(courses, filter, options, (document) => ({
      ...archived(document),
      kind: 'course',
      course_id: document._id,
      facts: document.facts,
    })),
  session: ({ sessions }, filter, options) =>
    found(sessions, filter, options, (document) => ({
      ...archived(document),
      kind: 'session',
      session_id: document._id,
      facts: document.facts,
      created_at: document.created_at,
      former_users: document.former_users,
      deleted: document.deleted,
    })),
};

async function* found<Schema extends Tracked>(
  collection: Collection<Schema>,
  filter: { _id?: { $gt: string } },
  options: FindOptions,
  toRecord: (document: Schema) => ArchiveRecord,
): AsyncGenerator<PlacedDocument> {
  for await (const document of collection.find(filter as Filter<Schema>, options))
    yield { place: String(document._id), record: toRecord(document as unknown as Schema) };
}

function archived({ version, pending_since }: Tracked) {
  return { version, pending_since: pending_since?.toISOString() };
}
