import { createHash, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { err, ok, type Result } from 'neverthrow';
import { z } from 'zod';
import { whyNotJson } from '../configuration/why-not-json.js';

/** The keys that are let in, as their hashes: the keys themselves are nowhere on this machine. */
export interface ApiKeys {
  /** Whether a key is one of them; takes as long for any key. */
  accepts(key: string): boolean;
}

/** The file of keys cannot be used; `message` names it and says what to do. */
export interface ApiKeysInvalid {
  readonly type: 'api_keys_invalid';
  readonly message: string;
}

const fileSchema = z
  .array(z.string().regex(/^[0-9a-f]{64}$/i))
  .min(1)
  .transform((hashes) => hashes.map((hash) => Buffer.from(hash, 'hex')));

/** Reads a JSON list of SHA-256 hashes in hexadecimal, made by `printf %s "$KEY" | sha256sum`. */
export function loadApiKeys(location: string): Result<ApiKeys, ApiKeysInvalid> {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(location, 'utf8'));
  } catch (cause) {
    return invalid(location, whyNotJson(cause));
  }
  const hashes = fileSchema.safeParse(content);
  if (hashes.success) return ok(apiKeys(hashes.data));
  return invalid(location, 'must be a JSON list of one or more SHA-256 hashes in hexadecimal');
}

function apiKeys(hashes: readonly Buffer[]): ApiKeys {
  return {
    accepts(key) {
      const hash = createHash('sha256').update(key).digest();
      let accepted = false;
      for (const known of hashes) accepted = timingSafeEqual(known, hash) || accepted;
      return accepted;
    },
  };
}

function invalid(location: string, problem: string): Result<never, ApiKeysInvalid> {
  return err({ type: 'api_keys_invalid', message: `The API keys file ${location} ${problem}` });
}
