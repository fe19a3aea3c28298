import type { InsertOutcome, KeyedRequest, KeyTaken, StoreError, Submission } from '@quiz-sync/core';
import { err, ok, type Result, ResultAsync } from 'neverthrow';
import { askCall, askInsert } from './conversation.js';
import { openThread } from './open-thread.js';
import { type KeeperOptions, keepThread } from './thread-keeper.js';
import type { Outcome } from './worker/outcome.js';
import type { Arguments, CallName, Failure, ThreadData, Value } from './worker/protocol.js';
import { toSubmissionRow } from './worker/submission-row.js';

/** The thread that owns the file, from outside; one that dies is replaced, see {@link keepThread}. */
export interface WorkerClient {
  call<N extends CallName>(name: N, ...args: Arguments<N>): ResultAsync<Value<N>, Failure<N>>;
  insert(stored: Submission): ResultAsync<InsertOutcome, StoreError>;
  submit(stored: Submission, request: KeyedRequest): ResultAsync<InsertOutcome | KeyTaken, StoreError>;
  /** Waits for what is under way. Idempotent. */
  close(): Promise<void>;
}

/** Starts the thread; rejects with one line for people when it cannot open the file. */
export async function startWorker(
  entry: URL,
  data: ThreadData,
  options: KeeperOptions = {},
): Promise<WorkerClient> {
  const { ask, close } = await keepThread(
    (isReopening) => openThread(entry, { ...data, isReopening }),
    options,
  );
  return {
    call: <N extends CallName>(name: N, ...args: Arguments<N>) =>
      new ResultAsync<Value<N>, Failure<N>>(
        answered(() => ask((conversation) => askCall(conversation, name, args))),
      ),
    insert: (stored) =>
      new ResultAsync<InsertOutcome, StoreError>(
        answered(() => ask((conversation) => askInsert(conversation, toSubmissionRow(stored)))),
      ),
    submit: (stored, request) =>
      new ResultAsync<InsertOutcome | KeyTaken, StoreError>(
        answered(() =>
          ask((conversation) => askInsert(conversation, { ...toSubmissionRow(stored), request })),
        ),
      ),
    close,
  };
}

/** The protocol ties what comes back to what was asked. A bug in the thread is one here, too, and is thrown. */
async function answered<T, E>(ask: () => Promise<Outcome>): Promise<Result<T, E>> {
  const outcome = await ask();
  switch (outcome.type) {
    case 'ok':
      return ok(outcome.value as T);
    case 'err':
      return err(outcome.error as E);
    case 'bug':
      throw outcome.error;
    default:
      return outcome satisfies never;
  }
}
