import { err, ok, type ResultAsync, safeTry } from 'neverthrow';
import type { Store } from '../ports/store.js';
import { ARCHIVE_KINDS } from '../ports/store-archive.js';
import type { StoreError } from '../ports/store-error.js';
import { type CopyBookmark, parseBookmark } from './copy-bookmark.js';
import { noteLeft } from './copy-kinds.js';
import type { CopyError, CopyRefusal } from './copy-report.js';
import { fromDestination, fromSource } from './copy-session.js';

export interface BegunCopy {
  readonly bookmark: CopyBookmark;
  readonly resumed: boolean;
}

/** Where to begin, or to go on. From here on the destination counts as an unfinished copy. */
export function beginCopy(source: string, from: Store, to: Store): ResultAsync<BegunCopy, CopyError> {
  return safeTry(async function* () {
    if ((yield* from.archive.bookmark().mapErr(fromSource)) !== undefined) return err(sourceUnfinished());
    const kept = yield* to.archive.bookmark().mapErr(fromDestination);
    if (kept !== undefined) return resume(source, kept);
    if (!(yield* isEmpty(to).mapErr(fromDestination))) return err(inUse('it holds data already'));
    yield* noteLeft({ to, source }, ARCHIVE_KINDS).mapErr(fromDestination);
    const bookmark = { source, left: ARCHIVE_KINDS, cursor: undefined, done: 0 };
    return ok({ bookmark, resumed: false });
  });
}

function resume(source: string, kept: string) {
  const bookmark = parseBookmark(kept);
  if (bookmark === undefined) return err(inUse('a copy was begun in it by another version'));
  if (bookmark.source !== source) return err(inUse(`a copy of ${bookmark.source} was begun in it`));
  return ok({ bookmark, resumed: true });
}

function isEmpty({ archive }: Store): ResultAsync<boolean, StoreError> {
  return safeTry(async function* () {
    for (const kind of ARCHIVE_KINDS)
      if ((yield* archive.read(kind, undefined, 1)).records.length > 0) return ok(false);
    return ok(true);
  });
}

function inUse(why: string): CopyRefusal {
  return {
    type: 'destination_in_use',
    message: `The destination cannot be copied to: ${why}.`,
    remedy: 'Give a store that does not exist yet.',
  };
}

function sourceUnfinished(): CopyRefusal {
  return {
    type: 'source_unfinished',
    message: 'The source is itself a copy that was not finished.',
    remedy: 'Finish it first: run the copy that began it again.',
  };
}
