import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { KeySecrets } from '@quiz-sync/core';

/** Node's own cryptography. */
export const nodeKeySecrets: KeySecrets = {
  random: (bytes) => randomBytes(bytes).toString('hex'),
  sha256: (text) => createHash('sha256').update(text).digest('hex'),
  equal(a, b) {
    const [left, right] = [Buffer.from(a), Buffer.from(b)];
    return left.length === right.length && timingSafeEqual(left, right);
  },
};
