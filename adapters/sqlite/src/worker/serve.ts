import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads';
import type { Result } from 'neverthrow';
import type { Connection } from './connection.js';
import { describeFile } from './describe-file.js';
import { insertGroup } from './insert-group.js';
import { failed, outcomeOf } from './outcome.js';
import type { Answer, InsertRequest, Reply, Request } from './protocol.js';
import { begin, openRepositories } from './repositories.js';
import type { Steps } from './steps.js';

/** Most inserts of one transaction: a few milliseconds' work, behind which other callers wait. */
export const GROUP_SIZE = 500;

/** A call that has begun and has more steps to do. */
interface Job {
  readonly id: number;
  readonly steps: Steps<Result<unknown, unknown>>;
}

/**
 * Answers requests until it is told to close. What has arrived while a transaction was committing is taken up before
 * the next: all waiting inserts go together, in one transaction; then one step of one other call; and so on in turn.
 * An insert so waits for at most one step, and other calls for at most one group of inserts each step.
 */
export function serve(port: MessagePort, connection: Connection, path: string): void {
  const inserts: InsertRequest[] = [];
  const jobs: Job[] = [];
  const counts = { inserts: 0, insertCommits: 0 };
  const repositories = openRepositories(connection, () => describeFile(connection, path, counts));
  let closing = false;

  function take(request: Request): void {
    switch (request.type) {
      case 'inserts':
        inserts.push(...request.inserts);
        return;
      case 'call':
        jobs.push({ id: request.id, steps: begin(repositories, request) });
        return;
      case 'close':
        closing = true;
        return;
      default:
        request satisfies never;
    }
  }

  function takeAllThatArrived(): void {
    for (let next = receive(port); next !== undefined; next = receive(port)) take(next);
  }

  function answer(...answers: readonly Answer[]): void {
    const reply: Reply = { type: 'answers', answers };
    port.postMessage(reply);
  }

  function commitInserts(group: readonly InsertRequest[]): void {
    const { outcomes, commits } = insertGroup(
      connection,
      group.map(({ row }) => row),
    );
    counts.inserts += group.length;
    counts.insertCommits += commits;
    answer(...outcomes.map((outcome, index) => ({ id: group[index]?.id ?? -1, outcome })));
  }

  function stepOn(job: Job): void {
    try {
      const step = job.steps.next();
      if (step.done !== true) jobs.push(job);
      else answer({ id: job.id, outcome: outcomeOf(step.value) });
    } catch (error) {
      answer({ id: job.id, outcome: failed(error) });
    }
  }

  function workOff(): void {
    while (inserts.length > 0 || jobs.length > 0) {
      const group = inserts.splice(0, GROUP_SIZE);
      if (group.length > 0) commitInserts(group);
      const job = jobs.shift();
      if (job !== undefined) stepOn(job);
      takeAllThatArrived();
    }
  }

  port.on('message', (first: Request) => {
    take(first);
    takeAllThatArrived();
    workOff();
    if (!closing) return;
    connection.close();
    port.close();
  });
}

function receive(port: MessagePort): Request | undefined {
  return receiveMessageOnPort(port)?.message;
}
