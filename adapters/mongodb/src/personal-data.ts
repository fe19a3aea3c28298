import type { PersonalData, SubmissionsCursor, SubmissionsPage } from '@quiz-sync/core';
import { eraseLearner } from './erase-learner.js';
import { type MongoContext, perform } from './mongo-context.js';
import { toSession } from './session-repo.js';
import { toSubmission } from './submission-document.js';

export function personalData(context: MongoContext): PersonalData {
  return {
    erase: (userId) => perform(context, () => eraseLearner(context, userId)),
    submissionsOf: (userId, cursor, limit) =>
      perform(context, () => submissionsOf(context, userId, cursor, limit)),
    sessionsOf: (userId) =>
      perform(context, async () => {
        const own = { user_id: { $eq: userId }, deleted: { $eq: false } };
        return (await context.sessions.find(own).toArray()).map(toSession);
      }),
  };
}

async function submissionsOf(
  { submissions }: MongoContext,
  userId: string,
  cursor: SubmissionsCursor | undefined,
  limit: number,
): Promise<SubmissionsPage> {
  const after = cursor === undefined ? {} : { _id: { $gt: cursor } };
  const documents = await submissions
    .find({ user_id: { $eq: userId }, ...after })
    .sort({ _id: 1 })
    .limit(limit)
    .toArray();
  const next = documents.length < limit ? undefined : documents.at(-1)?._id;
  return { submissions: documents.map(toSubmission), next };
}
