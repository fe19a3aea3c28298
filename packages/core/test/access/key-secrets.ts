import { createHash } from 'node:crypto';
import type { KeySecrets } from '../../src/ports/key-secrets.js';

/** Secrets that can be foreseen: one more each time. */
export function countingSecrets(): KeySecrets {
  let next = 0;
  return {
    random: (bytes) => {
      next += 1;
      return next.toString(16).padStart(2 * bytes, '0');
    },
    sha256: (text) => createHash('sha256').update(text).digest('hex'),
    equal: (a, b) => a === b,
  };
}
