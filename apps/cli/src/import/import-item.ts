import type { InputIssue, KeyError, StoreError, SubmissionIdReused } from '@quiz-sync/core';
import type { StoreApplication } from '@quiz-sync/server';
import type { ResultAsync } from 'neverthrow';

/** Where things are taken in. `intake` may be a rehearsal. */
export interface Destination {
  readonly intake: StoreApplication['rehearsal'];
  /** To tell what was there before. */
  readonly store: StoreApplication['store'];
}

/** What became of an item: it was new, it changed what was there, or all of it was there already. */
export type Taken = 'added' | 'changed' | 'unchanged';

/** Something to store, of one record or several. */
export interface ImportItem {
  readonly type: 'item';
  /** The line of each record in it, in order. */
  readonly lines: readonly number[];
  /** Items of the same key are stored one after the other. */
  readonly key: string;
  readonly take: (destination: Destination) => ResultAsync<Taken, TakeError>;
}

/** Part of the file that is not stored, and why. */
export interface RefusedLines {
  readonly type: 'refused';
  readonly problems: readonly LineProblem[];
  /** How many lines this keeps out. */
  readonly count: number;
}

export interface LineProblem {
  readonly line: number;
  readonly message: string;
}

export type TakeError =
  | { readonly type: 'invalid_input'; readonly issues: readonly InputIssue[] }
  | SubmissionIdReused
  | KeyError
  | StoreError;
