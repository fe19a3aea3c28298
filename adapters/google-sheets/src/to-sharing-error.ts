import type { SharingError } from '@quiz-sync/core';
import type { Failure } from './failure.js';

interface Rule {
  readonly when: (failure: Failure) => boolean;
  readonly type: SharingError['type'];
}

const QUOTA = /^(?:rateLimitExceeded|userRateLimitExceeded|sharingRateLimitExceeded|RESOURCE_EXHAUSTED)$/;
const STORAGE = /^(?:storageQuotaExceeded|teamDriveFileLimitExceeded)$/;
const DISABLED = /^(?:SERVICE_DISABLED|accessNotConfigured)$/;

/** The first rule that holds decides. */
const RULES: readonly Rule[] = [
  { when: (f) => f.status === 429 || has(f, QUOTA), type: 'rate_limited' },
  { when: (f) => f.origin === 'network' || (f.status ?? 0) >= 500, type: 'unavailable' },
  { when: (f) => f.phase === 'access' || f.status === 401, type: 'credentials_rejected' },
  { when: (f) => has(f, STORAGE) || /storage quota/i.test(f.message), type: 'no_storage' },
  {
    when: (f) => has(f, DISABLED) || /has not been used in project/i.test(f.message),
    type: 'drive_api_disabled',
  },
  { when: (f) => f.status === 403 || f.status === 404, type: 'may_not_share' },
  { when: (f) => f.status === 400, type: 'address_refused' },
];

/** What a failed call to Drive means to who shares. */
export function toSharingError(failure: Failure): SharingError {
  const { message, cause } = failure;
  const type = RULES.find(({ when }) => when(failure))?.type ?? 'unavailable';
  return { type, message, cause };
}

function has({ reasons }: Failure, pattern: RegExp): boolean {
  return reasons.some((reason) => pattern.test(reason));
}
