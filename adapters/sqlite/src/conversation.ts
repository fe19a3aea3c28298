import type { Worker } from 'node:worker_threads';
import type { StoreError } from '@quiz-sync/core';
import type { Outcome } from './worker/outcome.js';
import type { CallName, InsertRequest, Reply, Request } from './worker/protocol.js';
import type { SubmissionRow } from './worker/submission-row.js';

/** Requests and their answers, as plain data. */
export interface Conversation {
  call(name: CallName, args: readonly unknown[]): Promise<Outcome>;
  insert(row: SubmissionRow): Promise<Outcome>;
  /** Waits for what is under way, then for the thread's end. Idempotent. */
  close(): Promise<void>;
}

/**
 * Talks with a thread that is ready. It is open until `close()` is called or the thread dies; after either, every
 * request is answered `store_unavailable`, and so is what was under way when it died. While nothing is under way the
 * thread does not keep the process alive.
 *
 * Inserts of one turn of the event loop travel in one message. The thread itself gathers those that arrive while it
 * commits.
 */
export function createConversation(worker: Worker): Conversation {
  const underWay = new Map<number, (outcome: Outcome) => void>();
  let gathered: InsertRequest[] = [];
  let lastId = 0;
  let gone: string | undefined;
  let closed: Promise<void> | undefined;
  const ended = new Promise<void>((resolve) => {
    worker.once('exit', () => {
      end('its thread has ended');
      resolve();
    });
  });
  worker.on('error', (error) =>
    end(`its thread has died: ${error instanceof Error ? error.message : error}`),
  );
  worker.on('message', (reply: Reply) => {
    if (reply.type === 'answers') for (const { id, outcome } of reply.answers) settle(id, outcome);
  });
  worker.unref();

  function ask(send: (id: number) => void): Promise<Outcome> {
    if (gone !== undefined) return Promise.resolve(unavailable(gone));
    return new Promise((resolve) => {
      lastId += 1;
      if (underWay.size === 0) worker.ref();
      underWay.set(lastId, resolve);
      send(lastId);
    });
  }

  /** What cannot be sent (a function in a document) is a bug of the caller's, and nobody else's trouble. */
  function post(request: Request, ids: readonly number[]): boolean {
    try {
      worker.postMessage(request);
      return true;
    } catch (error) {
      if (ids.length === 1) for (const id of ids) settle(id, { type: 'bug', error });
      return false;
    }
  }

  function settle(id: number, outcome: Outcome): void {
    underWay.get(id)?.(outcome);
    underWay.delete(id);
    if (underWay.size === 0 && closed === undefined) worker.unref();
  }

  function postInserts(inserts: readonly InsertRequest[]): boolean {
    return post(
      { type: 'inserts', inserts },
      inserts.map(({ id }) => id),
    );
  }

  function end(reason: string): void {
    gone ??= reason;
    for (const id of [...underWay.keys()]) settle(id, unavailable(reason));
  }

  function sendGathered(): void {
    const inserts = gathered;
    gathered = [];
    if (inserts.length === 0 || postInserts(inserts)) return;
    for (const insert of inserts) postInserts([insert]);
  }

  return {
    call: (name, args) => ask((id) => post({ type: 'call', id, name, args }, [id])),
    insert: (row) =>
      ask((id) => {
        if (gathered.length === 0) setImmediate(sendGathered);
        gathered.push({ id, row });
      }),
    close() {
      closed ??= (async () => {
        if (gone !== undefined) return;
        gone = 'it is closed';
        worker.ref();
        sendGathered();
        post({ type: 'close' }, []);
        await ended;
      })();
      return closed;
    },
  };
}

function unavailable(reason: string): Outcome {
  const error: StoreError = {
    type: 'store_unavailable',
    message: `The SQLite store cannot answer: ${reason}.`,
  };
  return { type: 'err', error };
}
