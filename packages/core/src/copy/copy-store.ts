import { ok, ResultAsync, safeTry } from 'neverthrow';
import type { Clock } from '../ports/clock.js';
import type { Store } from '../ports/store.js';
import type { ArchiveKind } from '../ports/store-archive.js';
import type { StoreError } from '../ports/store-error.js';
import { defaultClock } from '../runtime/default-clock.js';
import { beginCopy } from './begin-copy.js';
import { copyKinds, type Expected } from './copy-kinds.js';
import type { CopyError, CopyProgress, CopyReport } from './copy-report.js';
import { type CopySession, fromDestination, fromSource, holdingStill } from './copy-session.js';
import { verifyCopy } from './verify-copy.js';

export interface CopyOptions {
  /** `name` tells this source from any other, also for the process that goes on after this one; kept in the destination, so no secrets. */
  readonly from: { readonly name: string; readonly store: Store };
  /** Empty, or with an unfinished copy of this very source. */
  readonly to: Store;
  /** Who holds the source's lease meanwhile, for whoever asks. */
  readonly holder: string;
  /** Asked between two pages. */
  readonly stopping?: () => boolean;
  readonly onProgress?: (progress: CopyProgress) => void;
  /** Records read at once. */
  readonly pageSize?: number;
  /** Default: the runtime's. */
  readonly clock?: Clock;
}

const PAGE_SIZE = 500;

/**
 * Copies everything a store remembers into another, page by page, so that the other goes on where the first one was:
 * what is pending, the ledger, the batches that may still land. Nobody syncs from the source meanwhile (its lease is
 * held); what is submitted to it meanwhile is found in the end, when both are read again and compared. Cut short at any
 * moment, it goes on from there when it is called again. Until it has succeeded the destination is not to be used.
 */
export function copyStore(options: CopyOptions): ResultAsync<CopyReport, CopyError> {
  const { from, to, holder, stopping = () => false, onProgress = () => {} } = options;
  const { pageSize = PAGE_SIZE, clock = defaultClock } = options;
  const work = (goOn: CopySession['goOn']) =>
    copyStill({ source: from.name, from: from.store, to, pageSize, onProgress, goOn });
  return new ResultAsync(holdingStill({ store: from.store, holder, clock, stopping }, work));
}

/** The lease that is held for the copy has raised the fence, so that what is known of targets is copied in each try. */
function copyStill(session: CopySession): ResultAsync<CopyReport, CopyError> {
  const { source, from, to } = session;
  return safeTry(async function* () {
    const { bookmark, resumed } = yield* beginCopy(source, from, to);
    const expected = yield* countAhead(from).mapErr(fromSource);
    yield* copyKinds(session, withTargets(bookmark), expected);
    const records = yield* verifyCopy(session, expected);
    yield* to.archive.finish().mapErr(fromDestination);
    return ok({ resumed, records });
  });
}

function withTargets<B extends { readonly left: readonly ArchiveKind[] }>(bookmark: B): B {
  if (bookmark.left.includes('target')) return bookmark;
  return { ...bookmark, left: [...bookmark.left, 'target'] };
}

/** What is cheap to count: what there is most of. */
function countAhead({ submissions, syncState, ledger }: Store): ResultAsync<Expected, StoreError> {
  return safeTry(async function* () {
    const { submissions: submission } = yield* submissions.count();
    const target = yield* syncState.currentTarget();
    if (target === undefined) return ok({ submission, row: 0 });
    const rows = yield* ledger.countRows(target);
    return ok({ submission, row: [...rows.values()].reduce((total, count) => total + count, 0) });
  });
}
