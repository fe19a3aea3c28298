import { existsSync } from 'node:fs';
import type { ERROR_CODES } from '@quiz-sync/core';
import type { Configuration } from '../configuration/configuration.js';
import { isLoopback } from '../configuration/is-loopback.js';
import type { Rule } from '../configuration/problems-between.js';
import { reachableBy } from './reachable-by.js';

/** As a type alone: the codes are more than what a command that is there at once wants to load. */
const FIRST_KEY: (typeof ERROR_CODES)['access_not_set_up']['command'] =
  'npx quiz-sync keys create --scope admin';

/** What to say when other machines reach the service and nobody could be told apart. */
export function notSetUp(configuration: Configuration): string {
  const instead = isLoopback(configuration.host) ? 'take the proxy away' : 'set HOST to 127.0.0.1';
  return `${reachableBy(configuration)}, and nobody could be told apart: make a first key with "${FIRST_KEY}", with the settings of this service, or set QUIZ_SYNC_API_KEYS_FILE or QUIZ_SYNC_JWT_JWKS_URL, or ${instead}`;
}

/**
 * Told beside what else is wrong, where it is certain without opening the store: one whose file is yet to be made has no
 * keys. By itself it is told when the store has been opened, since a disk may come late.
 */
export const NOBODY_YET: Rule = {
  about: ['host', 'trustProxy', 'store', 'apiKeysFile', 'jwtJwksUrl'],
  besides: true,
  problem(configuration) {
    const { store, apiKeysFile, jwtJwksUrl } = configuration;
    const named = apiKeysFile !== undefined || jwtJwksUrl !== undefined;
    if (named || reachableBy(configuration) === undefined) return undefined;
    return store.type === 'sqlite' && !existsSync(store.path) ? notSetUp(configuration) : undefined;
  },
};
