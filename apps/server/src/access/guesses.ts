import { MemoryStore, type Options } from 'express-rate-limit';

/** Wrong credentials that an address may send in a minute. */
export const GUESSES_A_MINUTE = 30;

const WINDOW_MS = 60_000;

/** Credentials that were let in, of which so many are remembered. */
const MOST_ACCEPTED = 10_000;

/**
 * Keeps addresses from guessing. One that has sent too many wrong credentials is not heard for the rest of the minute,
 * but for credentials that this instance has let in before: a school has one address, and one program with an old key
 * in it must not lock the others out.
 */
export interface Guesses {
  /** Seconds until the address is heard again; `undefined`: it is heard now. */
  tooMany(address: string, credential: string): Promise<number | undefined>;
  wrong(address: string): Promise<void>;
  right(credential: string): void;
}

/** `nameOf` makes of a credential what may be remembered: a digest. */
export function countGuesses(nameOf: (credential: string) => string): Guesses {
  const counts = new MemoryStore();
  // All that it looks at.
  counts.init({ windowMs: WINDOW_MS } as Options);
  const accepted = new Set<string>();
  return {
    async tooMany(address, credential) {
      const known = await counts.get(address);
      if (known === undefined || known.totalHits < GUESSES_A_MINUTE) return undefined;
      if (accepted.has(nameOf(credential))) return undefined;
      return secondsUntil(known.resetTime);
    },
    async wrong(address) {
      await counts.increment(address);
    },
    right(credential) {
      const name = nameOf(credential);
      accepted.delete(name);
      accepted.add(name);
      const [oldest] = accepted;
      if (accepted.size > MOST_ACCEPTED && oldest !== undefined) accepted.delete(oldest);
    },
  };
}

/** At least one: nought would ask for a request at once. */
export function secondsUntil(time: Date | undefined): number {
  return time === undefined ? 60 : Math.max(1, Math.ceil((time.getTime() - Date.now()) / 1_000));
}
