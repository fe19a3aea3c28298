import type { ApiKey, ApiKeys, StoreError } from '@quiz-sync/core';
import { type RequestHandler, Router } from 'express';
import { errAsync, okAsync, ResultAsync } from 'neverthrow';
import type { Application } from '../application.js';
import { type Access, authenticate } from './authenticate.js';
import { checkCredential } from './credentials.js';
import { closedDoor, type Door, doorUntilFirstKey } from './door.js';
import { isFromThisMachine } from './from-this-machine.js';
import { countGuesses } from './guesses.js';
import type { KeysFile } from './keys-file.js';
import { notSetUp } from './not-set-up.js';
import { addressLimit, callerLimit, type RateLimits } from './rate-limits.js';
import { reachableBy } from './reachable-by.js';
import { type StillLetIn, stillLetIn } from './still-let-in.js';
import type { Tokens } from './tokens.js';

/** Who comes in, and how often: as the app takes it. */
export interface ServiceAccess {
  readonly authenticate: RequestHandler;
  readonly stillLetIn: StillLetIn;
  readonly inFront: readonly RequestHandler[];
  /** To be said at the start: there is no key, and everybody on this machine may do everything. */
  readonly isOpen: boolean;
}

/** Other machines could reach the service, and nobody is there to be let in. */
export interface AccessNotSetUp {
  readonly type: 'access_not_set_up';
  readonly message: string;
}

type Opened = Pick<Application, 'apiKeys' | 'configuration' | 'log'>;

/** Closed by default: off loopback there must be somebody who can be told apart, or the service does not start. */
export function accessTo(
  application: Opened,
  keysFile: KeysFile | undefined,
): ResultAsync<ServiceAccess, AccessNotSetUp> {
  return ResultAsync.fromSafePromise(tokensOf(application)).andThen((tokens) =>
    accessWith(application, keysFile, tokens),
  );
}

function accessWith(
  application: Opened,
  keysFile: KeysFile | undefined,
  tokens: Tokens | undefined,
): ResultAsync<ServiceAccess, AccessNotSetUp> {
  const { apiKeys, configuration } = application;
  return doorOf(application, keysFile !== undefined || tokens !== undefined).map(({ door, isOpen }) => {
    const limits: RateLimits = {
      perAddress: configuration.rateLimitPerAddress,
      perKey: configuration.rateLimitPerKey,
      perLearner: configuration.rateLimitPerLearner,
    };
    const access: Access = {
      door,
      isFromThisMachine: (request) => isFromThisMachine(request, configuration.allowedOrigins),
      check: checkCredential({ apiKeys, keysFile, tokens }),
      guesses: countGuesses(),
    };
    const guard = Router().use(authenticate(access), ...callerLimit(limits));
    return {
      authenticate: guard,
      stillLetIn: stillLetIn(access),
      inFront: addressLimit(limits),
      isOpen,
    };
  });
}

interface HungDoor extends Pick<ServiceAccess, 'isOpen'> {
  readonly door: Door;
}

const CLOSED: HungDoor = { door: closedDoor, isOpen: false };

/** `named`: the settings say who may come in. */
function doorOf({ apiKeys, configuration }: Opened, named: boolean): ResultAsync<HungDoor, AccessNotSetUp> {
  if (named) return okAsync(CLOSED);
  return keysOf(apiKeys).andThen((keys): ResultAsync<HungDoor, AccessNotSetUp> => {
    if (reachableBy(configuration) === undefined) {
      return okAsync({ door: doorUntilFirstKey(apiKeys), isOpen: keys?.length === 0 });
    }
    return keys?.length === 0
      ? errAsync({ type: 'access_not_set_up', message: notSetUp(configuration) })
      : okAsync(CLOSED);
  });
}

/** `undefined` while the store does not answer: then nobody is let in before it does. */
function keysOf(apiKeys: Pick<ApiKeys, 'list'>): ResultAsync<readonly ApiKey[] | undefined, never> {
  return apiKeys
    .list()
    .orElse((_: StoreError): ResultAsync<readonly ApiKey[] | undefined, never> => okAsync(undefined));
}

/** Its library is read only by those who use it. */
async function tokensOf({ configuration, log }: Opened): Promise<Tokens | undefined> {
  const { jwtJwksUrl, jwtIssuer: issuer, jwtAudience: audience } = configuration;
  if (jwtJwksUrl === undefined || issuer === undefined || audience === undefined) return undefined;
  const [{ createTokens }, { remoteKeys }] = await Promise.all([
    import('./tokens.js'),
    import('./remote-keys.js'),
  ]);
  const { jwtAlgorithms: algorithms, jwtClockTolerance: clockTolerance } = configuration;
  return createTokens({ issuer, audience, algorithms, clockTolerance }, remoteKeys(new URL(jwtJwksUrl), log));
}
