import { Worker } from 'node:worker_threads';
import { type Conversation, startConversation } from './conversation.js';
import type { Reply, ThreadData } from './worker/protocol.js';

/** Node 22 calls `node:sqlite` experimental, on the error output, each time; that is for us to know and not for users. */
const QUIET = ['--disable-warning=ExperimentalWarning'];

/** Why there is no thread; the message is one line for people. */
export class NotOpened extends Error {
  /** Whether trying again later may help, without any other setting. */
  readonly mayPass: boolean;

  constructor(message: string, mayPass: boolean) {
    super(message);
    this.mayPass = mayPass;
  }
}

/** Starts a thread, which opens the file. Rejects with {@link NotOpened}. */
export async function openThread(entry: URL, data: ThreadData): Promise<Conversation> {
  const worker = new Worker(entry, { workerData: data, execArgv: QUIET });
  await opened(worker);
  return startConversation(worker);
}

function opened(worker: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    const died = (error?: unknown): void => reject(new NotOpened(deathBeforeBeginning(error), true));
    const ended = (): void => died();
    worker.once('error', died);
    worker.once('exit', ended);
    worker.once('message', (reply: Reply) => {
      worker.off('error', died);
      worker.off('exit', ended);
      if (reply.type === 'refused') reject(new NotOpened(reply.message, reply.mayPass));
      else resolve();
    });
  });
}

function deathBeforeBeginning(error: unknown): string {
  const why = error instanceof Error ? `: ${error.message}` : '';
  return `the thread of the SQLite store ended before it had begun${why}`;
}
