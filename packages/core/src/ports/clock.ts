/** Times for records and durations. Leases do not use it: they go by the store's clock. */
export interface Clock {
  /** Wall-clock time, epoch milliseconds; may jump. */
  now(): number;
  /** Milliseconds since some fixed moment; never goes back. For durations. */
  monotonic(): number;
}
