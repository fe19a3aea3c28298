import type { InsertOutcome, Submission, SubmissionRepo } from '@quiz-sync/core';
import { insertNew } from './duplicate-key.js';
import { type MongoContext, perform, performSoon } from './mongo-context.js';
import { slices, unique } from './slices.js';
import { toSubmission, toSubmissionDocument } from './submission-document.js';
import { countSubmissions } from './submission-totals.js';
import { withoutUndefined } from './without-undefined.js';

export function submissionRepo(context: MongoContext): SubmissionRepo {
  return {
    insert: (submission) => performSoon(context, () => insertSubmission(context, submission)),
    find: (submissionId) => perform(context, () => find(context, submissionId)),
    findMany: (submissionIds) => perform(context, () => findMany(context, submissionIds)),
    count: () => perform(context, () => countSubmissions(context)),
  };
}

/** `attempt`: of the request under a key that asks for it. */
export async function insertSubmission(
  context: MongoContext,
  submission: Submission,
  attempt?: string,
): Promise<InsertOutcome> {
  const { submissions, now } = context;
  const document = withoutUndefined({ ...toSubmissionDocument(submission, now()), attempt });
  const inserted = await insertNew(() => submissions.insertOne(document));
  if (inserted) return { type: 'inserted' };
  const existing = await find(context, submission.submission_id);
  if (existing === undefined) throw new TypeError('a submission that was there is gone');
  return { type: 'exists', existing };
}

async function find({ submissions }: MongoContext, id: string): Promise<Submission | undefined> {
  const document = await submissions.findOne({ _id: { $eq: id } });
  return document === null ? undefined : toSubmission(document);
}

async function findMany({ submissions }: MongoContext, ids: readonly string[]): Promise<Submission[]> {
  const found: Submission[] = [];
  for (const slice of slices(unique(ids), 100))
    for await (const document of submissions.find({ _id: { $in: slice } }))
      found.push(toSubmission(document));
  return found;
}
