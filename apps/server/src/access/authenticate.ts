import { identifyCaller, type RequestFailure, sendProblem } from '@quiz-sync/express';
import type { Request, RequestHandler } from 'express';
import { ok } from 'neverthrow';
import { type Shown, shownBy } from './bearer.js';
import { addressOf } from './caller-names.js';
import type { CheckCredential } from './credentials.js';
import type { Door } from './door.js';
import type { Guesses } from './guesses.js';

export interface Access {
  readonly door: Door;
  /** Whether an open door is one for this request. */
  readonly isFromThisMachine: (request: Request) => boolean;
  readonly check: CheckCredential;
  readonly guesses: Guesses;
}

/**
 * Lets through who sends a credential that is known as `Authorization: Bearer ...`, and says who it is. Everybody else
 * gets one and the same answer, whatever was wrong.
 */
export function authenticate(access: Access): RequestHandler {
  return async (request, response, next) => {
    const refusal = await refusalOf(access, request);
    if (refusal === undefined) next();
    else sendProblem(response, refusal);
  };
}

const UNKNOWN: RequestFailure = { type: 'authentication_required' };
const NOBODY_KNOWN: RequestFailure = { type: 'access_not_set_up' };

async function refusalOf(access: Access, request: Request): Promise<RequestFailure | undefined> {
  const open = await access.door.isOpen();
  if (open.isErr()) return open.error;
  if (open.value && access.isFromThisMachine(request)) return undefined;
  const shown = shownBy(request);
  // A page that does not have its key yet, or a probe, has not guessed.
  if (shown.type === 'nothing') return open.value ? NOBODY_KNOWN : UNKNOWN;
  return refusalOfShown(access, request, shown);
}

/** Over the limit, a guess that is right is answered as one that is wrong. */
async function refusalOfShown(
  { check, guesses }: Access,
  request: Request,
  shown: Exclude<Shown, { type: 'nothing' }>,
): Promise<RequestFailure | undefined> {
  const address = addressOf(request);
  const retryAfterSeconds = guesses.tooMany(address);
  const checked = shown.type === 'credential' ? await check(shown.text) : ok(undefined);
  if (checked.isErr()) return checked.error;
  const { caller, guessable } = checked.value ?? {};
  if (caller !== undefined && (retryAfterSeconds === undefined || mayPass(guesses, address, guessable))) {
    if (guessable !== undefined) guesses.right(address, guessable);
    identifyCaller(request, caller);
    return undefined;
  }
  guesses.wrong(address);
  return retryAfterSeconds === undefined ? UNKNOWN : { type: 'too_many_requests', retryAfterSeconds };
}

function mayPass(guesses: Guesses, address: string, guessable: string | undefined): boolean {
  return guessable === undefined || guesses.wasRight(address, guessable);
}
