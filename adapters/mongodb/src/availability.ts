import type { Availability, StoreError } from '@quiz-sync/core';

/** Milliseconds from one try to the next: doubled each time, up to the last. */
const FIRST_TRY_MS = 250;
const LAST_TRY_MS = 5_000;

/** Tells of each change between answering and not answering, and asks again all the time as long as nobody answers. */
export interface AvailabilityWatch {
  /** How a call ended. */
  note(error: StoreError | undefined): void;
  stop(): void;
}

/** `ask` is a call of the store: how it ends is noted as that of any other. Its timer does not keep the process alive. */
export function watchAvailability(
  ask: () => Promise<unknown>,
  tell: (availability: Availability) => void,
): AvailabilityWatch {
  let isAvailable = true;
  let timer: NodeJS.Timeout | undefined;
  let wait = FIRST_TRY_MS;
  const askAgain = (): void => {
    timer = setTimeout(async () => {
      await ask();
      if (!isAvailable) askAgain();
    }, wait).unref();
    wait = Math.min(2 * wait, LAST_TRY_MS);
  };
  const stop = (): void => clearTimeout(timer);
  return {
    note(error) {
      const answers = error?.type !== 'store_unavailable';
      if (answers === isAvailable) return;
      isAvailable = answers;
      if (error !== undefined && !answers) {
        tell({ isAvailable, message: `The MongoDB store does not answer: ${error.message}.` });
        askAgain();
        return;
      }
      stop();
      wait = FIRST_TRY_MS;
      tell({ isAvailable, message: 'The MongoDB store answers again.' });
    },
    stop,
  };
}
