/**
 * Numbers that look random and can be had again from their seed (mulberry32). Ids made while a call is carried out come
 * from it, so that the journal can carry the call out once more with the same outcome.
 */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** At least 0 and below 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  /** A whole number from 1 to 2^31 - 1, as the API gives to tabs and ranges. */
  id(): number {
    return 1 + Math.floor(this.next() * 2147483646);
  }

  /** An id of `length` letters, digits, `-` and `_`. */
  text(length: number): string {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    let text = '';
    while (text.length < length) text += letters[Math.floor(this.next() * letters.length)];
    return text;
  }
}
