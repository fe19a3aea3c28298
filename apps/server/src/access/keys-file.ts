import { createHash, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Scope } from '@quiz-sync/core';
import { SCOPES } from '@quiz-sync/core/light';
import type { Caller } from '@quiz-sync/express';
import { err, ok, type Result } from 'neverthrow';
import { z } from 'zod';
import type { Configuration } from '../configuration/configuration.js';
import { whyNotJson } from '../configuration/why-not-json.js';

/** Keys whose hashes lie in a file: for who keeps secrets by other means than the store. */
export interface KeysFile {
  /** Whose key it is; takes as long for any key. */
  callerOf(key: string): Caller | undefined;
}

/** The file of keys cannot be used; `message` names it and says what to do. */
export interface ApiKeysInvalid {
  readonly type: 'api_keys_invalid';
  readonly message: string;
}

interface FiledKey {
  readonly hash: Buffer;
  readonly caller: Caller;
}

/** What a variable that was not set gives. It can be sent by nobody, but is surely not what was meant. */
const OF_NOTHING = createHash('sha256').update('').digest('hex');

const hashSchema = z
  .string()
  .regex(/^[0-9a-f]{64}$/i)
  .refine((hash) => hash.toLowerCase() !== OF_NOTHING);
const entrySchema = z.union([
  hashSchema.transform((sha256) => filedKey(sha256, ['admin'])),
  z
    .strictObject({ sha256: hashSchema, scopes: z.array(z.enum(SCOPES)).min(1) })
    .transform(({ sha256, scopes }) => filedKey(sha256, scopes)),
]);
const fileSchema = z.array(entrySchema).min(1);

/**
 * Reads a JSON list of SHA-256 hashes in hexadecimal, made by `printf %s "$KEY" | sha256sum`: alone for a key that may do
 * everything, or as `{ "sha256": "...", "scopes": ["submit"] }`.
 */
export function readKeysFile(location: string): Result<KeysFile, ApiKeysInvalid> {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(location, 'utf8'));
  } catch (cause) {
    return invalid(location, `${whyNotJson(cause)}: ${REMEDY}`);
  }
  const keys = fileSchema.safeParse(content);
  if (keys.success) return ok(keysFile(keys.data));
  return invalid(location, REMEDY);
}

const REMEDY =
  'it must be there for the service to read, and be a JSON list of one or more SHA-256 hashes in hexadecimal, none of them of an empty key, or of { "sha256", "scopes" }';

/** The file that the settings name, if they name one. */
export function keysFileOf({
  apiKeysFile,
  origins,
}: Pick<Configuration, 'apiKeysFile' | 'origins'>): Result<KeysFile | undefined, ApiKeysInvalid> {
  if (apiKeysFile === undefined) return ok(undefined);
  return readKeysFile(apiKeysFile).mapErr(({ type, message }) => ({
    type,
    message: `${origins.apiKeysFile.name}: ${message}`,
  }));
}

/** The name is enough to tell keys apart, and too little to try them. */
function filedKey(sha256: string, scopes: readonly Scope[]): FiledKey {
  const key_id = `file:${sha256.slice(0, 12).toLowerCase()}`;
  return { hash: Buffer.from(sha256, 'hex'), caller: { scopes, key_id } };
}

function keysFile(keys: readonly FiledKey[]): KeysFile {
  return {
    callerOf(key) {
      const hash = createHash('sha256').update(key).digest();
      let found: Caller | undefined;
      for (const known of keys) found = timingSafeEqual(known.hash, hash) ? known.caller : found;
      return found;
    },
  };
}

function invalid(location: string, problem: string): Result<never, ApiKeysInvalid> {
  return err({ type: 'api_keys_invalid', message: `${location} ${problem}` });
}
