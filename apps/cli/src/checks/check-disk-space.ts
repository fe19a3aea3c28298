import { statfs } from 'node:fs/promises';
import { ResultAsync } from 'neverthrow';
import { EXIT_CODES } from '../exit-code.js';
import { type Check, doubtful, fine } from './check.js';

const NAME = 'free space';
const MB = 1_000_000;

/** Below this the log of a busy hour may not fit any more. */
const TOO_LITTLE_BYTES = 100 * MB;
/** Below this there is time left, and it is time. */
const LITTLE_BYTES = 1_000 * MB;

/** On the disk that holds the folder. */
export async function checkDiskSpace(folder: string): Promise<Check> {
  const asked = await ResultAsync.fromPromise(statfs(folder), String);
  if (asked.isErr()) return doubtful(NAME, `the disk of ${folder} does not say: ${asked.error}`);
  return judgeSpace(asked.value.bavail * asked.value.bsize, folder);
}

export function judgeSpace(bytes: number, folder: string): Check {
  const detail = `${Math.floor(bytes / MB).toLocaleString('en-US')} MB for ${folder}`;
  const remedy = 'Remove what nobody needs from that disk, or set QUIZ_SYNC_STORE to a file on another.';
  if (bytes >= LITTLE_BYTES) return fine(NAME, detail);
  if (bytes >= TOO_LITTLE_BYTES) return doubtful(NAME, detail, remedy);
  return { name: NAME, state: 'failure', detail, remedy, exitCode: EXIT_CODES.failed };
}
