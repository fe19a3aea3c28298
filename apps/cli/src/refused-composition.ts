import type { StoreLocation } from '@quiz-sync/server';
import { err, errAsync } from 'neverthrow';
import type { Failure } from './failure.js';
import type { Composition } from './needs.js';
import type { Unfinished } from './unfinished.js';

/** Of a configuration that cannot be used: whatever is asked for is answered with why. The store may be looked at. */
export function refusedComposition(
  failure: Failure,
  store: StoreLocation | undefined,
  unfinished: Unfinished,
): Composition {
  const refuse = () => errAsync(failure);
  return {
    configuration: [],
    warnings: [],
    syncing: refuse,
    looking: refuse,
    remote: undefined,
    quizSync: refuse,
    storeAlone: refuse,
    service: refuse,
    copyStore: refuse,
    unfinished,
    examined: {
      nodeVersion: process.versions.node,
      warnings: [],
      configuration: err(failure),
      store,
      scheduler: undefined,
      sheets: refuse,
      quizSync: refuse,
    },
    async close() {},
  };
}
