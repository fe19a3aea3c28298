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
}
