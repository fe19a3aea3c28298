import { mayDo, type Scope } from '@quiz-sync/core';
import type { RequestHandler } from 'express';
import { sendProblem } from '../send.js';
import { callerOf } from './caller.js';

/** A handler that lets through whoever has the scope. */
export interface ScopeGuard extends RequestHandler {
  readonly scope: Scope;
}

/**
 * Goes behind `authenticate` and before what it guards. Answers 403 to a caller without the scope. A caller that is a
 * learner goes on only where `ownLearner` says that what follows is checked to be the learner's own.
 */
export function needsScope(scope: Scope, { ownLearner = false } = {}): ScopeGuard {
  const guard: RequestHandler = (request, response, next) => {
    const caller = callerOf(request);
    if (caller === undefined) next();
    else if (!mayDo(caller.scopes, scope)) sendProblem(response, { type: 'insufficient_scope', scope });
    else if (caller.user_id !== undefined && !ownLearner) sendProblem(response, { type: 'not_for_learners' });
    else next();
  };
  return Object.assign(guard, { scope });
}
