import type { FenceLost, LeaseHeld, StoreError } from '@quiz-sync/core';
import { err, ok, type Result, ResultAsync } from 'neverthrow';
import type { MemoryState } from './memory-state.js';
import type { FaultGate, StoreMethod } from './store-faults.js';

/** What every repository of one store works on. */
export interface MemoryContext {
  readonly state: MemoryState;
  readonly gate: FaultGate;
}

/**
 * One call of a repository: answers later, as a real store does, and does its work in one piece, so that each call is
 * atomic. A throw in `work` is a bug and rejects.
 */
export function perform<T>(
  context: MemoryContext,
  method: StoreMethod,
  work: (state: MemoryState) => T,
): ResultAsync<T, StoreError> {
  return attempt<T, never>(context, method, (state) => ok(work(state)));
}

/** The same for work that may be refused for a reason of the port. */
export function attempt<T, Refusal extends FenceLost | LeaseHeld>(
  context: MemoryContext,
  method: StoreMethod,
  work: (state: MemoryState) => Result<T, Refusal>,
): ResultAsync<T, StoreError | Refusal> {
  const answer = async (): Promise<Result<T, StoreError | Refusal>> => {
    const fault = await context.gate.enter(method);
    return fault === undefined ? work(context.state) : err(fault);
  };
  return new ResultAsync(answer());
}
