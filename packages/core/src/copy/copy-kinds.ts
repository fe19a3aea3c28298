import { ok, okAsync, type ResultAsync, safeTry } from 'neverthrow';
import { type ArchiveKind, CLEARED_KINDS, type ClearedKind } from '../ports/store-archive.js';
import type { StoreError } from '../ports/store-error.js';
import { type CopyBookmark, formatBookmark } from './copy-bookmark.js';
import type { CopyError } from './copy-report.js';
import { type CopySession, fromDestination, fromSource } from './copy-session.js';

/** How many records of a kind are expected, as far as that is cheap to know. */
export type Expected = Partial<Readonly<Record<ArchiveKind, number>>>;

/** Copies what a bookmark says is left, kind by kind, each page with a bookmark of its own. */
export function copyKinds(
  session: CopySession,
  { source, left, cursor, done }: CopyBookmark,
  expected: Expected,
): ResultAsync<void, CopyError> {
  return safeTry(async function* () {
    let from = { cursor, done };
    for (const [index, kind] of left.entries()) {
      const rest = left.slice(index);
      if (from.cursor === undefined) yield* startAfresh(session, kind);
      yield* copyKind(session, { source, left: rest, ...from }, expected[kind]);
      from = { cursor: undefined, done: 0 };
    }
    return ok(undefined);
  });
}

/** Records that have gone from the source since an earlier try must not stay. */
function startAfresh({ to }: CopySession, kind: ArchiveKind): ResultAsync<void, CopyError> {
  return isCleared(kind) ? to.archive.clear(kind).mapErr(fromDestination) : okAsync();
}

/** Whether records of this kind are forgotten before they are copied again. */
export function isCleared(kind: ArchiveKind): kind is ClearedKind {
  return CLEARED_KINDS.some((cleared) => cleared === kind);
}

/** The next page is read while this one is written: they are different stores. */
function copyKind(
  { from, to, source, pageSize, onProgress, goOn }: CopySession,
  { left, cursor, done: before }: CopyBookmark,
  expected: number | undefined,
): ResultAsync<void, CopyError> {
  const [kind, ...others] = left;
  if (kind === undefined) return okAsync();
  const read = (at: string | undefined) => from.archive.read(kind, at, pageSize).mapErr(fromSource);
  const tell = (done: number) => onProgress({ phase: 'copying', kind, done, expected });
  return safeTry(async function* () {
    let reading = read(cursor);
    for (let done = before; ; ) {
      const page = yield* reading;
      const next = page.next;
      if (next !== undefined) reading = read(next);
      done += page.records.length;
      const bookmark =
        next === undefined
          ? { source, left: others, cursor: next, done: 0 }
          : { source, left, cursor: next, done };
      yield* to.archive.write(page.records, formatBookmark(bookmark)).mapErr(fromDestination);
      tell(done);
      if (next === undefined) return ok(undefined);
      yield* goOn();
    }
  });
}

/** Notes what is to be copied, before anything is or again. */
export function noteLeft(
  { to, source }: Pick<CopySession, 'to' | 'source'>,
  left: readonly ArchiveKind[],
): ResultAsync<void, StoreError> {
  return to.archive.write([], formatBookmark({ source, left, cursor: undefined, done: 0 }));
}
