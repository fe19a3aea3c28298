import { closeSync, fsyncSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';

/** Learners' results are for nobody else on the machine; SQLite gives its companion files the same permissions. */
const OWNER_ONLY = 0o600;

/** Makes the file, empty, and the directories it is in, where they are missing. Leaves an existing file as it is. */
export function makeFile(path: string): void {
  const directory = dirname(path);
  const firstMade = mkdirSync(directory, { recursive: true });
  closeSync(openSync(path, 'a', OWNER_ONLY));
  if (firstMade !== undefined) keepDirectories(directory, dirname(firstMade));
}

/** SQLite sees to it that the file's name survives a power loss; the names of new directories are ours to see to. */
function keepDirectories(from: string, to: string): void {
  // Windows cannot open directories, and keeps their names by itself.
  if (process.platform === 'win32') return;
  for (let directory = from; directory !== to; directory = dirname(directory)) {
    const descriptor = openSync(dirname(directory), 'r');
    fsyncSync(descriptor);
    closeSync(descriptor);
  }
}
