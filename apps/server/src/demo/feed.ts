import { setTimeout as sleep } from 'node:timers/promises';
import type { DemoStep } from './demo-step.js';

/** As many learners at a time, with a breath after each result: so one can watch it arrive. */
const FRONTS = 8;
const BREATH_MS = 15;

export interface Fed {
  /** Results that were new to the store; on a second run none is. */
  readonly added: number;
}

/** Sends the steps in order, several at a time, and tells after each how many have been answered. Rejects on a refusal. */
export async function feed(
  apiUrl: string,
  steps: readonly DemoStep[],
  onProgress: (done: number) => void,
): Promise<Fed> {
  const queue = steps.values();
  let done = 0;
  let added = 0;
  const front = async () => {
    for (const step of queue) {
      const isNew = await send(apiUrl, step);
      done += 1;
      onProgress(done);
      if (!isNew) continue;
      added += 1;
      await sleep(BREATH_MS);
    }
  };
  await Promise.all(Array.from({ length: FRONTS }, front));
  return { added };
}

async function send(apiUrl: string, { method, path, body }: DemoStep): Promise<boolean> {
  const answer = await fetch(apiUrl + path, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path} was answered ${answer.status}: ${text}`);
  return answer.status === 201;
}
