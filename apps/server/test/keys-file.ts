import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { createApiKeys } from '@quiz-sync/core';
import { memoryStore } from '@quiz-sync/testing';
import type { RequestHandler } from 'express';
import { authenticate } from '../src/access/authenticate.js';
import { checkCredential } from '../src/access/credentials.js';
import { closedDoor } from '../src/access/door.js';
import { countGuesses } from '../src/access/guesses.js';
import { readKeysFile } from '../src/access/keys-file.js';
import { nodeKeySecrets } from '../src/access/node-key-secrets.js';
import { sha256 } from './serve-app.js';
import { temporaryDirectory } from './temporary-directory.js';

/** A file that lets these keys in. */
export function keysFile(...keys: string[]): string {
  return fileOf(JSON.stringify(keys.map(sha256)));
}

/** A file of that content, right or wrong. */
export function fileOf(content: string): string {
  const location = path.join(temporaryDirectory(), 'keys.json');
  writeFileSync(location, content);
  return location;
}

/** Lets in who has one of these keys, for everything. */
export function guardOf(...keys: string[]): RequestHandler {
  const apiKeys = createApiKeys({ store: memoryStore(), secrets: nodeKeySecrets });
  const filed = readKeysFile(keysFile(...keys))._unsafeUnwrap();
  const check = checkCredential({ apiKeys, keysFile: filed, tokens: undefined });
  return authenticate({
    door: closedDoor,
    isFromThisMachine: () => false,
    check,
    guesses: countGuesses(),
  });
}
