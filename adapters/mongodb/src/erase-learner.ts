import type { ErasedData } from '@quiz-sync/core';
import { eraseNamedSessions, eraseOwnSessions, raiseSessions } from './erase-sessions.js';
import type { MongoContext } from './mongo-context.js';
import { raise } from './pending-mark.js';
import { eraseSubmissions } from './submission-totals.js';
import { upsertFacts } from './upsert-facts.js';

/** Documents removed in one step. */
const STEP = 100;

/**
 * In steps, without transactions: what is to be synced because of one is made pending before it, so that a crash does
 * not lose it, and raised after it, so that no sync that saw what was there before takes it off the list.
 */
export async function eraseLearner(context: MongoContext, userId: string): Promise<ErasedData> {
  const profiles = await eraseProfile(context, userId);
  const submitted = await eraseAllSubmissions(context, userId);
  const completed = await eraseAllCompletions(context, userId);
  const own = await eraseOwnSessions(context, userId);
  const { deletedCount } = await context.keys.deleteMany({ user_id: { $eq: userId } });
  await context.sessions.updateMany({ former_users: { $eq: userId } }, { $pull: { former_users: userId } });
  await raiseErasure(context, userId);
  return {
    ...{ submissions: submitted.submissions, responses: submitted.responses },
    ...{ completions: completed.completions, profiles },
    sessions: submitted.sessions + completed.sessions + own,
    kept_answers: deletedCount,
  };
}

/** Answers how many profiles there were: one or none. */
async function eraseProfile({ learners, now }: MongoContext, userId: string): Promise<number> {
  const at = now();
  const known = await learners.findOne({ _id: { $eq: userId } });
  await upsertFacts(learners, {
    made: gone(userId, at),
    update: () => ({ ...raise(at), $set: { facts: {}, erasure: 'rows_to_go' as const } }),
  });
  return known === null || known.erasure === 'rows_to_go' ? 0 : 1;
}

/** Has the next sync look for rows of the learner once more; a profile that was made meanwhile stays. */
async function raiseErasure({ learners, now }: MongoContext, userId: string): Promise<void> {
  const at = now();
  await upsertFacts(learners, {
    made: gone(userId, at),
    update: ({ erasure }) => ({
      ...raise(at),
      $set: { erasure: erasure === 'rows_to_go' ? ('rows_to_go' as const) : ('made_anew' as const) },
    }),
  });
}

/** Its versions go on from a time, so that none comes twice. */
function gone(userId: string, at: Date) {
  return {
    _id: userId,
    facts: {},
    erasure: 'rows_to_go' as const,
    version: at.getTime(),
    pending_since: at,
  };
}

async function eraseAllSubmissions(context: MongoContext, userId: string) {
  const erased = { submissions: 0, responses: 0, sessions: 0 };
  while (true) {
    const step = await context.submissions
      .find({ user_id: { $eq: userId } }, { projection: { session_id: 1, response_count: 1 } })
      .limit(STEP)
      .toArray();
    if (step.length === 0) return erased;
    erased.sessions += await eraseNamedSessions(context, step, userId);
    await eraseSubmissions(
      context,
      step.map(({ _id }) => _id),
    );
    await raiseErasure(context, userId);
    await raiseSessions(context, step);
    erased.submissions += step.length;
    erased.responses += step.reduce((sum, { response_count }) => sum + response_count, 0);
  }
}

async function eraseAllCompletions(context: MongoContext, userId: string) {
  const erased = { completions: 0, sessions: 0 };
  while (true) {
    const step = await context.completions
      .find({ user_id: { $eq: userId } })
      .limit(STEP)
      .toArray();
    if (step.length === 0) return erased;
    erased.sessions += await eraseNamedSessions(context, step, userId);
    await context.completions.deleteMany({ _id: { $in: step.map(({ _id }) => _id) } });
    await raiseErasure(context, userId);
    erased.completions += step.length;
  }
}
