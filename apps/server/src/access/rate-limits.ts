import { callerOf, sendProblem } from '@quiz-sync/express';
import type { Request, RequestHandler } from 'express';
import { type Options, rateLimit } from 'express-rate-limit';
import { addressOf, nameOf } from './caller-names.js';
import { boundedCounts } from './counts.js';
import { secondsUntil } from './guesses.js';

/** Requests in a minute; nought: as many as come. */
export interface RateLimits {
  readonly perAddress: number;
  readonly perKey: number;
  readonly perLearner: number;
}

const WINDOW_MS = 60_000;

/** Counts by address; goes in front of everything but the probes. */
export function addressLimit({ perAddress }: RateLimits): RequestHandler[] {
  if (perAddress === 0) return [];
  return [
    rateLimit({
      ...COMMON,
      store: boundedCounts({ windowMs: WINDOW_MS }),
      identifier: 'address',
      limit: perAddress,
      keyGenerator: addressOf,
    }),
  ];
}

/** Counts by who was let in; goes behind what says who that is. */
export function callerLimit({ perKey, perLearner }: RateLimits): RequestHandler[] {
  const limitOf = (request: Request): number =>
    callerOf(request)?.user_id === undefined ? perKey : perLearner;
  return [
    rateLimit({
      ...COMMON,
      store: boundedCounts({ windowMs: WINDOW_MS }),
      identifier: 'caller',
      limit: limitOf,
      keyGenerator: (request) => callerName(request) ?? '',
      skip: (request) => callerName(request) === undefined || limitOf(request) === 0,
    }),
  ];
}

function callerName(request: Request): string | undefined {
  const caller = callerOf(request);
  return caller && nameOf(caller);
}

/** `RateLimit` and `RateLimit-Policy` as the IETF draft has them, one entry for each limit. */
const COMMON: Partial<Options> = {
  windowMs: WINDOW_MS,
  standardHeaders: 'draft-8',
  legacyHeaders: false,
  // Its checks of settings write to the console; ours are checked when they are read.
  validate: false,
  handler(request, response) {
    const { resetTime } = (request as Request & { rateLimit?: { resetTime?: Date } }).rateLimit ?? {};
    sendProblem(response, {
      type: 'too_many_requests',
      retryAfterSeconds: secondsUntil(resetTime),
    });
  },
};
