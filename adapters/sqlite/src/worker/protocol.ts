import type { Store, StoreError } from '@quiz-sync/core';
import type { Result, ResultAsync } from 'neverthrow';
import type { SqliteFile } from '../sqlite-store.js';
import type { HandClock } from './connection.js';
import type { OpenOptions } from './open-database.js';
import type { Outcome } from './outcome.js';
import type { Steps } from './steps.js';
import type { SubmissionRow } from './submission-row.js';

/** What the thread is asked to do: the store's repositories, and questions about the file. */
export type Repositories = Omit<Store, 'ping'> & {
  readonly file: {
    ping(): ResultAsync<void, StoreError>;
    describe(): ResultAsync<SqliteFile, StoreError>;
    damage(): ResultAsync<string | undefined, StoreError>;
  };
};

export type RepoName = keyof Repositories;
type MethodName<R extends RepoName> = keyof Repositories[R] & string;

/** `ledger.find`, `lease.acquire`, ...; inserts travel together, see {@link InsertRequest}. */
export type CallName = Exclude<
  { [R in RepoName]: `${R}.${MethodName<R>}` }[RepoName],
  'submissions.insert' | 'idempotency.submit'
>;

type MethodOf<N extends CallName> = N extends `${infer R extends RepoName}.${infer M}`
  ? M extends MethodName<R>
    ? Repositories[R][M]
    : never
  : never;

type ResultAsyncOf<F> = F extends (...args: never) => ResultAsync<infer T, infer E> ? [T, E] : never;

export type Arguments<N extends CallName> = MethodOf<N> extends (...args: infer A) => unknown ? A : never;
export type Value<N extends CallName> = ResultAsyncOf<MethodOf<N>>[0];
export type Failure<N extends CallName> = ResultAsyncOf<MethodOf<N>>[1];

/**
 * A repository as it is in the thread: it answers at once or in steps, and throws what SQLite throws (the thread turns
 * that into a StoreError), so that only the other expected failures are values here.
 */
export type WorkerRepo<R extends RepoName> = {
  readonly [M in MethodName<R>]: WorkerMethod<Repositories[R][M]>;
};

type WorkerMethod<F> = F extends (...args: infer A) => ResultAsync<infer T, infer E>
  ? (...args: A) => Result<T, Exclude<E, StoreError>> | Steps<Result<T, Exclude<E, StoreError>>>
  : never;

export interface InsertRequest {
  readonly id: number;
  readonly row: SubmissionRow;
}

export interface CallRequest {
  readonly type: 'call';
  readonly id: number;
  readonly name: CallName;
  readonly args: readonly unknown[];
}

export type Request =
  | { readonly type: 'inserts'; readonly inserts: readonly InsertRequest[] }
  | CallRequest
  /** Answer what was asked before, close the file, end. */
  | { readonly type: 'close' };

export interface Answer {
  readonly id: number;
  readonly outcome: Outcome;
}

export type Reply =
  | { readonly type: 'ready' }
  /** The file cannot be opened; `message` is for people. `mayPass`: it may be possible later, by itself or by a person. */
  | { readonly type: 'refused'; readonly message: string; readonly mayPass: boolean }
  | { readonly type: 'answers'; readonly answers: readonly Answer[] };

/** What the thread is started with. */
export interface ThreadData {
  /** Absolute. */
  readonly path: string;
  readonly options: OpenOptions;
  /** The file was open before: one that is missing now is not to be made anew, for what was stored is elsewhere. */
  readonly isReopening?: boolean;
  /** Default: SQLite's own clock. */
  readonly clock?: HandClock;
}
