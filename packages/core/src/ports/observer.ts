import type { QuizType } from '../domain/submission.js';
import type { SyncRun } from '../sync/sync-run.js';
import type { SheetsError } from './sheets-port.js';

/**
 * What came of a submission. `conflict`: its id, or its idempotency key, was used before for something else. `failed`: the
 * store did not take it.
 */
export type SubmissionResult = 'stored' | 'repeat' | 'invalid' | 'conflict' | 'failed';

/** A submission that was answered, whatever came of it. Says nothing of the learner. */
export interface ObservedSubmission {
  /** `unknown`: it was refused before it was clear. */
  readonly quizType: QuizType | 'unknown';
  readonly result: SubmissionResult;
}

/** A call to the spreadsheet that has ended. */
export interface ObservedCall {
  readonly kind: 'read' | 'write';
  readonly code: 'ok' | SheetsError['type'];
  /** Wall-clock time, epoch milliseconds. */
  readonly startedAt: number;
  /** Milliseconds, by a clock that never goes back. */
  readonly durationMs: number;
  /** The run that it was made in; `undefined`: a set-up, a verification, a plan. */
  readonly runId: string | undefined;
  /** Of a write: the revision that the batch leads to, which names it. */
  readonly batchId: string | undefined;
}

/** A run's end. `interrupted`: the store failed under it, so that how it went is not recorded. */
export interface ObservedRunEnd {
  readonly runId: string;
  readonly result: Extract<SyncRun['status'], 'succeeded' | 'failed'> | 'interrupted';
  /** Milliseconds. */
  readonly durationMs: number;
  /** The public error code of what it failed with. */
  readonly code: string | undefined;
}

/**
 * Who is told what happens, as it happens: for metrics and traces. Each method returns at once and never throws; nothing
 * waits for it. What is state, and not an event, is in the status.
 */
export interface Observer {
  submissionAnswered(submission: ObservedSubmission): void;
  /** Something asked for a sync; called where that happens, so in the request that it comes of. */
  syncRequested(): void;
  runStarted(run: { readonly runId: string }): void;
  runEnded(end: ObservedRunEnd): void;
  sheetCalled(call: ObservedCall): void;
}

/** For those who look at nothing. */
export const noObserver: Observer = {
  submissionAnswered() {},
  syncRequested() {},
  runStarted() {},
  runEnded() {},
  sheetCalled() {},
};

/** Tells several. */
export function observers(all: readonly Observer[]): Observer {
  const tell = (what: (each: Observer) => void): void => {
    for (const each of all) what(each);
  };
  return {
    submissionAnswered: (submission) => tell((each) => each.submissionAnswered(submission)),
    syncRequested: () => tell((each) => each.syncRequested()),
    runStarted: (run) => tell((each) => each.runStarted(run)),
    runEnded: (end) => tell((each) => each.runEnded(end)),
    sheetCalled: (call) => tell((each) => each.sheetCalled(call)),
  };
}
