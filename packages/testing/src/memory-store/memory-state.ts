import type {
  Completion,
  CourseFacts,
  Erasure,
  Handover,
  JournalEntry,
  KeyedRequest,
  LearnerFacts,
  LedgerEntry,
  SessionFacts,
  StoredApiKey,
  Submission,
  SyncRun,
  SyncState,
  TabName,
  TabRecord,
} from '@quiz-sync/core';

/** What every document carries: its version, and since when it waits for the spreadsheet (`undefined`: it does not). */
interface Tracked {
  version: number;
  since: string | undefined;
}

export interface SubmissionDocument extends Tracked {
  readonly kind: 'submission';
  readonly id: string;
  readonly submission: Submission;
}

export interface CompletionDocument extends Tracked {
  readonly kind: 'completion';
  readonly id: string;
  readonly completion: Completion;
}

export interface LearnerDocument extends Tracked {
  readonly kind: 'learner';
  readonly id: string;
  facts: LearnerFacts;
  erasure: Erasure;
}

export interface CourseDocument extends Tracked {
  readonly kind: 'course';
  readonly id: string;
  facts: CourseFacts;
}

export interface SessionDocument extends Tracked {
  readonly kind: 'session';
  readonly id: string;
  facts: SessionFacts;
  /** Whose it was before. */
  formerUserIds: readonly string[];
  created_at: string;
  /** Cleaned up: kept only until the deletion of its row is acknowledged. */
  deleted: boolean;
}

export type StoredDocument =
  | SubmissionDocument
  | CompletionDocument
  | LearnerDocument
  | CourseDocument
  | SessionDocument;

/** All documents by kind, then by id: the id of `ChangeRef`. Maps, so that no id can reach a prototype. */
export interface Documents {
  readonly submission: Map<string, SubmissionDocument>;
  readonly completion: Map<string, CompletionDocument>;
  readonly learner: Map<string, LearnerDocument>;
  readonly course: Map<string, CourseDocument>;
  readonly session: Map<string, SessionDocument>;
}

/** What is remembered of one tab of one spreadsheet. */
export interface TabMemory {
  record: TabRecord | undefined;
  readonly entries: Map<string, LedgerEntry>;
  /** When a settled batch last wrote each of them, ISO. */
  readonly writtenAt: Map<string, string>;
  /** Keys that each unfinished scan has seen, by scan id. */
  readonly scans: Map<string, Set<string>>;
}

export interface LeaseState {
  /** The greatest fence ever granted. */
  fence: number;
  /** `undefined` once it was given back. */
  holder: string | undefined;
  /** What the last holder told when giving it back, and when that was, epoch milliseconds. */
  handover: (Handover & { readonly at: number }) | undefined;
  /** Epoch milliseconds by the store's clock. */
  expiresAt: number;
}

/** What is remembered of one spreadsheet. */
export interface TargetMemory {
  readonly tabs: Map<TabName, TabMemory>;
  /** Oldest first. */
  journal: JournalEntry[];
  syncState: SyncState;
  /** In the order they were first saved. */
  readonly runs: Map<string, SyncRun>;
  readonly lease: LeaseState;
}

/** Everything the store holds, as plain data shared by its repositories. */
export interface MemoryState {
  /** The store's clock, epoch milliseconds. */
  readonly now: () => number;
  readonly documents: Documents;
  /** The documents that wait, in the order in which they began to. */
  readonly pending: Set<StoredDocument>;
  readonly submissionsByUser: Map<string, Submission[]>;
  readonly submissionsBySession: Map<string, Submission[]>;
  responses: number;
  /** By scope and key; when each was taken, epoch milliseconds. */
  readonly keys: Map<string, { readonly request: KeyedRequest; readonly takenAt: number }>;
  readonly apiKeys: Map<string, StoredApiKey>;
  readonly targets: Map<string, TargetMemory>;
  currentTarget: string | undefined;
  /** Set while this store is the copy of another and not finished. */
  bookmark: string | undefined;
}

export function emptyState(now: () => number): MemoryState {
  return {
    now,
    documents: {
      submission: new Map(),
      completion: new Map(),
      learner: new Map(),
      course: new Map(),
      session: new Map(),
    },
    pending: new Set(),
    submissionsByUser: new Map(),
    submissionsBySession: new Map(),
    responses: 0,
    keys: new Map(),
    apiKeys: new Map(),
    targets: new Map(),
    currentTarget: undefined,
    bookmark: undefined,
  };
}
