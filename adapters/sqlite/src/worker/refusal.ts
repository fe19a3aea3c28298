import { sqliteCode } from '../to-store-error.js';

/** Why the file cannot be a store, and what to do about it, each in one sentence without the name of the file. */
export class Refusal extends Error {
  readonly remedy: string;
  /** Whether the same file may be taken later. */
  readonly mayPass: boolean;

  constructor(reason: string, remedy: string, { mayPass = false } = {}) {
    super(reason);
    this.remedy = remedy;
    this.mayPass = mayPass;
  }
}

/** One line for people: the path, what is wrong, what to do. */
export function refusalLine(path: string, error: unknown): string {
  const { message, remedy } = refusalOf(error);
  return `Cannot open the SQLite store ${path}: ${message}. ${remedy}`.replaceAll(/\s+/g, ' ');
}

function refusalOf(error: unknown): { message: string; remedy: string } {
  if (error instanceof Refusal) return error;
  const message = error instanceof Error ? error.message : String(error);
  return { message, remedy: remedyOf(error) ?? 'Check the path and the disk it is on.' };
}

function remedyOf(error: unknown): string | undefined {
  const code = sqliteCode(error);
  if (code !== undefined) return SQLITE_REMEDIES[code & 0xff];
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return SYSTEM_REMEDIES[String(error.code)];
}

/**
 * Whether the file may be opened later, without another path: a disk may be mounted, room made, a lock let go, a right
 * given. A file that is damaged or not ours stays so.
 */
export function mayPass(error: unknown): boolean {
  if (error instanceof Refusal) return error.mayPass;
  const code = sqliteCode(error);
  if (code !== undefined) return PASSING_SQLITE_CODES.has(code & 0xff);
  return error instanceof Error && 'code' in error && PASSING_SYSTEM_CODES.has(String(error.code));
}

/** Busy, locked, no memory, read-only, I/O error, full, cannot be opened. */
const PASSING_SQLITE_CODES = new Set([5, 6, 7, 8, 10, 13, 14]);

const PASSING_SYSTEM_CODES = new Set(
  'EACCES EPERM EROFS ENOSPC EDQUOT EIO ENOENT ENODEV ENXIO ESTALE ETIMEDOUT EHOSTDOWN EBUSY EMFILE ENFILE'.split(
    ' ',
  ),
);

const WRITABLE = 'Give the account that runs this write access to the file and its directory.';
const FREE_SPACE = 'Free some space on the disk.';

/** By the system's code for making the file and its directory. */
const SYSTEM_REMEDIES: Readonly<Record<string, string>> = {
  EACCES: WRITABLE,
  EPERM: WRITABLE,
  EROFS: 'Choose a path on a disk that can be written.',
  ENOSPC: FREE_SPACE,
  EDQUOT: FREE_SPACE,
  EISDIR: 'Give the path of a file, not of a directory.',
  ENOTDIR: 'A part of the path is a file where a directory is needed: choose another path.',
  EEXIST: 'A part of the path is a file where a directory is needed: choose another path.',
};

/** By SQLite's primary result code. */
const SQLITE_REMEDIES: Readonly<Record<number, string>> = {
  5: 'Another program keeps it locked: close that program, then try again.',
  6: 'Another program keeps it locked: close that program, then try again.',
  8: WRITABLE,
  10: 'Check the disk.',
  11: 'Restore it from a backup.',
  13: FREE_SPACE,
  14: WRITABLE,
  26: 'Give the path of a store, or of a file that does not exist yet.',
};
