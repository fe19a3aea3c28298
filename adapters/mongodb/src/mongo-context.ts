import type { FenceLost, LeaseHeld, StoreError } from '@quiz-sync/core';
import { err, ok, type Result, ResultAsync } from 'neverthrow';
import type { Collections } from './collections.js';
import { inTime, LONGEST_CALL_MS, QUICK_CALL_MS } from './in-time.js';
import { toStoreError } from './to-store-error.js';

/** What every repository of one store works on. */
export interface MongoContext extends Collections {
  /** Resolves once the server has been reached and checked; rejects with a `Refusal` or what the driver says. */
  ready(): Promise<void>;
  /** How a call ended: for telling when the store stops answering, and when it answers again. */
  ended(error: StoreError | undefined): void;
  /** The server's clock, as well as it is known without asking: for dating documents. */
  now(): Date;
  /** The server's clock, asked: for judging leases. */
  serverTime(): Promise<Date>;
}

/** One call of a repository. What the driver throws becomes a value; a bug rejects. */
export function perform<T>(context: MongoContext, work: () => Promise<T>): ResultAsync<T, StoreError> {
  return attempt<T, never>(context, async () => ok(await work()));
}

/** The same for a call of a few commands, on which a learner waits, or all others: it is given up sooner. */
export function performSoon<T>(context: MongoContext, work: () => Promise<T>): ResultAsync<T, StoreError> {
  return attempt<T, never>(context, async () => ok(await work()), QUICK_CALL_MS);
}

/** The same for work that may be refused for a reason of the port. */
export function attempt<T, Refused extends FenceLost | LeaseHeld>(
  context: MongoContext,
  work: () => Promise<Result<T, Refused>>,
  limitMs: number = LONGEST_CALL_MS,
): ResultAsync<T, StoreError | Refused> {
  return new ResultAsync(answer(context, work, limitMs));
}

async function answer<T, Refused>(
  context: MongoContext,
  work: () => Promise<Result<T, Refused>>,
  limitMs: number,
): Promise<Result<T, StoreError | Refused>> {
  try {
    const result = await inTime(context.ready().then(work), limitMs);
    context.ended(undefined);
    return result;
  } catch (error) {
    const known = toStoreError(error);
    if (known === undefined) throw error;
    context.ended(known);
    return err(known);
  }
}
