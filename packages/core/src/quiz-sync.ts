import type { Result, ResultAsync } from 'neverthrow';
import type { Completion, Course } from './domain/course.js';
import type { Learner } from './domain/learner.js';
import type { Session } from './domain/session.js';
import type { QuizType, Submission } from './domain/submission.js';
import type { PlannedTabState, SyncPlan } from './plan/sync-plan.js';
import type { ErasedData } from './ports/personal-data.js';
import type { StoreError } from './ports/store-error.js';
import type { LearnerStatistics } from './statistics/learner-statistics.js';
import type { RunProgress, SyncRun } from './sync/sync-run.js';
import type { TabName } from './tabs/tab-name.js';
import type { CutCells } from './use-cases/cut-cells.js';
import type { InvalidInput } from './use-cases/invalid-input.js';
import type { ResponseFate } from './use-cases/response-fate.js';
import type { RevisionReport } from './use-cases/revision-trust.js';
import type { SpreadsheetError } from './use-cases/spreadsheet-error.js';
import type { SyncStatus } from './use-cases/sync-status.js';
import type { VerifyOptions, VerifyReport } from './verify/verify-report.js';

/** The caller's own name for one request, so that sending it again is told from sending another. */
export interface IdempotencyKey {
  /** 1 to 200 characters, compared exactly. */
  readonly key: string;
  /** Whose keys these are: callers in different scopes cannot meet each other's. Default: `''`, all callers together. */
  readonly scope?: string;
}

/** What came of a submission. The same for the first and for every repeat. */
export interface SubmissionReceipt {
  readonly submission_id: string;
  readonly user_id: string;
  readonly quiz_type: QuizType;
  readonly total_responses: number;
  readonly correct_responses: number;
  /** Percent, rounded half up. */
  readonly overall_score: number;
  /** By topic, in order of first appearance. */
  readonly topic_breakdown: readonly TopicScore[];
  readonly sync: { readonly state: 'pending' | 'disabled' };
}

export interface TopicScore {
  readonly topic: string;
  readonly total: number;
  readonly correct: number;
  /** Percent, rounded half up. */
  readonly score: number;
}

/** `repeat`: it was stored before, and nothing was stored now. */
export interface Submitted {
  readonly receipt: SubmissionReceipt;
  readonly repeat: boolean;
  /** Told again, as the request was first answered under this key; left out otherwise. */
  readonly replayed?: true;
}

export interface CourseCompleted {
  readonly completion: Completion;
  readonly repeat: boolean;
  /** As {@link Submitted.replayed}. */
  readonly replayed?: true;
  readonly sync: { readonly state: 'pending' | 'disabled' };
}

/** The submission id was used before for something else; nothing was stored. */
export interface SubmissionIdReused {
  readonly type: 'submission_id_reused';
  readonly submission_id: string;
}

/** Nothing was stored by this request. */
export type KeyError =
  | { readonly type: 'invalid_idempotency_key'; readonly message: string }
  /** Another request came under this key before. */
  | { readonly type: 'idempotency_key_reused' }
  /** The same request is being handled at this moment. */
  | { readonly type: 'idempotency_key_in_use' };

export type SubmitError = InvalidInput | SubmissionIdReused | KeyError | StoreError;
export type CompleteError = InvalidInput | KeyError | StoreError;
export type UpsertError = InvalidInput | StoreError;

/** No submission, completion or profile of that learner is stored. */
export interface LearnerUnknown {
  readonly type: 'learner_unknown';
  readonly user_id: string;
}

/** What an erasure has removed from the store; the spreadsheet follows by the next sync. */
export interface LearnerErased {
  readonly removed: ErasedData;
  readonly sync: { readonly state: 'pending' | 'disabled' };
}

export type EraseError = InvalidInput | StoreError;

/** Everything that is stored of a learner. */
export interface LearnerExport {
  readonly user_id: string;
  readonly exported_at: string;
  readonly profile: Learner | undefined;
  readonly completions: readonly Completion[];
  readonly sessions: readonly Session[];
  /** As in the spreadsheet; `undefined` for somebody of whom nothing but sessions without messages is stored. */
  readonly statistics: LearnerStatistics | undefined;
  /** Page by page, to be read once; an error ends it. */
  readonly submissions: AsyncIterable<Result<readonly Submission[], StoreError>>;
}

export interface SyncDisabled {
  readonly type: 'sync_disabled';
}

export interface ForceSyncOptions {
  readonly wait?: boolean;
  /** Called between the batches of a long run of this process, while it is waited for; must not throw. */
  readonly onProgress?: (progress: RunProgress) => void;
}

export type ForceSyncError = StoreError | SyncDisabled;

/** What setting up a spreadsheet found and made, and whether it honours the revision. */
export interface SetUpReport extends RevisionReport {
  readonly target: string;
  readonly spreadsheet_url: string | undefined;
  readonly tabs: readonly {
    readonly tab: TabName;
    readonly title: string;
    /** False when the tab was there. */
    readonly created: boolean;
    /** Headers added at the right. */
    readonly columns_added: readonly string[];
  }[];
}

export type SetUpError = SpreadsheetError;

/** The overview tab, made or found. */
export interface OverviewReport {
  readonly target: string;
  /** What people call it now. */
  readonly title: string;
  /** False when it was there: then nothing of it was touched. */
  readonly created: boolean;
  /** Opens the spreadsheet at the tab; `undefined` where the spreadsheet has no page, as in an emulator. */
  readonly overview_url: string | undefined;
}

export type OverviewError = SpreadsheetError;

/** A row that was sent through, seen in the spreadsheet, and taken back. */
export interface TestRowReport {
  readonly target: string;
  /** Where it was seen among the responses, as people count. */
  readonly row: number;
}

/** `row_not_seen`: it was stored, and did not get as far as the spreadsheet in this try. It is taken back all the same. */
export type TestRowError =
  | SpreadsheetError
  | SyncDisabled
  | { readonly type: 'row_not_seen'; readonly message: string };

/** `sync_failed` with `outcome_unknown`: the answer was lost; ask again. */
export type ProbeError = SpreadsheetError;

/** A tab of ours as it is in the spreadsheet now. */
export interface ExaminedTab {
  readonly tab: TabName;
  /** What people call it now; what it will be called while there is none. */
  readonly title: string;
  readonly tab_id: number | undefined;
  readonly state: PlannedTabState;
  /** Those that are missing, or lost. */
  readonly headers: readonly string[];
  /** Where the managed columns are, the key's last, counted from 0; of a tab that is ready. */
  readonly columns: readonly number[];
}

/** Never `lease_held`. */
export type ExamineTabsError = SpreadsheetError;

/** Never `lease_held`. */
export type PlanError = SpreadsheetError;

export interface RebuildRequested {
  /** In the spreadsheet now, as far as is known: all of them will be written again. */
  readonly rows: number;
}

export type RebuildError = SpreadsheetError | SyncDisabled;

/** `sync_disabled`: only of a repair. */
export type VerifyError = SpreadsheetError | SyncDisabled;

/**
 * The application: everything a front (HTTP, CLI, an embedding server) can ask. Inputs are unknown data, validated
 * here, so that every front has the same rules.
 */
export interface QuizSync {
  /**
   * Stores a quiz submission durably, asks for a sync, and answers. Never waits for Google. `submission_id` and
   * `submitted_at` are made when absent; a repeat (same id, same content) answers as the first time did. Under a `key`,
   * which then stands in for an absent `submission_id`, so does the same request for 24 hours; refusals are not kept.
   */
  submitQuiz(input: unknown, key?: IdempotencyKey): ResultAsync<Submitted, SubmitError>;

  /** The same for one question of a course: `{ user_id, course_id, page_index, selected_option, correct, ... }`. */
  submitCourseQuiz(input: unknown, key?: IdempotencyKey): ResultAsync<Submitted, SubmitError>;

  /** `{ user_id, course_id, session_id?, completed_at?, ... }`, see `completionInputSchema`; idempotent: the first completion stays. */
  completeCourse(input: unknown, key?: IdempotencyKey): ResultAsync<CourseCompleted, CompleteError>;

  /** Merges `{ first_name?, last_name?, email? }`. */
  upsertLearner(userId: string, input: unknown): ResultAsync<Learner, UpsertError>;
  /** Merges `{ title?, page_count? }`. */
  upsertCourse(courseId: string, input: unknown): ResultAsync<Course, UpsertError>;
  /** Merges session facts. */
  upsertSession(sessionId: string, input: unknown): ResultAsync<Session, UpsertError>;

  /** What the sheet shows of a learner, computed now from the store. */
  learnerStatistics(userId: string): ResultAsync<LearnerStatistics, StoreError | LearnerUnknown>;

  /**
   * Removes everything that is stored of a learner, and asks for a sync, which removes the rows from the spreadsheet.
   * Idempotent: of a learner who is unknown nothing is removed, and that is no error. What is submitted afterwards is
   * stored as of anybody.
   */
  eraseLearner(userId: string): ResultAsync<LearnerErased, EraseError>;

  /** Reads everything that is stored of a learner, in bounded memory. */
  exportLearner(userId: string): ResultAsync<LearnerExport, StoreError | LearnerUnknown>;

  /** Never waits for Google. */
  syncStatus(): ResultAsync<SyncStatus, StoreError>;

  /**
   * Asks for a run now, or joins the one in progress or already asked for. With `wait`, answers when it has ended
   * (its `status` tells how); otherwise at once.
   */
  forceSync(options?: ForceSyncOptions): ResultAsync<SyncRun, ForceSyncError>;

  /**
   * Makes what is missing in the spreadsheet (tabs, headers, formats, the hidden key column), and nothing else; then
   * does what {@link QuizSync.probeRevision} does. Idempotent.
   */
  setUp(): ResultAsync<SetUpReport, SetUpError>;

  /**
   * Makes the overview tab for people, unless it is there: totals and charts that the spreadsheet computes from our
   * tabs. Missing tabs and columns are made first. Nothing ever writes to it again, whatever people make of it; when
   * they delete it, it comes back by this alone. Idempotent, also when its answer is lost.
   */
  makeOverview(): ResultAsync<OverviewReport, OverviewError>;

  /**
   * Submits one response of a made-up learner, syncs it together with whatever else is waiting, looks that it is in the
   * spreadsheet, and takes it back out of both, so that nothing of it remains there. The runs that it took stay in the
   * list of runs. What a try leaves that is cut short is taken back by the next one.
   */
  sendTestRow(): ResultAsync<TestRowReport, TestRowError>;

  /**
   * Proves on the spreadsheet itself that it refuses a batch which comes late, and remembers the answer. Takes the
   * lease, one read and two writes that change no cell and leave nothing behind. `unproven`: the spreadsheet has not
   * been set up yet, or its marker is missing; nothing was tried.
   */
  probeRevision(): ResultAsync<RevisionReport, ProbeError>;

  /**
   * Compares store and spreadsheet row by row, in bounded memory, however large they are; reads some 5,000 rows a call
   * and holds the lease meanwhile, so that nothing is synced until it ends. Writes nothing to the spreadsheet, unless
   * `repair` is asked for: then what is pending is synced first, drift is looked for, and exactly that is mended. Rows
   * that are missing, edited or stale are written again; duplicate rows, and foreign ones whose key has the form of
   * ours, lose their key and managed cells. Columns of people's own are never touched. A repair with a store that
   * never wrote to the spreadsheet is refused, as `sync_failed` with the code `rows_of_another_store`, when there are foreign
   * ones: nothing is changed.
   */
  verify(options?: VerifyOptions): ResultAsync<VerifyReport, VerifyError>;

  /**
   * Asks for every row to be written again, whatever the spreadsheet holds, by the runs that come, in batches; one that
   * is cut short is gone on with by the next. Takes the lease for a moment and calls nobody. Asked again, it begins again.
   */
  rebuild(): ResultAsync<RebuildRequested, RebuildError>;

  /**
   * What the next sync would write, cell by cell, and what it would cost. Takes no lease, reads the spreadsheet once,
   * and writes nothing anywhere.
   */
  plan(): ResultAsync<SyncPlan, PlanError>;

  /** Whether our tabs and headers are there. Takes no lease, reads the spreadsheet once, and writes nothing anywhere. */
  examineTabs(): ResultAsync<readonly ExaminedTab[], ExamineTabsError>;

  /** Where a response (`<submission_id>:<index>`) is on its way into the spreadsheet. Never waits for Google. */
  responseFate(responseId: string): ResultAsync<ResponseFate, StoreError>;

  /** Cells whose text was cut since it is too long for one; bounded. Never waits for Google. */
  cutCells(): ResultAsync<CutCells, StoreError>;

  /** Newest first. */
  syncRuns(limit: number): ResultAsync<SyncRun[], StoreError>;
  syncRun(runId: string): ResultAsync<SyncRun | undefined, StoreError>;

  /** Removes empty sessions last heard of more than `olderThanMs` ago; with `dryRun` only counts them. */
  cleanUpSessions(options: {
    olderThanMs: number;
    dryRun: boolean;
  }): ResultAsync<{ removed: number; dry_run: boolean }, StoreError>;

  /** Whether the store answers. */
  ping(): ResultAsync<void, StoreError>;

  /** Stops syncing: a run in progress ends its batch. Closes nothing it was handed. Idempotent. */
  stop(): ResultAsync<void, never>;
}
