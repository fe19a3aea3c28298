import type { KeySecrets } from '../ports/key-secrets.js';

const ID_BYTES = 6;
const SECRET_BYTES = 32;
const CHECKSUM_CHARACTERS = 8;

/** `qs_<id>_<secret><checksum>`, in hexadecimal: the prefix is what scanners of leaked secrets look for. */
const API_KEY = /^qs_([0-9a-f]{12})_([0-9a-f]{64})([0-9a-f]{8})$/;

/** A new key, to be shown once. */
export function makeApiKey(secrets: KeySecrets): { readonly key: string; readonly key_id: string } {
  const key_id = secrets.random(ID_BYTES);
  const body = `qs_${key_id}_${secrets.random(SECRET_BYTES)}`;
  return { key: body + checksumOf(body, secrets), key_id };
}

/**
 * The id in a key. `undefined` for what was never one, or was mistyped: that is told without asking the store. Proves
 * nothing else.
 */
export function keyIdIn(text: string, secrets: KeySecrets): string | undefined {
  const [, keyId, , checksum] = API_KEY.exec(text) ?? [];
  const body = text.slice(0, -CHECKSUM_CHARACTERS);
  return checksum === checksumOf(body, secrets) ? keyId : undefined;
}

function checksumOf(body: string, secrets: KeySecrets): string {
  return secrets.sha256(body).slice(0, CHECKSUM_CHARACTERS);
}
