import type { StoredApiKey } from '@quiz-sync/core';

/** A key that has never been used and does not expire. */
export function anApiKey(overrides: Partial<StoredApiKey> = {}): StoredApiKey {
  return {
    key_id: 'key-1',
    key_hash: '0123456789abcdef'.repeat(4),
    scopes: ['submit', 'read'],
    label: undefined,
    created_at: '2026-03-02T09:00:00.000Z',
    expires_at: undefined,
    revoked_at: undefined,
    last_used_at: undefined,
    ...overrides,
  };
}
