import { Worker } from 'node:worker_threads';
import type { InsertOutcome, StoreError, Submission } from '@quiz-sync/core';
import { err, ok, type Result, ResultAsync } from 'neverthrow';
import { askCall, askInsert, endConversation, startConversation } from './conversation.js';
import type { Outcome } from './worker/outcome.js';
import type { Arguments, CallName, Failure, Reply, ThreadData, Value } from './worker/protocol.js';
import { toSubmissionRow } from './worker/submission-row.js';

/** The thread that owns the file, from outside. */
export interface WorkerClient {
  call<N extends CallName>(name: N, ...args: Arguments<N>): ResultAsync<Value<N>, Failure<N>>;
  insert(stored: Submission): ResultAsync<InsertOutcome, StoreError>;
  /** Waits for what is under way. Idempotent. */
  close(): Promise<void>;
}

/** Node 22 calls `node:sqlite` experimental, on the error output, each time; that is for us to know and not for users. */
const QUIET = ['--disable-warning=ExperimentalWarning'];

/** Starts the thread; rejects with one line for people when it cannot open the file. */
export async function startWorker(entry: URL, data: ThreadData): Promise<WorkerClient> {
  const worker = new Worker(entry, { workerData: data, execArgv: QUIET });
  await opened(worker);
  const conversation = startConversation(worker);
  return {
    call: <N extends CallName>(name: N, ...args: Arguments<N>) =>
      new ResultAsync<Value<N>, Failure<N>>(answered(() => askCall(conversation, name, args))),
    insert: (stored) =>
      new ResultAsync<InsertOutcome, StoreError>(
        answered(() => askInsert(conversation, toSubmissionRow(stored))),
      ),
    close: () => endConversation(conversation),
  };
}

function opened(worker: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    const died = (): void => reject(new Error('the thread of the SQLite store ended before it had begun'));
    worker.once('error', reject);
    worker.once('exit', died);
    worker.once('message', (reply: Reply) => {
      worker.off('error', reject);
      worker.off('exit', died);
      if (reply.type === 'refused') reject(new Error(reply.message));
      else resolve();
    });
  });
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
