import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads';
import type { Result } from 'neverthrow';
import type { Connection } from './connection.js';
import { describeFile } from './describe-file.js';
import { insertGroup } from './insert-group.js';
import { failed, outcomeOf, spendingError } from './outcome.js';
import type { Answer, InsertRequest, Reply, Request } from './protocol.js';
import { begin, openRepositories, type WorkerRepositories } from './repositories.js';
import type { Steps } from './steps.js';

/** Most inserts of one transaction: a few milliseconds' work, behind which other callers wait. */
export const GROUP_SIZE = 500;

/** A call, begun or not, that has steps left to do. */
interface Job {
  readonly id: number;
  readonly steps: Steps<Result<unknown, unknown>>;
}

/** What the thread has before it. */
interface Desk {
  readonly port: MessagePort;
  readonly connection: Connection;
  readonly repositories: WorkerRepositories;
  readonly counts: { inserts: number; insertCommits: number };
  readonly inserts: InsertRequest[];
  readonly jobs: Job[];
  closing: boolean;
  /** What made the connection useless. */
  spentBy: Error | undefined;
}

/**
 * Answers requests until it is told to close. What has arrived while a transaction was committing is taken up before
 * the next: all waiting inserts go together, in one transaction; then one step of one other call; and so on in turn.
 * An insert so waits for one step of others at most, and a call for one group of inserts at each of its steps.
 *
 * Throws, and so ends the thread, after an I/O error: a connection that has met one may never work again, even when the
 * disk does, and whoever started the thread starts another.
 */
export function serve(port: MessagePort, connection: Connection, path: string): void {
  const counts = { inserts: 0, insertCommits: 0 };
  const repositories = openRepositories(connection, () => describeFile(connection, path, counts));
  const desk: Desk = {
    port,
    connection,
    repositories,
    counts,
    inserts: [],
    jobs: [],
    closing: false,
    spentBy: undefined,
  };
  port.on('message', (first: Request) => {
    take(desk, first);
    takeAllThatArrived(desk);
    workOff(desk);
    if (!desk.closing) return;
    connection.close();
    port.close();
  });
}

function workOff(desk: Desk): void {
  while (desk.inserts.length > 0 || desk.jobs.length > 0) {
    const group = desk.inserts.splice(0, GROUP_SIZE);
    if (group.length > 0) commitInserts(desk, group);
    const job = desk.jobs.shift();
    if (job !== undefined) stepOn(desk, job);
    if (desk.spentBy !== undefined) throw desk.spentBy;
    takeAllThatArrived(desk);
  }
}

function takeAllThatArrived(desk: Desk): void {
  for (let next = receive(desk.port); next !== undefined; next = receive(desk.port)) take(desk, next);
}

function receive(port: MessagePort): Request | undefined {
  return receiveMessageOnPort(port)?.message;
}

function take(desk: Desk, request: Request): void {
  switch (request.type) {
    case 'inserts':
      desk.inserts.push(...request.inserts);
      return;
    case 'call':
      desk.jobs.push({ id: request.id, steps: begin(desk.repositories, request) });
      return;
    case 'close':
      desk.closing = true;
      return;
    default:
      request satisfies never;
  }
}

function commitInserts(desk: Desk, group: readonly InsertRequest[]): void {
  const { connection, counts } = desk;
  const rows = group.map(({ row }) => row);
  const { outcomes, commits } = insertGroup(connection, rows);
  counts.inserts += group.length;
  counts.insertCommits += commits;
  const answers = group.flatMap(({ id }, index) => {
    const outcome = outcomes[index];
    return outcome === undefined ? [] : [{ id, outcome }];
  });
  answer(desk, answers);
}

function stepOn(desk: Desk, job: Job): void {
  try {
    const step = job.steps.next();
    if (step.done !== true) desk.jobs.push(job);
    else answer(desk, [{ id: job.id, outcome: outcomeOf(step.value) }]);
  } catch (error) {
    answer(desk, [{ id: job.id, outcome: failed(error) }]);
  }
}

function answer(desk: Desk, answers: readonly Answer[]): void {
  const reply: Reply = { type: 'answers', answers };
  desk.port.postMessage(reply);
  desk.spentBy ??= answers.map(({ outcome }) => spendingError(outcome)).find((error) => error !== undefined);
}
