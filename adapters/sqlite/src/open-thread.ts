import { Worker } from 'node:worker_threads';
import { StoreNotOpened } from '@quiz-sync/core/light';
import { type Conversation, startConversation } from './conversation.js';
import type { Reply, ThreadData } from './worker/protocol.js';

/** Node 22 calls `node:sqlite` experimental, on the error output, each time; that is for us to know and not for users. */
const QUIET = ['--disable-warning=ExperimentalWarning'];

/** Starts a thread, which opens the file. Rejects with {@link StoreNotOpened}. */
export async function openThread(entry: URL, data: ThreadData): Promise<Conversation> {
  const worker = new Worker(entry, { workerData: data, execArgv: QUIET });
  await opened(worker);
  return startConversation(worker);
}

function opened(worker: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    const died = (error?: unknown): void =>
      reject(new StoreNotOpened(deathBeforeBeginning(error), 'unavailable'));
    const ended = (): void => died();
    worker.once('error', died);
    worker.once('exit', ended);
    worker.once('message', (reply: Reply) => {
      worker.off('error', died);
      worker.off('exit', ended);
      if (reply.type !== 'refused') resolve();
      else reject(new StoreNotOpened(reply.message, reply.mayPass ? 'unavailable' : 'unusable'));
    });
  });
}

function deathBeforeBeginning(error: unknown): string {
  const why = error instanceof Error ? `: ${error.message}` : '';
  return `the thread of the SQLite store ended before it had begun${why}`;
}
