import type { Scope } from '@quiz-sync/core';
import type { Request } from 'express';

/** Who sends a request, as far as it decides what the request may do. */
export interface Caller {
  readonly scopes: readonly Scope[];
  /**
   * The learner who the caller is. Such a caller may do nothing but what concerns this learner alone; `undefined` for
   * those that speak for many, such as a school's platform.
   */
  readonly user_id?: string | undefined;
  /** Names the key that was used, and is no secret: what is counted and logged by. */
  readonly key_id?: string | undefined;
}

const callers = new WeakMap<Request, Caller>();

/**
 * Says who sends a request: to be called by an `authenticate` before its `next()`. Whoever is let in without it may do
 * everything.
 */
export function identifyCaller(request: Request, caller: Caller): void {
  callers.set(request, caller);
}

/** What was said of the caller; `undefined` when nothing was. */
export function callerOf(request: Request): Caller | undefined {
  return callers.get(request);
}
