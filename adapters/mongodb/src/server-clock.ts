/** The server's clock as it is known here. Epoch milliseconds. */
export interface ServerClock {
  /** What the server's clock says now, by the last time it was asked and the time gone since. */
  now(): number;
  /** The server said `localTime` in answer to what was sent at `sentAt` ({@link performance.now}). */
  heard(localTime: Date, sentAt: number): void;
}

/**
 * Until the server has been heard, this machine's clock. What passes between two answers is measured by a clock that
 * does not jump; half of the way there and back is the server's answer on its way.
 */
export function serverClock(): ServerClock {
  let known = { time: Date.now(), at: performance.now() };
  return {
    now: () => known.time + (performance.now() - known.at),
    heard(localTime, sentAt) {
      known = { time: localTime.getTime(), at: (sentAt + performance.now()) / 2 };
    },
  };
}
