import { type Clock, defaultClock } from '@quiz-sync/core';
import { boundedCounts } from './counts.js';

/** Wrong credentials that an address may send in a minute. */
export const GUESSES_A_MINUTE = 30;

const WINDOW_MS = 60_000;

/** Keys that were let in, of which so many are remembered with where they came from. */
const MOST_ACCEPTED = 10_000;

/**
 * Keeps addresses from guessing. A school has one address, and one program with an old key in it must not lock the others
 * out: so whoever shows what nobody can guess is let in however many guesses came from there, and keys that somebody has
 * thought up are, where they were let in from that address before. All else is not heard for the rest of the minute.
 */
export interface Guesses {
  /** Seconds until the address is heard again; `undefined`: it is heard now. */
  tooMany(address: string): number | undefined;
  wrong(address: string): void;
  right(address: string, keyId: string): void;
  wasRight(address: string, keyId: string): boolean;
}

export function countGuesses(clock: Clock = defaultClock): Guesses {
  const counts = boundedCounts({ windowMs: WINDOW_MS, clock });
  const accepted = new Set<string>();
  return {
    tooMany(address) {
      const known = counts.get(address);
      if (known === undefined || known.totalHits < GUESSES_A_MINUTE) return undefined;
      return secondsUntil(known.resetTime, clock);
    },
    wrong: (address) => void counts.increment(address),
    right(address, keyId) {
      const name = `${address} ${keyId}`;
      accepted.delete(name);
      accepted.add(name);
      const [oldest] = accepted;
      if (accepted.size > MOST_ACCEPTED && oldest !== undefined) accepted.delete(oldest);
    },
    wasRight: (address, keyId) => accepted.has(`${address} ${keyId}`),
  };
}

/** At least one: nought would ask for a request at once. */
export function secondsUntil(time: Date | undefined, clock: Pick<Clock, 'now'> = defaultClock): number {
  return time === undefined ? 60 : Math.max(1, Math.ceil((time.getTime() - clock.now()) / 1_000));
}
