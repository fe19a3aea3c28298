/** Whether a store can be used, told each time that it changes; `message` is one line for people. */
export interface Availability {
  readonly isAvailable: boolean;
  readonly message: string;
}

/** What those who open a store say about the times when it cannot be used. */
export interface AvailabilityOptions {
  /**
   * What to do when the store cannot be opened now but may be later, since its server is away, its disk not mounted or
   * full, its file locked or forbidden: reject (default), or resolve with a store that answers `store_unavailable`
   * until it can be.
   */
  readonly whenUnavailable?: 'reject' | 'wait';
  /** Called when the store cannot be used any more, and when it can again. For logs. */
  readonly onAvailability?: ((availability: Availability) => void) | undefined;
  /**
   * Whether to reject, and make nothing, where there is no store yet. Default: one is made. For whoever means a store
   * that holds something: a mistyped place would be taken for a store in which nothing is.
   */
  readonly mustExist?: boolean;
}

/**
 * Why a store could not be opened: none is there (`missing`); what is there is `unusable` as it is; or it is
 * `unavailable` now and may be there later, without another place being given.
 */
export type NotOpenedReason = 'missing' | 'unusable' | 'unavailable';

/** What opening a store rejects with. The message is one line for people. */
export class StoreNotOpened extends Error {
  readonly reason: NotOpenedReason;

  constructor(message: string, reason: NotOpenedReason) {
    super(message);
    this.name = 'StoreNotOpened';
    this.reason = reason;
  }
}
