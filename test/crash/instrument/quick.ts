/** The scheduler's waits: the same order of things as in service, in a fiftieth of the time. */
export const QUICK = {
  ...{ delayMs: 5, spacingMs: 40 },
  ...{ backoffBaseMs: 20, backoffCapMs: 300, retryAfterCapMs: 300 },
};
