import type { Request, RequestHandler } from 'express';
import { pathParameter, type Route } from '../route.js';
import { sendProblem } from '../send.js';
import { callerOf } from './caller.js';

/**
 * Keeps a caller that is a learner to what is the learner's own. A body that names no learner is about the one who
 * sends it; one that names another is refused.
 */
export function onlyOwn(place: NonNullable<Route['ownLearner']>): RequestHandler {
  return (request, response, next) => {
    const own = callerOf(request)?.user_id;
    if (own === undefined || learnerNamed(request, place, own) === own) next();
    else sendProblem(response, { type: 'other_learner', pointer: '/user_id' });
  };
}

function learnerNamed(request: Request, place: 'body' | 'path', own: string): unknown {
  if (place === 'path') return pathParameter(request, 'user_id');
  const body: unknown = request.body;
  // What is no object at all is for the application to refuse: nothing can be stored of it.
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return own;
  if (!Object.hasOwn(body, 'user_id')) request.body = { ...body, user_id: own };
  return (request.body as { readonly user_id?: unknown }).user_id;
}
