import { err, ok, ResultAsync, safeTry } from 'neverthrow';
import { ARCHIVE_KINDS, type ArchiveKind } from '../ports/store-archive.js';
import { type Expected, isCleared, noteLeft } from './copy-kinds.js';
import type { CopyError, CopyRefusal } from './copy-report.js';
import { type CopySession, fromDestination, fromSource } from './copy-session.js';
import { digestKind, type KindDigest } from './kind-digest.js';

type Counts = Record<ArchiveKind, number>;

/**
 * Reads both stores again and compares them, kind by kind. What differs is noted in the destination, to be copied
 * again by the next try; nothing is forgotten.
 */
export function verifyCopy(session: CopySession, expected: Expected): ResultAsync<Counts, CopyError> {
  return safeTry(async function* () {
    const counts = Object.fromEntries(ARCHIVE_KINDS.map((kind) => [kind, 0])) as Counts;
    const different: ArchiveKind[] = [];
    const surplus: ArchiveKind[] = [];
    for (const kind of ARCHIVE_KINDS) {
      const { source, destination } = yield* digestBoth(session, kind, expected[kind]);
      counts[kind] = source.count;
      if (source.count === destination.count && source.sum === destination.sum) continue;
      different.push(kind);
      if (destination.count > source.count && !isCleared(kind)) surplus.push(kind);
    }
    if (different.length === 0) return ok(counts);
    yield* noteLeft(session, different).mapErr(fromDestination);
    return err(surplus.length > 0 ? destinationChanged(surplus) : sourceChanged(different));
  });
}

interface BothDigests {
  readonly source: KindDigest;
  readonly destination: KindDigest;
}

/** At the same time, since they are different stores. */
function digestBoth(
  session: CopySession,
  kind: ArchiveKind,
  expected: number | undefined,
): ResultAsync<BothDigests, CopyError> {
  const { from, to, pageSize, onProgress, goOn } = session;
  const tell = (done: number): ResultAsync<void, CopyError> => {
    onProgress({ phase: 'verifying', kind, done, expected });
    return goOn();
  };
  return ResultAsync.combine([
    digestKind<CopyError>({ archive: from.archive, kind, pageSize, toError: fromSource }, tell),
    digestKind<CopyError>({ archive: to.archive, kind, pageSize, toError: fromDestination }, goOn),
  ]).map(([source, destination]) => ({ source, destination }));
}

function sourceChanged(kinds: readonly ArchiveKind[]): CopyRefusal {
  return {
    type: 'source_changed',
    message: `The source was written to while it was copied (${kinds.join(', ')}).`,
    remedy: 'Stop every service that uses it and run the copy again: it goes on with what differs.',
    kinds,
  };
}

function destinationChanged(kinds: readonly ArchiveKind[]): CopyRefusal {
  return {
    type: 'destination_changed',
    message: `The destination holds what the source does not (${kinds.join(', ')}): something else writes to it.`,
    remedy: 'Stop every service that uses it, and copy to a store that does not exist yet.',
    kinds,
  };
}
