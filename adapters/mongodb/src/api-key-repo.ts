import type { ApiKeyRepo, StoredApiKey } from '@quiz-sync/core';
import type { ApiKeyDocument } from './documents.js';
import { insertNew } from './duplicate-key.js';
import { type MongoContext, performSoon } from './mongo-context.js';
import { withoutUndefined } from './without-undefined.js';

export function apiKeyRepo(context: MongoContext): ApiKeyRepo {
  const { apiKeys } = context;
  return {
    insert: (key) =>
      performSoon(context, async () => ({
        inserted: await insertNew(() => apiKeys.insertOne(toApiKeyDocument(key))),
      })),
    find: (keyId) => performSoon(context, () => find(context, keyId)),
    list: () =>
      performSoon(context, async () => {
        const documents = await apiKeys.find({}, { sort: { created_at: 1, _id: 1 } }).toArray();
        return documents.map(toStoredKey);
      }),
    revoke: (keyId, at) =>
      performSoon(context, async () => {
        const active = { _id: { $eq: keyId }, revoked_at: { $exists: false } };
        await apiKeys.updateOne(active, { $set: { revoked_at: at } });
        return find(context, keyId);
      }),
    noteUse: (keyId, at) =>
      performSoon(context, async () => {
        const earlier = [{ last_used_at: { $exists: false } }, { last_used_at: { $lt: at } }];
        await apiKeys.updateOne({ _id: { $eq: keyId }, $or: earlier }, { $set: { last_used_at: at } });
      }),
  };
}

async function find({ apiKeys }: MongoContext, keyId: string): Promise<StoredApiKey | undefined> {
  const document = await apiKeys.findOne({ _id: { $eq: keyId } });
  return document === null ? undefined : toStoredKey(document);
}

export function toApiKeyDocument({ key_id, ...key }: StoredApiKey): ApiKeyDocument {
  return withoutUndefined({ _id: key_id, ...key });
}

export function toStoredKey(document: ApiKeyDocument): StoredApiKey {
  const { _id, key_hash, scopes, created_at, label, expires_at, revoked_at, last_used_at } = document;
  return { key_id: _id, key_hash, scopes, label, created_at, expires_at, revoked_at, last_used_at };
}
