import { ok, type ResultAsync, safeTry } from 'neverthrow';
import type { ChangeRef } from '../ports/pending-changes.js';
import type { LedgerEntry } from '../ports/sheet-ledger.js';
import type { JournalEntry, KeyCheck } from '../ports/sync-journal.js';
import { rowSubject } from '../tabs/row-subject.js';
import type { TabName } from '../tabs/tab-name.js';
import { distrustKeys } from './regain-track.js';
import { scanTab } from './scan-tab.js';
import type { SyncError, SyncSession } from './sync-session.js';

/** A key that a batch's read-back did not find where the batch had put its row. */
export interface MisplacedKey {
  readonly check: KeyCheck;
  /** What stands there instead; '' for nothing. */
  readonly found: string;
}

interface HitKey {
  readonly tab: TabName;
  readonly key: string;
}

/**
 * People moved rows in the moment between our read and our write, so cells meant for one row went to another. Only
 * managed cells can have been hit. Finds every row that was hit or missed, changes what the batch is taken to have done
 * so that those rows are written again, and makes their documents pending. The caller settles the batch afterwards;
 * until then a crash leads back here, since the same check fails again.
 */
export function mendHitRows(
  session: SyncSession,
  entry: JournalEntry,
  misplaced: readonly MisplacedKey[],
): ResultAsync<void, SyncError> {
  const { store, target, fence, log } = session;
  return safeTry(async function* () {
    log.warn('Rows were moved while a batch was written: writing the rows it hit again', {
      rows: misplaced.length,
    });
    const hits: HitKey[] = misplaced.flatMap(hitKeys);
    for (const place of placesOf(misplaced)) {
      const forgotten = yield* scanTab(session, place);
      hits.push(...forgotten.map((key) => ({ tab: place.tab, key })));
    }
    const placed = yield* currentPlaces(session, entry, new Set(misplaced.map(({ check }) => check.tab)));
    yield* store.journal.record(withoutHits(entry, placed, hits), fence);
    for (const [tab, keys] of Map.groupBy(hits, (hit) => hit.tab)) {
      yield* distrustKeys({ store, target }, tab, keys);
    }
    yield* requeueSubjects(session, hits);
    return ok(undefined);
  });
}

function placesOf(misplaced: readonly MisplacedKey[]): KeyCheck[] {
  return [...new Map(misplaced.map(({ check }) => [check.tab, check])).values()];
}

/** The row that was meant, and the one that stood there. Above an added block nothing was written. */
function hitKeys({ check, found }: MisplacedKey): HitKey[] {
  const keys = check.written ? [check.key, found] : [];
  return keys.filter((key) => key !== '').map((key) => ({ tab: check.tab, key }));
}

/** The batch's entries with the places the scan found in the tabs that were scanned; those it did not find are dropped. */
function currentPlaces(
  { store, target }: SyncSession,
  entry: JournalEntry,
  scanned: ReadonlySet<TabName>,
): ResultAsync<LedgerEntry[], SyncError> {
  return safeTry(async function* () {
    const placed: LedgerEntry[] = entry.effects.entries.filter(({ tab }) => !scanned.has(tab));
    for (const tab of scanned) {
      const entries = entry.effects.entries.filter((each) => each.tab === tab);
      const known = yield* store.ledger.find(
        target,
        tab,
        entries.map(({ key }) => key),
      );
      const rows = new Map(known.map(({ key, row }) => [key, row]));
      for (const each of entries) {
        const row = rows.get(each.key);
        if (row !== undefined) placed.push({ ...each, row });
      }
    }
    return ok(placed);
  });
}

function withoutHits(
  entry: JournalEntry,
  entries: readonly LedgerEntry[],
  hits: readonly HitKey[],
): JournalEntry {
  const hitIds = new Set(hits.map(({ tab, key }) => `${tab} ${key}`));
  return {
    ...entry,
    effects: {
      ...entry.effects,
      entries: entries.filter(({ tab, key }) => !hitIds.has(`${tab} ${key}`)),
    },
  };
}

/** Pending again, with a higher version, so that the batch's acknowledgements do not reach them. */
function requeueSubjects({ store }: SyncSession, hits: readonly HitKey[]): ResultAsync<void, SyncError> {
  const subjects = hits.flatMap(({ tab, key }) => rowSubject(tab, key) ?? []);
  const learners = subjects.filter(({ kind }) => kind === 'learner').map(({ id }) => id);
  const others: Omit<ChangeRef, 'version'>[] = subjects.filter(({ kind }) => kind !== 'learner');
  return store.learners
    .touch([...new Set(learners)])
    .andThen(() => store.pending.requeue(others))
    .mapErr((error): SyncError => error);
}
