import { type IdempotencyKeys, KEY_LIFETIME_MS, type KeyedRequest, type KeyTaken } from '@quiz-sync/core';
import { keep } from './keep.js';
import { type MemoryContext, perform } from './memory-context.js';
import { complete } from './memory-course-repo.js';
import type { MemoryState } from './memory-state.js';
import { insert } from './memory-submission-repo.js';

export function memoryIdempotencyKeys(context: MemoryContext): IdempotencyKeys {
  return {
    submit: (submission, request) => {
      const kept = keep({ submission, request });
      return perform(context, 'idempotency.submit', (state) =>
        underKey(state, kept.request, () => insert(state, kept.submission)),
      );
    },
    complete: (completion, request) => {
      const kept = keep({ completion, request });
      return perform(context, 'idempotency.complete', (state) =>
        underKey(state, kept.request, () => {
          const { completion: existing, inserted } = complete(state, kept.completion);
          return inserted ? { type: 'inserted' } : { type: 'exists', existing };
        }),
      );
    },
    keep: (request) => {
      const kept = keep(request);
      return perform(context, 'idempotency.keep', (state) => {
        const outcome = underKey(state, kept, () => ({ type: 'inserted' as const }));
        return outcome.type === 'inserted' ? { type: 'kept' } : outcome;
      });
    },
  };
}

/** `store` stores what was asked for; where it does, the request takes its key. */
function underKey<Outcome extends { type: string }>(
  state: MemoryState,
  request: KeyedRequest,
  store: () => Outcome,
): Outcome | KeyTaken {
  forgetOld(state);
  const id = JSON.stringify([request.scope, request.key]);
  const by = state.keys.get(id)?.request;
  if (by !== undefined && (by.answer !== undefined || by.fingerprint !== request.fingerprint))
    return { type: 'key_taken', by };
  const outcome = store();
  if (outcome.type === 'inserted') state.keys.set(id, { request, takenAt: state.now() });
  return outcome;
}

function forgetOld(state: MemoryState): void {
  for (const [id, { takenAt }] of state.keys)
    if (takenAt <= state.now() - KEY_LIFETIME_MS) state.keys.delete(id);
}
