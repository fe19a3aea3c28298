import { Refusal } from './refusal.js';

/**
 * Milliseconds for a call of one or a few commands that somebody waits for: longer than one try of the
 * driver with its default time-outs, which say better what is wrong.
 */
export const QUICK_CALL_MS = 25_000;

/** Milliseconds for any call: one that settles a large batch on a slow server takes a minute. */
export const LONGEST_CALL_MS = 600_000;

const REMEDY = 'It may be sent again: what was done already is not done twice.';

/**
 * Gives up what is not answered in time. The driver's time-outs do not cover all: when a connection ends in the moment
 * that a command is written to it, driver 7.9 waits for a `drain` that never comes. Whether the server has done what was
 * asked is then unknown, as after any broken connection.
 */
export async function inTime<T>(work: Promise<T>, limitMs: number): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    reject(new Refusal('store_unavailable', `MongoDB: no answer within ${limitMs / 1_000} s`, REMEDY));
  }, limitMs);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
