import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { aLedgerEntry, aSubmission } from '@quiz-sync/testing';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../dist/worker/open-database.js';
import type { Answer, Reply, Request } from '../dist/worker/protocol.js';
import { GROUP_SIZE, serve } from '../dist/worker/serve.js';
import { STEP_SIZE } from '../dist/worker/steps.js';
import { toSubmissionRow } from '../dist/worker/submission-row.js';
import { temporaryFile } from './temporary-store.js';

/** Sends all requests at once, then a close; answers what came back, in order. */
async function converse(requests: readonly Request[]): Promise<Answer[]> {
  const { port1: near, port2: far } = new MessageChannel();
  const path = await temporaryFile();
  serve(far, openDatabase(path, {}), path);
  for (const request of requests) near.postMessage(request);
  near.postMessage({ type: 'close' } satisfies Request);
  return answersOf(near);
}

function answersOf(port: MessagePort): Promise<Answer[]> {
  const answers: Answer[] = [];
  port.on('message', (reply: Reply) => {
    if (reply.type === 'answers') answers.push(...reply.answers);
  });
  return new Promise((resolve) => port.on('close', () => resolve(answers)));
}

function insert(id: number, count = 1): Request {
  const rows = Array.from({ length: count }, (_, index) =>
    toSubmissionRow(aSubmission({ submission_id: `${id}-${index}` })),
  );
  return { type: 'inserts', inserts: rows.map((row, index) => ({ id: id + index / 10_000, row })) };
}

/** Takes so many steps. */
function longCall(id: number, steps: number): Request {
  const entries = Array.from({ length: steps * STEP_SIZE }, (_, row) =>
    aLedgerEntry({ key: `key-${row}`, row }),
  );
  return { type: 'call', id, name: 'ledger.adopt', args: ['target', entries] };
}

function shortCall(id: number): Request {
  return { type: 'call', id, name: 'file.ping', args: [] };
}

describe('serve', () => {
  it('lets inserts go before calls that came earlier', async () => {
    const answers = await converse([shortCall(1), longCall(2, 3), insert(3), insert(4)]);
    expect(answers.map(({ id }) => id)).toEqual([3, 4, 1, 2]);
    expect(answers.every(({ outcome }) => outcome.type === 'ok')).toBe(true);
  });

  it('takes one step of another call between groups of inserts, so that neither starves', async () => {
    const answers = await converse([
      insert(1, GROUP_SIZE),
      insert(2, GROUP_SIZE),
      insert(3, 1),
      shortCall(4),
      shortCall(5),
    ]);
    const order = answers.map(({ id }) => Math.floor(id));
    expect(order.indexOf(4)).toBe(GROUP_SIZE);
    expect(order.indexOf(5)).toBe(2 * GROUP_SIZE + 1);
    expect(answers).toHaveLength(2 * GROUP_SIZE + 3);
  });

  it('lets short calls overtake a long one', async () => {
    const answers = await converse([longCall(1, 4), shortCall(2), shortCall(3)]);
    expect(answers.map(({ id }) => id)).toEqual([2, 3, 1]);
  });

  it('answers a name that it does not know as the bug it is, and goes on', async () => {
    const unknown: Request = JSON.parse('{ "type": "call", "id": 1, "name": "ledger.burn", "args": [] }');
    const [bug, fine] = await converse([unknown, shortCall(2)]);
    expect(bug).toMatchObject({ id: 1, outcome: { type: 'bug' } });
    expect(fine).toMatchObject({ id: 2, outcome: { type: 'ok' } });
  });
});
