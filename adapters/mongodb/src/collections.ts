import type { Collection, Db } from 'mongodb';
import type {
  ApiKeyDocument,
  BatchDocument,
  BookmarkDocument,
  CompletionDocument,
  CourseDocument,
  CurrentTargetDocument,
  KeyDocument,
  LearnerDocument,
  LedgerDocument,
  LedgerTabDocument,
  RunDocument,
  SchemaDocument,
  SessionDocument,
  SubmissionDocument,
  TargetDocument,
  TotalsDocument,
} from './documents.js';

/** The store's collections, typed. */
export interface Collections {
  readonly submissions: Collection<SubmissionDocument>;
  readonly completions: Collection<CompletionDocument>;
  readonly learners: Collection<LearnerDocument>;
  readonly courses: Collection<CourseDocument>;
  readonly sessions: Collection<SessionDocument>;
  readonly apiKeys: Collection<ApiKeyDocument>;
  readonly keys: Collection<KeyDocument>;
  readonly ledger: Collection<LedgerDocument>;
  readonly ledgerTabs: Collection<LedgerTabDocument>;
  readonly targets: Collection<TargetDocument>;
  readonly batches: Collection<BatchDocument>;
  readonly runs: Collection<RunDocument>;
  /** Four single documents, together in the collection `settings`. */
  readonly schema: Collection<SchemaDocument>;
  readonly currentTarget: Collection<CurrentTargetDocument>;
  readonly totals: Collection<TotalsDocument>;
  readonly bookmark: Collection<BookmarkDocument>;
}

export function collectionsOf(db: Db): Collections {
  return {
    submissions: db.collection('submissions'),
    completions: db.collection('completions'),
    learners: db.collection('learners'),
    courses: db.collection('courses'),
    sessions: db.collection('sessions'),
    apiKeys: db.collection('api_keys'),
    keys: db.collection('idempotency_keys'),
    ledger: db.collection('ledger'),
    ledgerTabs: db.collection('ledger_tabs'),
    targets: db.collection('targets'),
    batches: db.collection('journal_batches'),
    runs: db.collection('sync_runs'),
    schema: db.collection('settings'),
    currentTarget: db.collection('settings'),
    totals: db.collection('settings'),
    bookmark: db.collection('settings'),
  };
}
