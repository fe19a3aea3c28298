import type {
  Availability,
  AvailabilityOptions,
  Log,
  NotOpenedReason,
  Store,
  StoreError,
} from '@quiz-sync/core';
import { maskSecrets, StoreNotOpened } from '@quiz-sync/core/light';
import { openSqliteStore } from '@quiz-sync/sqlite';
import { errAsync, okAsync, ResultAsync } from 'neverthrow';
import type { ApplicationNotOpen, Role } from './application.js';
import { locationText } from './configuration/explain-configuration.js';
import type { StoreLocation } from './configuration/setting-schemas.js';

/** A store, and its end. */
export interface OpenedStore extends Store {
  /** Waits for what is under way. Idempotent. */
  close(): Promise<void>;
}

/** Who opens a store, and whether one that is missing is to be told instead of made. */
export interface StoreWanted {
  readonly role: Role;
  readonly mustExist: boolean;
}

/**
 * Opens the store that lies there, made when missing unless it must exist. A service starts without its store when that may yet come, and is
 * not ready until then; a command ends at once. `onAvailable` is called when a store that could not be used can be.
 */
export function openStore(
  location: StoreLocation,
  { role, mustExist }: StoreWanted,
  log: Log,
  onAvailable: () => void = () => {},
): ResultAsync<OpenedStore, ApplicationNotOpen> {
  const options = {
    mustExist,
    whenUnavailable: role === 'service' ? 'wait' : 'reject',
    onAvailability: (availability: Availability) => {
      tell(log, availability);
      if (availability.isAvailable) onAvailable();
    },
  } as const;
  return ResultAsync.fromPromise(openLocation(location, options), whyNotOpen);
}

const TYPES: Readonly<Record<NotOpenedReason, ApplicationNotOpen['type']>> = {
  missing: 'store_missing',
  unusable: 'store_unusable',
  unavailable: 'store_not_open',
};

function whyNotOpen(cause: unknown): ApplicationNotOpen {
  if (cause instanceof StoreNotOpened) return { type: TYPES[cause.reason], message: cause.message };
  return { type: 'store_not_open', message: cause instanceof Error ? cause.message : String(cause) };
}

/** MongoDB's library is read only by those who use it. */
async function openLocation(location: StoreLocation, options: AvailabilityOptions): Promise<OpenedStore> {
  if (location.type === 'sqlite') return openSqliteStore(location.path, options);
  const { openMongoStore } = await import('@quiz-sync/mongodb');
  return openMongoStore(location.url, options);
}

/**
 * As {@link openStore}, but refuses the copy of another store that was not finished: it lacks submissions and rows, and
 * whoever synced from it would write them again. A store that does not answer yet is asked as soon as it does, and then
 * closed if it is such a one, so that every call is answered `store_unavailable`.
 */
export function openWholeStore(
  location: StoreLocation,
  wanted: StoreWanted,
  log: Log,
): ResultAsync<OpenedStore, ApplicationNotOpen> {
  let unasked: OpenedStore | undefined;
  const askLater = async (): Promise<void> => {
    const store = unasked;
    if (store === undefined) return;
    const why = await whyNotWhole(location, store);
    // Whoever comes by while it was asked asks too: the first answer counts.
    if (why.isErr() || unasked === undefined) return;
    unasked = undefined;
    if (why.value === undefined) return;
    log.error(`${why.value} Nothing is stored or synced until the service is started again.`);
    await store.close();
  };
  return openStore(location, wanted, log, () => void askLater()).andThen((store) =>
    whyNotWhole(location, store)
      .orElse(() => {
        unasked = store;
        return okAsync(undefined);
      })
      .andThen((why) => {
        if (why === undefined) return okAsync(store);
        return ResultAsync.fromSafePromise(store.close()).andThen(() =>
          errAsync({ type: 'store_unusable', message: why } as const),
        );
      }),
  );
}

function whyNotWhole(
  location: StoreLocation,
  store: OpenedStore,
): ResultAsync<string | undefined, StoreError> {
  return ResultAsync.fromSafePromise(import('@quiz-sync/core/status'))
    .andThen(({ unfinishedCopy }) => unfinishedCopy(store))
    .map((copy) => copy && unfinished(location, copy.source));
}

function unfinished(location: StoreLocation, source: string | undefined): string {
  const name = maskSecrets(locationText(location));
  const from = source ?? 'SOURCE';
  return `The store ${name} is a copy of another that was not finished. Finish it with quiz-sync copy-store --from ${from} --to ${name}, or use another store.`;
}

function tell(log: Log, { isAvailable, message }: Availability): void {
  if (isAvailable) log.info(message);
  else
    log.error(`${message} Submissions are refused until it can be opened; it is tried again all the time.`);
}
