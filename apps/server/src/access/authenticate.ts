import { sendProblem } from '@quiz-sync/express';
import type { RequestHandler } from 'express';
import type { ApiKeys } from './api-keys.js';

const BEARER = /^Bearer ([\w.~+/=-]{1,512})$/i;

/** Lets through who sends a known key as `Authorization: Bearer <key>`; everybody else is answered 401. */
export function authenticate(keys: ApiKeys): RequestHandler {
  return (request, response, next) => {
    const key = BEARER.exec(request.headers.authorization ?? '')?.[1];
    if (key !== undefined && keys.accepts(key)) next();
    else sendProblem(response, { type: 'authentication_required' });
  };
}
