import type { QuotaHit } from '../ports/sheets-port.js';
import type { TabName } from '../tabs/tab-name.js';

/** Why a sync could not go on. `code` is one of the public error codes, whose page gives cause and remedy. */
export interface SyncProblem {
  readonly code: string;
  /** What happened, in one sentence. */
  readonly message: string;
  /** What to do about it, in one sentence, with names and addresses filled in. */
  readonly remedy: string;
  /** Since when it has been so, ISO. */
  readonly since: string;
  /** True when only a person can mend it. */
  readonly blocked: boolean;
  /** Which quota was hit; only of `rate_limited`, where it is known. */
  readonly quota?: QuotaHit;
}

/** Why one tab is set aside while the others go on. */
export interface TabProblem extends SyncProblem {
  readonly tab: TabName;
  /** When writing was last tried, ISO; only of a protected tab, which nothing but trying can tell to be mended. */
  readonly tried_at?: string;
}

/** What a run did to one tab. */
export interface TabWrites {
  readonly updated: number;
  readonly added: number;
  readonly removed: number;
}

export type SyncRunStatus = 'queued' | 'running' | 'succeeded' | 'failed' | 'skipped';

/** How far a long run has got, in changes (stored documents): all that waited when it began, and what has been added since. */
export interface RunProgress {
  readonly done: number;
  /** An estimate while every row is written or compared again. */
  readonly total: number;
}

/** One sync run, from request to end. */
export interface SyncRun {
  readonly run_id: string;
  /** `skipped`: another instance was at it. */
  readonly status: SyncRunStatus;
  readonly reason: string;
  readonly requested_at: string;
  readonly started_at?: string;
  readonly finished_at?: string;
  /** Milliseconds. */
  readonly duration_ms?: number;
  readonly batches: number;
  readonly reads: number;
  readonly writes: number;
  readonly changes: number;
  readonly tabs: Partial<Record<TabName, TabWrites>>;
  /** Only of a run that takes several batches, while it is running. */
  readonly progress?: RunProgress;
  readonly problem?: SyncProblem;
}
