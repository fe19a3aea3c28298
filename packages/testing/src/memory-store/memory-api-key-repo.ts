import { type ApiKeyRepo, compareText, type StoredApiKey } from '@quiz-sync/core';
import { keep } from './keep.js';
import { type MemoryContext, perform } from './memory-context.js';

export function memoryApiKeyRepo(context: MemoryContext): ApiKeyRepo {
  return {
    insert: (key) => {
      const kept = keep(key);
      return perform(context, 'apiKeys.insert', ({ apiKeys }) => {
        const inserted = !apiKeys.has(kept.key_id);
        if (inserted) apiKeys.set(kept.key_id, kept);
        return { inserted };
      });
    },
    find: (keyId) => perform(context, 'apiKeys.find', ({ apiKeys }) => apiKeys.get(keyId)),
    list: () => perform(context, 'apiKeys.list', ({ apiKeys }) => [...apiKeys.values()].sort(byAge)),
    revoke: (keyId, at) =>
      perform(context, 'apiKeys.revoke', ({ apiKeys }) =>
        change(apiKeys, keyId, ({ revoked_at = at }) => ({ revoked_at })),
      ),
    noteUse: (keyId, at) =>
      perform(context, 'apiKeys.noteUse', ({ apiKeys }) => {
        change(apiKeys, keyId, ({ last_used_at = at }) => ({
          last_used_at: last_used_at < at ? at : last_used_at,
        }));
      }),
  };
}

function change(
  keys: Map<string, StoredApiKey>,
  keyId: string,
  changes: (key: StoredApiKey) => Partial<StoredApiKey>,
): StoredApiKey | undefined {
  const known = keys.get(keyId);
  if (known === undefined) return undefined;
  const changed = { ...known, ...changes(known) };
  keys.set(keyId, changed);
  return changed;
}

function byAge(a: StoredApiKey, b: StoredApiKey): number {
  return compareText(a.created_at, b.created_at) || compareText(a.key_id, b.key_id);
}
