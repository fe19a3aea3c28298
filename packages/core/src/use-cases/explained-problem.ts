import { ERROR_CODES, type ErrorCodeEntry } from '../errors/error-codes.js';
import { type ErrorNames, fillIn } from '../errors/fill-in.js';
import type { SyncProblem } from '../sync/sync-run.js';
import type { CodeMeaning } from './sync-status.js';

const CODES: ReadonlyMap<string, ErrorCodeEntry> = new Map(Object.entries(ERROR_CODES));

/** A problem with what its code means. One that a newer version left in the store may have a code unknown here. */
export function explained<P extends SyncProblem>(problem: P, names: ErrorNames): P & CodeMeaning {
  const entry = CODES.get(problem.code);
  return {
    ...problem,
    title: entry === undefined ? problem.message : fillIn(entry.title, names),
    cause: entry === undefined ? '' : fillIn(entry.cause, names),
    command: entry?.command,
  };
}
