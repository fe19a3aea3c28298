import type { Worker } from 'node:worker_threads';
import type { StoreError } from '@quiz-sync/core';
import type { Outcome } from './worker/outcome.js';
import type { CallName, InsertRequest, Reply, Request } from './worker/protocol.js';
import type { SubmissionRow } from './worker/submission-row.js';

/**
 * Requests to a thread that is ready, and their answers. It is open until it is closed or the thread dies; after
 * either, every request is answered `store_unavailable`, and so is what was under way when it died. While nothing is
 * under way the thread does not keep the process alive.
 */
export interface Conversation {
  readonly worker: Worker;
  /** Who waits for which answer. */
  readonly waiting: Map<number, (outcome: Outcome) => void>;
  /** Resolves when the thread has ended, however. */
  readonly ended: Promise<void>;
  /** Inserts of this turn of the event loop, not sent yet. */
  gathered: InsertRequest[];
  lastId: number;
  /** Why nothing is sent any more; `undefined` while it is open. */
  gone: string | undefined;
  /** Whether the thread has ever answered. */
  hasAnswered: boolean;
}

export function startConversation(worker: Worker): Conversation {
  const conversation: Conversation = {
    worker,
    waiting: new Map(),
    ended: new Promise((resolve) => worker.once('exit', () => resolve())),
    gathered: [],
    lastId: 0,
    gone: undefined,
    hasAnswered: false,
  };
  worker.on('message', (reply: Reply) => {
    if (reply.type !== 'answers') return;
    conversation.hasAnswered = true;
    for (const { id, outcome } of reply.answers) settle(conversation, id, outcome);
  });
  worker.on('error', (error) =>
    giveUp(conversation, `its thread has died: ${error instanceof Error ? error.message : String(error)}`),
  );
  worker.on('exit', () => giveUp(conversation, 'its thread has ended'));
  worker.unref();
  return conversation;
}

export function askCall(
  conversation: Conversation,
  name: CallName,
  args: readonly unknown[],
): Promise<Outcome> {
  return ask(conversation, (id) => post(conversation, { type: 'call', id, name, args }, [id]));
}

/** Inserts of one turn of the event loop travel in one message; the thread itself gathers what arrives while it commits. */
export function askInsert(conversation: Conversation, row: SubmissionRow): Promise<Outcome> {
  return ask(conversation, (id) => {
    if (conversation.gathered.length === 0) setImmediate(() => sendGathered(conversation));
    conversation.gathered.push({ id, row });
  });
}

/** Waits for what is under way, then for the thread's end. */
export async function endConversation(conversation: Conversation): Promise<void> {
  if (conversation.gone === undefined) {
    conversation.gone = 'it is closed';
    conversation.worker.ref();
    sendGathered(conversation);
    post(conversation, { type: 'close' }, []);
  }
  await conversation.ended;
}

function ask(conversation: Conversation, send: (id: number) => void): Promise<Outcome> {
  if (conversation.gone !== undefined) return Promise.resolve(unavailable(cannotAnswer(conversation.gone)));
  return new Promise((resolve) => {
    if (conversation.waiting.size === 0) conversation.worker.ref();
    conversation.lastId += 1;
    conversation.waiting.set(conversation.lastId, resolve);
    send(conversation.lastId);
  });
}

function settle({ worker, waiting, gone }: Conversation, id: number, outcome: Outcome): void {
  waiting.get(id)?.(outcome);
  waiting.delete(id);
  if (waiting.size === 0 && gone === undefined) worker.unref();
}

function sendGathered(conversation: Conversation): void {
  const inserts = conversation.gathered;
  conversation.gathered = [];
  if (inserts.length === 0 || postInserts(conversation, inserts)) return;
  for (const insert of inserts) postInserts(conversation, [insert]);
}

function postInserts(conversation: Conversation, inserts: readonly InsertRequest[]): boolean {
  const ids = inserts.map(({ id }) => id);
  return post(conversation, { type: 'inserts', inserts }, ids);
}

/** What cannot be sent (a function in a document) is a bug of the caller's, and nobody else's trouble: false, unless it is alone. */
function post(conversation: Conversation, request: Request, ids: readonly number[]): boolean {
  try {
    conversation.worker.postMessage(request);
    return true;
  } catch (error) {
    const [only, ...others] = ids;
    if (only !== undefined && others.length === 0) settle(conversation, only, { type: 'bug', error });
    return false;
  }
}

function giveUp(conversation: Conversation, reason: string): void {
  conversation.gone ??= reason;
  for (const id of [...conversation.waiting.keys()])
    settle(conversation, id, unavailable(cannotAnswer(reason)));
}

/** What is answered when there is nobody to ask. */
export function unavailable(message: string): Outcome {
  const error: StoreError = { type: 'store_unavailable', message };
  return { type: 'err', error };
}

export function cannotAnswer(reason: string): string {
  return `The SQLite store cannot answer: ${reason}.`;
}
