import { createHash } from 'node:crypto';
import type { SyncStatus } from '@quiz-sync/core';

/**
 * Names a status, alike in every process, by what is news in it. Left out is what grows with time alone and whoever
 * follows it can reckon: ages, times to come in words, the filling quota, a lease that is prolonged.
 */
export function statusDigest(status: SyncStatus): string {
  const { oldest_pending_age_ms, summary, quota, lease, ...news } = status;
  const text = JSON.stringify([news, quota.last_hit, lease?.holder]);
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
