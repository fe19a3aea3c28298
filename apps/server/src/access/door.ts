import { type ApiKeys, type Clock, defaultClock, KEY_CACHE_MS, type StoreError } from '@quiz-sync/core';
import { okAsync, type ResultAsync } from 'neverthrow';

/** Whether who shows no credential is let in. */
export interface Door {
  isOpen(): ResultAsync<boolean, StoreError>;
}

/** Where other machines can reach the service, or its settings name who may. */
export const closedDoor: Door = { isOpen: () => okAsync(false) };

/**
 * On loopback: open until the first key is made, which all instances notice within some seconds; from then on closed,
 * also when that key is revoked. Who closes a door does not expect it to open by itself.
 */
export function doorUntilFirstKey(apiKeys: Pick<ApiKeys, 'list'>, clock: Clock = defaultClock): Door {
  let closed = false;
  let openUntil = Number.NEGATIVE_INFINITY;
  return {
    isOpen() {
      if (closed) return okAsync(false);
      if (clock.monotonic() < openUntil) return okAsync(true);
      return apiKeys.list().map((keys) => {
        closed ||= keys.length > 0;
        openUntil = clock.monotonic() + KEY_CACHE_MS;
        return !closed;
      });
    },
  };
}
