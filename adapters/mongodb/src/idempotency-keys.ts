import { randomUUID } from 'node:crypto';
import {
  type CompletionOutcome,
  completionChangeId,
  type IdempotencyKeys,
  type InsertOutcome,
  type KeyedRequest,
  type KeyTaken,
} from '@quiz-sync/core';
import { completeOnce } from './course-repo.js';
import type { KeyDocument } from './documents.js';
import { type MongoContext, performSoon } from './mongo-context.js';
import { insertSubmission } from './submission-repo.js';
import { forgetOldKeys, giveKeyBack, takeKey } from './take-key.js';

/** Keys taken by this store from one forgetting of old ones to the next. */
const TAKEN_BETWEEN = 100;

/**
 * Without transactions: the key's document comes first, with the answer that will be given, and names what is about to
 * be stored; it counts once that document is there and names the same attempt. Killed in between, an equal request
 * takes the key over, and any other one is refused.
 */
export function idempotencyKeys(context: MongoContext): IdempotencyKeys {
  let taken = 0;

  async function underKey<Outcome extends InsertOutcome | CompletionOutcome>(
    request: KeyedRequest,
    place: Required<Pick<KeyDocument, 'stored_in' | 'stored_as'>>,
    store: (attempt: string) => Promise<Outcome>,
  ): Promise<Outcome | KeyTaken> {
    await forgetSometimes();
    const attempt = randomUUID();
    const by = await takeKey(context, request, { ...place, attempt });
    if (by !== undefined) return { type: 'key_taken', by };
    const outcome = await store(attempt);
    if (outcome.type === 'exists') await giveKeyBack(context, request, attempt);
    return outcome;
  }

  async function keep(request: KeyedRequest): Promise<{ type: 'kept' } | KeyTaken> {
    await forgetSometimes();
    const by = await takeKey(context, request, { attempt: randomUUID() });
    return by === undefined ? { type: 'kept' } : { type: 'key_taken', by };
  }

  async function forgetSometimes(): Promise<void> {
    if (taken % TAKEN_BETWEEN === 0) await forgetOldKeys(context);
    taken += 1;
  }

  return {
    submit: (submission, request) => {
      const place = { stored_in: 'submissions', stored_as: submission.submission_id } as const;
      return performSoon(context, () =>
        underKey(request, place, (attempt) => insertSubmission(context, submission, attempt)),
      );
    },
    complete: (completion, request) => {
      const stored_as = completionChangeId(completion.user_id, completion.course_id);
      return performSoon(context, () =>
        underKey(request, { stored_in: 'completions', stored_as }, (attempt) =>
          completeUnder(context, completion, attempt),
        ),
      );
    },
    keep: (request) => performSoon(context, () => keep(request)),
  };
}

async function completeUnder(
  context: MongoContext,
  ...completing: readonly [completion: Parameters<typeof completeOnce>[1], attempt: string]
): Promise<CompletionOutcome> {
  const { completion: existing, inserted } = await completeOnce(context, ...completing);
  return inserted ? { type: 'inserted' } : { type: 'exists', existing };
}
