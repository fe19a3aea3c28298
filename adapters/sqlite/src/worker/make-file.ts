import { closeSync, fsyncSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { Refusal } from './refusal.js';

/** Learners' results are for nobody else on the machine; SQLite gives its companion files the same permissions. */
const OWNER_ONLY = 0o600;

/** Makes the file, empty, and the directories it is in, where they are missing. Leaves an existing file as it is. */
export function makeFile(path: string): void {
  const directory = dirname(path);
  const firstMade = mkdirSync(directory, { recursive: true });
  closeSync(openSync(path, 'a', OWNER_ONLY));
  if (firstMade !== undefined) keepDirectories(directory, dirname(firstMade));
}

/**
 * For a file that was open before: throws when there is none, or one without content. To make it anew would hide a disk
 * that is not mounted, and part what was stored from what is stored now.
 */
export function requireFile(path: string): void {
  const { size } = statSync(path, { throwIfNoEntry: false }) ?? { size: 0 };
  if (size === 0)
    throw new Refusal('it is not there any more', 'Put it back, or mount the disk that it is on.', {
      mayPass: true,
    });
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
