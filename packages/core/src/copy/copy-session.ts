import { err, errAsync, okAsync, type Result, type ResultAsync } from 'neverthrow';
import type { Clock } from '../ports/clock.js';
import type { Store } from '../ports/store.js';
import type { StoreError } from '../ports/store-error.js';
import { LEASE_TTL_MS } from '../sync/sync-session.js';
import type { CopyError, CopyProgress, CopyStoreError } from './copy-report.js';

/** A copy under way. */
export interface CopySession {
  readonly source: string;
  readonly from: Store;
  readonly to: Store;
  readonly pageSize: number;
  readonly onProgress: (progress: CopyProgress) => void;
  /** Between two pages: keeps the source's lease, and answers an error when the copy is not to go on. */
  readonly goOn: () => ResultAsync<void, CopyError>;
}

export const fromSource = (error: StoreError): CopyStoreError => ({ ...error, side: 'source' });
export const fromDestination = (error: StoreError): CopyStoreError => ({ ...error, side: 'destination' });

interface SourceLease {
  readonly store: Store;
  readonly holder: string;
  readonly clock: Clock;
  readonly stopping: () => boolean;
}

const STOPPED: CopyError = {
  type: 'copy_stopped',
  message: 'The copy was stopped.',
  remedy: 'Run it again: it goes on from there.',
};

/**
 * Does something while nobody syncs from the store: under the lease of its current spreadsheet, where there is one.
 * `work` is handed what must be called between two pages.
 */
export async function holdingStill<T>(
  lease: SourceLease,
  work: (goOn: CopySession['goOn']) => ResultAsync<T, CopyError>,
): Promise<Result<T, CopyError>> {
  const { store, holder, stopping } = lease;
  const current = await store.syncState.currentTarget();
  if (current.isErr()) return err(fromSource(current.error));
  const target = current.value;
  if (target === undefined) return work(() => (stopping() ? errAsync(STOPPED) : okAsync()));
  const granted = await store.lease.acquire(target, holder, LEASE_TTL_MS);
  if (granted.isErr())
    return err(granted.error.type === 'lease_held' ? granted.error : fromSource(granted.error));
  const { fence } = granted.value;
  try {
    return await work(keeping(lease, target, fence));
  } finally {
    // One that cannot be given back is over by itself in some seconds.
    await store.lease.release(target, fence);
  }
}

/** A renewal is a write: one for every page would take longer than the page. */
function keeping(
  { store, clock, stopping }: SourceLease,
  target: string,
  fence: number,
): CopySession['goOn'] {
  let renewedAt = clock.monotonic();
  return () => {
    if (stopping()) return errAsync(STOPPED);
    const now = clock.monotonic();
    if (now - renewedAt < LEASE_TTL_MS / 4) return okAsync();
    renewedAt = now;
    return store.lease
      .renew(target, fence, LEASE_TTL_MS)
      .mapErr((error) => (error.type === 'fence_lost' ? error : fromSource(error)));
  };
}
