import type { ResultAsync } from 'neverthrow';
import type { Completion, CourseFacts } from '../domain/course.js';
import type { LearnerFacts } from '../domain/learner.js';
import type { SessionFacts } from '../domain/session.js';
import type { Submission } from '../domain/submission.js';
import type { SyncRun } from '../sync/sync-run.js';
import type { StoredApiKey } from './api-key-repo.js';
import type { Erasure } from './personal-data.js';
import type { LedgerEntry, TabRecord } from './sheet-ledger.js';
import type { StoreError } from './store-error.js';
import type { JournalEntry } from './sync-journal.js';
import type { SyncState } from './sync-state-repo.js';

/** What a document carries beside what people said. Batches that may still land name versions, so that they survive. */
export interface ArchivedDocument {
  /**
   * For a submission that is not pending, a store may keep none: then any that is at least as great as all it ever had.
   * A store that was written one gives none of it, nor a smaller one, to a later change of the same document.
   */
  readonly version: number;
  /** Since when it waits for the spreadsheet, ISO; `undefined`: it does not. */
  readonly pending_since: string | undefined;
}

/** One piece of what a store remembers, as no store in particular keeps it. Plain data. */
export type ArchiveRecord =
  | (ArchivedDocument & { readonly kind: 'submission'; readonly submission: Submission })
  | (ArchivedDocument & { readonly kind: 'completion'; readonly completion: Completion })
  | (ArchivedDocument & {
      readonly kind: 'learner';
      readonly user_id: string;
      readonly facts: LearnerFacts;
      readonly erasure: Erasure;
    })
  | (ArchivedDocument & { readonly kind: 'course'; readonly course_id: string; readonly facts: CourseFacts })
  | (ArchivedDocument & {
      readonly kind: 'session';
      readonly session_id: string;
      readonly facts: SessionFacts;
      readonly created_at: string;
      /** Whose it was before, in the order in which it went from one to the next. */
      readonly former_users: readonly string[];
      /** Cleaned up, and its row still to go. */
      readonly deleted: boolean;
    })
  /** A tab whose rows alone are known has no record: its rows make it. */
  | { readonly kind: 'tab'; readonly target: string; readonly record: TabRecord }
  | {
      readonly kind: 'row';
      readonly target: string;
      readonly entry: LedgerEntry;
      /** As {@link SheetLedger.writtenAt}. */
      readonly written_at: string | undefined;
    }
  /** Read oldest first. */
  | { readonly kind: 'journal'; readonly entry: JournalEntry }
  /** Read in the order in which they were first saved. */
  | { readonly kind: 'run'; readonly target: string; readonly run: SyncRun }
  | { readonly kind: 'api_key'; readonly key: StoredApiKey }
  | {
      readonly kind: 'target';
      readonly target: string;
      /** `requeueCursor` is a store's own text: one that is set is read as `''`, which begins again. */
      readonly state: SyncState;
      /** The greatest ever granted, 0 for none; who holds the lease is not told. */
      readonly fence: number;
      readonly is_current: boolean;
    };

export type ArchiveKind = ArchiveRecord['kind'];

/** All kinds, in the order in which they are copied: what refers to others comes after them. */
export const ARCHIVE_KINDS = [
  'submission',
  'completion',
  'learner',
  'course',
  'session',
  'tab',
  'row',
  'journal',
  'run',
  'api_key',
  'target',
] as const satisfies readonly ArchiveKind[];

/** Kinds of which records go, in a store that is used; of the others they only come and change. */
export const CLEARED_KINDS = [
  'session',
  'tab',
  'row',
  'journal',
  'run',
] as const satisfies readonly ArchiveKind[];

export type ClearedKind = (typeof CLEARED_KINDS)[number];

/** Where a walk by {@link StoreArchive.read} has got to; opaque, and good for any later process on the same data. */
export type ArchiveCursor = string;

export interface ArchivePage {
  readonly records: readonly ArchiveRecord[];
  /** Where to go on; `undefined` when these were the last. Behind the last there may be one page more, with no records. */
  readonly next: ArchiveCursor | undefined;
}

/**
 * The whole content of a store, for moving it to another: everything that cannot be worked out from the rest, by kind
 * and in pages. What is derived (tallies, totals, indexes) is not in it, and right again once all is written; nor are
 * requests under keys, which are forgotten within a day anyway.
 */
export interface StoreArchive {
  /**
   * The next `limit` at most of a kind, from `cursor` on (`undefined`: from the beginning); fewer where they are large,
   * so that memory stays bounded, but at least one as long as there is any. What is stored during a walk may be passed
   * over; a document or row that was there all the time is not, whatever else comes or goes. Changes nothing.
   */
  read(
    kind: ArchiveKind,
    cursor: ArchiveCursor | undefined,
    limit: number,
  ): ResultAsync<ArchivePage, StoreError>;

  /**
   * Adds these records, or replaces those that are there of the same identity; they are of one kind. Journal entries,
   * runs and tabs that are new come after those that are there, in the order given, and so do submissions that wait
   * since the same time. A target's fence never goes back, and nobody gets its lease by this; a current target replaces
   * the one before, and makes nothing pending. Keeps `bookmark`, in the same step or after the records. Repeatable.
   */
  write(records: readonly ArchiveRecord[], bookmark: string): ResultAsync<void, StoreError>;

  /** Forgets all records of a kind. Cut short, some are left: clear again. */
  clear(kind: ClearedKind): ResultAsync<void, StoreError>;

  /** What the last {@link StoreArchive.write} left: this store is the copy of another and not finished. */
  bookmark(): ResultAsync<string | undefined, StoreError>;

  /** The copy is whole: forgets the bookmark. */
  finish(): ResultAsync<void, StoreError>;
}
