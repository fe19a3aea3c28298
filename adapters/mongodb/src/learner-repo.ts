import type { Learner, LearnerFacts, LearnerRepo } from '@quiz-sync/core';
import type { LearnerDocument } from './documents.js';
import { insertNew } from './duplicate-key.js';
import { mergeFacts } from './merge-facts.js';
import { type MongoContext, perform, performSoon } from './mongo-context.js';
import { newlyPending, raise } from './pending-mark.js';
import { slices, unique } from './slices.js';
import { upsertFacts } from './upsert-facts.js';
import { withoutUndefined } from './without-undefined.js';

export function learnerRepo(context: MongoContext): LearnerRepo {
  return {
    upsert: (userId, facts) =>
      performSoon(context, async () => {
        const { document, changed } = await upsertFacts(
          context.learners,
          learnerChange(context, userId, facts),
        );
        return { learner: toLearner(document), changed };
      }),
    findMany: (userIds) => perform(context, () => findMany(context, userIds)),
    touch: (userIds) => perform(context, () => touch(context, userIds)),
  };
}

function learnerChange({ now }: MongoContext, userId: string, facts: LearnerFacts) {
  return {
    made: { _id: userId, facts: withoutUndefined(facts), ...newlyPending(now()) },
    update: (known: LearnerDocument) => {
      if (known.erasure === 'rows_to_go')
        return {
          $set: { facts: withoutUndefined(facts), erasure: 'made_anew' as const },
          ...raise(now()),
        };
      const merged = mergeFacts(known.facts, facts);
      return merged && { $set: { facts: merged }, ...raise(now()) };
    },
  };
}

async function findMany({ learners }: MongoContext, userIds: readonly string[]): Promise<Learner[]> {
  const found: Learner[] = [];
  for (const slice of slices(unique(userIds)))
    for await (const document of learners.find({ _id: { $in: slice } }))
      if (document.erasure !== 'rows_to_go') found.push(toLearner(document));
  return found;
}

/** One that is made by somebody else meanwhile is pending by that. */
async function touch({ learners, now }: MongoContext, userIds: readonly string[]): Promise<void> {
  for (const slice of slices(unique(userIds))) {
    const found = await learners.find({ _id: { $in: slice } }, { projection: { _id: 1 } }).toArray();
    const known = new Set(found.map(({ _id }) => _id));
    await learners.updateMany({ _id: { $in: [...known] } }, raise(now()));
    for (const _id of slice.filter((id) => !known.has(id)))
      await insertNew(() => learners.insertOne({ _id, facts: {}, ...newlyPending(now()) }));
  }
}

function toLearner({ _id, facts, version }: LearnerDocument): Learner {
  return { ...facts, user_id: _id, version };
}
