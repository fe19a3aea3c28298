import type { Learner, LearnerRepo } from '@quiz-sync/core';
import { keep } from './keep.js';
import { type MemoryContext, perform } from './memory-context.js';
import type { LearnerDocument, MemoryState } from './memory-state.js';
import { mergeFacts } from './merge-facts.js';
import { makePending } from './pending-documents.js';

export function memoryLearnerRepo(context: MemoryContext): LearnerRepo {
  return {
    upsert: (userId, facts) => {
      const kept = keep(facts);
      return perform(context, 'learners.upsert', (state) => {
        const found = state.documents.learner.get(userId);
        const known = found?.erasure === 'rows_to_go' ? undefined : found;
        const document = found ?? addLearner(state, userId);
        const merged = mergeFacts(document.facts, kept);
        document.facts = merged ?? document.facts;
        const changed = merged !== undefined || known === undefined;
        if (document.erasure === 'rows_to_go') document.erasure = 'made_anew';
        if (changed) makePending(state, document);
        return { learner: toLearner(document), changed };
      });
    },
    findMany: (userIds) =>
      perform(context, 'learners.findMany', (state) =>
        [...new Set(userIds)].flatMap((userId) => {
          const document = state.documents.learner.get(userId);
          return document === undefined || document.erasure === 'rows_to_go' ? [] : [toLearner(document)];
        }),
      ),
    touch: (userIds) =>
      perform(context, 'learners.touch', (state) => {
        for (const userId of new Set(userIds))
          makePending(state, state.documents.learner.get(userId) ?? addLearner(state, userId));
      }),
  };
}

function addLearner(state: MemoryState, userId: string): LearnerDocument {
  const document: LearnerDocument = {
    kind: 'learner',
    id: userId,
    facts: {},
    erasure: 'none',
    version: 0,
    since: undefined,
  };
  state.documents.learner.set(userId, document);
  return document;
}

function toLearner(document: LearnerDocument): Learner {
  return { ...document.facts, user_id: document.id, version: document.version };
}
