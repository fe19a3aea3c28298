import { writeFileSync } from 'node:fs';
import path from 'node:path';
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
