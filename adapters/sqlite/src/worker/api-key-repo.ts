import type { Scope, StoredApiKey } from '@quiz-sync/core';
import { ok } from 'neverthrow';
import { json, optionalText, type Row, text } from './columns.js';
import type { Connection } from './connection.js';
import type { WorkerRepo } from './protocol.js';

export function apiKeyRepo({ sql }: Connection) {
  return {
    insert: (key) => {
      const { changes } = sql(`${INSERT} ON CONFLICT (key_id) DO NOTHING`).run(...valuesOf(key));
      return ok({ inserted: changes !== 0 });
    },
    find: (keyId) => {
      const row = sql(FIND).get(keyId);
      return ok(row && toStoredKey(row));
    },
    list: () => ok(sql(LIST).all().map(toStoredKey)),
    revoke: (keyId, at) => {
      const row = sql(REVOKE).get(at, keyId);
      return ok(row && toStoredKey(row));
    },
    noteUse: (keyId, at) => {
      sql(NOTE_USE).run(at, keyId, at);
      return ok(undefined);
    },
  } satisfies WorkerRepo<'apiKeys'>;
}

/** Adds the key, or puts it in the place of the one of its id. */
export function putKey({ sql }: Connection, key: StoredApiKey): void {
  sql(PUT).run(...valuesOf(key));
}

/** Needs the {@link KEY_COLUMNS}. */
export function toStoredKey(row: Row): StoredApiKey {
  return {
    key_id: text(row, 'key_id'),
    key_hash: text(row, 'key_hash'),
    scopes: json<Scope[]>(row, 'scopes'),
    label: optionalText(row, 'label'),
    created_at: text(row, 'created_at'),
    expires_at: optionalText(row, 'expires_at'),
    revoked_at: optionalText(row, 'revoked_at'),
    last_used_at: optionalText(row, 'last_used_at'),
  };
}

function valuesOf(key: StoredApiKey): (string | null)[] {
  const { label, expires_at, revoked_at, last_used_at } = key;
  const known = [key.key_id, key.key_hash, JSON.stringify(key.scopes), label ?? null, key.created_at];
  return [...known, expires_at ?? null, revoked_at ?? null, last_used_at ?? null];
}

export const KEY_COLUMNS =
  'key_id, key_hash, scopes, label, created_at, expires_at, revoked_at, last_used_at';

const INSERT = `INSERT INTO api_keys (${KEY_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`;

const PUT = `
  ${INSERT} ON CONFLICT (key_id) DO UPDATE SET
    key_hash = excluded.key_hash, scopes = excluded.scopes, label = excluded.label,
    created_at = excluded.created_at, expires_at = excluded.expires_at, revoked_at = excluded.revoked_at,
    last_used_at = excluded.last_used_at`;

const FIND = `SELECT ${KEY_COLUMNS} FROM api_keys WHERE key_id = ?`;

const LIST = `SELECT ${KEY_COLUMNS} FROM api_keys ORDER BY created_at, key_id`;

const REVOKE = `
  UPDATE api_keys SET revoked_at = coalesce(revoked_at, ?) WHERE key_id = ? RETURNING ${KEY_COLUMNS}`;

const NOTE_USE = `
  UPDATE api_keys SET last_used_at = ? WHERE key_id = ? AND (last_used_at IS NULL OR last_used_at < ?)`;
