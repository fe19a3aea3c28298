import type {
  CourseFacts,
  Erasure,
  Handover,
  LearnerFacts,
  QuizType,
  Response,
  Scope,
  SessionFacts,
  TabName,
} from '@quiz-sync/core';

/**
 * What every document that waits for the spreadsheet carries. `pending_since` is there as long as it waits (and absent,
 * never null, afterwards: `$min` then sets it on a document that does not wait and leaves it on one that does).
 */
export interface Tracked {
  readonly _id: string;
  readonly version: number;
  readonly pending_since?: Date;
}

/** `question_data` is whatever a front end sent, so it is kept as JSON text: its keys may be none that a database takes. */
export type StoredResponse = Omit<Response, 'question_data'> & { readonly question_data?: string };

/** `_id`: the `submission_id`. */
export interface SubmissionDocument extends Tracked {
  readonly user_id: string;
  readonly session_id?: string;
  readonly quiz_type: QuizType;
  readonly submitted_at: string;
  readonly selected_course_type?: string;
  readonly responses: readonly StoredResponse[];
  readonly response_count: number;
  /** There until it has been added to the totals. */
  readonly uncounted?: true;
  /** Of the request under a key that stored it. */
  readonly attempt?: string;
  /** While it is being removed: by which attempt. */
  readonly erasing?: string;
}

/** `_id`: core's `completionChangeId`. */
export interface CompletionDocument extends Tracked {
  readonly user_id: string;
  readonly course_id: string;
  readonly session_id?: string;
  readonly completed_at: string;
  /** What else was sent, as JSON: it may hold names that MongoDB takes for operators. */
  readonly details?: string;
  /** Of the request under a key that stored it. */
  readonly attempt?: string;
}

/** `_id`: the `key_id`. Times are ISO. */
export interface ApiKeyDocument {
  readonly _id: string;
  readonly key_hash: string;
  readonly scopes: readonly Scope[];
  readonly label?: string;
  readonly created_at: string;
  readonly expires_at?: string;
  readonly revoked_at?: string;
  readonly last_used_at?: string;
}

/** A request under a key; `_id`: scope and key as JSON. */
export interface KeyDocument {
  readonly _id: string;
  readonly scope: string;
  readonly key: string;
  readonly fingerprint: string;
  readonly user_id: string;
  readonly answer?: string;
  readonly taken_at: Date;
  /** Another for each try. */
  readonly attempt: string;
  /** The document that the request stored, if it bears the same attempt; absent for one that found what it asked for. */
  readonly stored_in?: 'submissions' | 'completions';
  readonly stored_as?: string;
}

/** `_id`: the `user_id`. */
export interface LearnerDocument extends Tracked {
  readonly facts: LearnerFacts;
  /** Absent, where nothing was erased. */
  readonly erasure?: Exclude<Erasure, 'none'>;
}

/** `_id`: the `course_id`. */
export interface CourseDocument extends Tracked {
  readonly facts: CourseFacts;
}

/** `_id`: the `session_id`. What is beside `facts` is derived from them, for queries. */
export interface SessionDocument extends Tracked {
  readonly facts: SessionFacts;
  readonly user_id?: string;
  /** Whose it was before, in the order in which it went from one to the next. */
  readonly former_users: readonly string[];
  readonly messages: number;
  /** `last_activity`, else `created_at`. */
  readonly heard_at: string;
  readonly created_at: string;
  /** Cleaned up: kept only until the deletion of its row is acknowledged. */
  readonly deleted: boolean;
}

/** One tab of one spreadsheet; `_id`: both names as JSON. */
export interface LedgerTabDocument {
  readonly _id: string;
  readonly target: string;
  readonly tab: TabName;
  /** Stands for the two in a million ledger rows and their indexes. */
  readonly code: string;
  /** The fence under which the record was last written. */
  readonly fence: number;
  /** The tab's own record, absent while only rows of it are known. */
  readonly record?: {
    readonly tab_id: number;
    readonly headers: readonly string[];
    readonly key_column: number;
    readonly next_row: number;
  };
  /** The latest scan, and its number. */
  readonly scan?: string;
  readonly scan_number: number;
}

/** One row of the sheet; `_id`: the tab's code, a colon, the row key. */
export interface LedgerDocument {
  readonly _id: string;
  /** The tab's code. */
  readonly tab: string;
  readonly row: number;
  readonly hash: string;
  readonly owner: string;
  readonly course?: string;
  /** The number of the scan that last saw or wrote it. */
  readonly scan: number;
  /** The greatest fence under which it was written: who holds an earlier one does not overwrite it. */
  readonly fence: number;
  readonly written_at?: Date;
}

/**
 * What is decided about one spreadsheet, in one document, so that each decision is one atomic step under the fence;
 * `_id`: the target.
 */
export interface TargetDocument {
  readonly _id: string;
  /** The greatest fence ever granted. */
  readonly fence: number;
  /** `null` once the lease was given back. */
  readonly holder: string | null;
  /** What a holder told last; `null`: nothing yet. */
  readonly handover: Handover | null;
  /** When that was told, by the server's clock; of earlier versions, which told it then alone, when it was given back. */
  readonly released_at: Date;
  /** By the server's clock, which also judges it. */
  readonly renewed_at: Date;
  readonly ttl_ms: number;
  /** The batches that may still land, oldest first; `batch` is the `_id` of what was sent. */
  readonly journal: readonly { readonly to: string; readonly batch: string }[];
  /** Raised by each change of `journal`. */
  readonly journal_step: number;
  /** Fields of core's `SyncState` by name, each as JSON text. */
  readonly state: Readonly<Record<string, string>>;
  /** How many runs were ever saved. */
  readonly runs: number;
}

/** What was sent in one batch: written before `TargetDocument.journal` names it, and nothing until then. */
export interface BatchDocument {
  readonly _id: string;
  readonly target: string;
  readonly fence: number;
  /** Core's `JournalEntry` as JSON text. */
  readonly entry: string;
}

/** `_id`: target and run id as JSON. */
export interface RunDocument {
  readonly _id: string;
  readonly target: string;
  /** Runs of a target in the order they were first saved. */
  readonly number: number;
  readonly ended: boolean;
  /** Core's `SyncRun` as JSON text. */
  readonly run: string;
}

/** Which steps of the schema have been taken. */
export interface SchemaDocument {
  readonly _id: 'schema';
  readonly version: number;
}

/** The target that pending changes are relative to. */
export interface CurrentTargetDocument {
  readonly _id: 'current_target';
  readonly target: string;
}

/** This store is the copy of another and not finished. */
export interface BookmarkDocument {
  readonly _id: 'bookmark';
  readonly bookmark: string;
}

/** Submissions and responses counted so far. */
export interface TotalsDocument {
  readonly _id: 'totals';
  readonly submissions: number;
  readonly responses: number;
  /** Counted in, but perhaps not unmarked yet. */
  readonly folding: readonly string[];
  /** Counted no more, but perhaps not removed yet: those of these that name this attempt. */
  readonly erasing?: { readonly attempt: string; readonly ids: readonly string[] };
  /** Raised by each change. */
  readonly step: number;
}
