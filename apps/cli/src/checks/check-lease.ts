import type { SyncStatus } from '@quiz-sync/core';
import { moment } from '../render/times.js';
import { type Check, fine } from './check.js';

/** Who writes just now. One who died is no trouble: his time ends by itself. `now` is epoch milliseconds. */
export function checkLease({ lease }: SyncStatus, now: number): Check {
  if (lease === undefined) return fine('lease', 'free: nobody is writing');
  return fine(
    'lease',
    `${lease.holder} is writing; its time ends ${moment(lease.expiresAt, now)} unless it goes on`,
  );
}
