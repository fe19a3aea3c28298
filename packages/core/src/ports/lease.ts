import type { ResultAsync } from 'neverthrow';
import type { FenceLost, StoreError } from './store-error.js';

/**
 * No lease lasts longer, milliseconds. One whose end is further ahead was granted before the clock was set back, and is
 * over: else an instance that died with it would keep all others waiting for as long as the clock went back.
 */
export const LONGEST_LEASE_MS = 600_000;

export interface LeaseGrant {
  /** Grows with every grant of this target's lease, for ever. */
  readonly fence: number;
  /** What was last told under an earlier grant; `undefined`: nothing ever. */
  readonly before?: ToldHandover | undefined;
}

/** What a holder tells whoever comes after it, so that all instances together keep within one quota. */
export interface Handover {
  /** The instance that tells it, as it named itself. */
  readonly holder: string;
  /** Calls to Google that it could have made at once; negative while some are owed. Need not be whole. */
  readonly callsLeft: number;
}

export interface ToldHandover extends Handover {
  /** How long ago it was told, milliseconds by the store's clock; never negative. */
  readonly agoMs: number;
}

export interface LeaseHolder {
  /** The instance that holds it, as it named itself. */
  readonly holder: string;
  /** ISO, by the store's clock. */
  readonly expiresAt: string;
}

export type LeaseHeld = { type: 'lease_held' } & LeaseHolder;

/** Who may write to a target. Times are the store's clock, so that instances whose clocks differ agree. */
export interface Lease {
  /**
   * Takes the lease for `ttlMs` milliseconds, at most {@link LONGEST_LEASE_MS}, if it is free or expired. Not re-entrant:
   * the same holder is refused too.
   */
  acquire(target: string, holder: string, ttlMs: number): ResultAsync<LeaseGrant, StoreError | LeaseHeld>;

  /**
   * Prolongs it by `ttlMs` from now, and keeps what is told in the same step: a holder that dies has handed over, too.
   * Fails when it was taken by another in the meantime.
   */
  renew(
    target: string,
    fence: number,
    ttlMs: number,
    handover?: Handover,
  ): ResultAsync<void, StoreError | FenceLost>;

  /** Gives it back, and keeps what is told. Does nothing when it is not (any more) held under this fence. */
  release(target: string, fence: number, handover?: Handover): ResultAsync<void, StoreError>;

  /** `undefined` when nobody holds it or the holder's time is over, see {@link LONGEST_LEASE_MS}. */
  current(target: string): ResultAsync<LeaseHolder | undefined, StoreError>;

  /** What a holder told last, whether or not it still holds it: one that tells nothing leaves it as it is. `undefined`: nothing ever. */
  lastHandover(target: string): ResultAsync<ToldHandover | undefined, StoreError>;
}
