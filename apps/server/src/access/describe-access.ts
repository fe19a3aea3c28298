import type { ApiKey } from '@quiz-sync/core';
import type { Configuration } from '../configuration/configuration.js';
import { type ApiKeysInvalid, keysFileOf } from './keys-file.js';
import { reachableBy } from './reachable-by.js';

/** Who would be let in, were the service started now. */
export interface AccessDescribed {
  /** `open`: everybody on this machine; `closed`: who shows a key or a token; `not_set_up`: it would not start. */
  readonly door: 'open' | 'closed' | 'not_set_up';
  /** How other machines reach it; `undefined`: they do not. */
  readonly reachableBy: string | undefined;
  /** Keys of the store that are good now. */
  readonly activeKeys: number;
  readonly file: 'none' | 'used' | ApiKeysInvalid;
  /** Where the keys of the identity provider are fetched; `undefined`: tokens are not taken. */
  readonly jwksUrl: string | undefined;
}

/** `keys`: all there ever were in the store. Asks nobody but the file of keys. */
export function describeAccess(configuration: Configuration, keys: readonly ApiKey[]): AccessDescribed {
  const read = keysFileOf(configuration);
  const file = read.match(
    (found): AccessDescribed['file'] => (found === undefined ? 'none' : 'used'),
    (invalid) => invalid,
  );
  const { jwtJwksUrl: jwksUrl } = configuration;
  const reached = reachableBy(configuration);
  const named = file !== 'none' || jwksUrl !== undefined;
  const unset = reached === undefined ? 'open' : 'not_set_up';
  return {
    door: named || keys.length > 0 ? 'closed' : unset,
    reachableBy: reached,
    activeKeys: keys.filter(({ state }) => state === 'active').length,
    file,
    jwksUrl,
  };
}
