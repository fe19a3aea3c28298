import { type ChangeRef, completionChangeId, type PendingChange, type Store } from '@quiz-sync/core';
import { succeed } from './outcome.js';

/** The spreadsheet that suites speak of. */
export const TARGET = 'spreadsheet-1';

const PLENTY = { documents: 100_000, responses: 10_000_000 };

/** Everything that waits. */
export function loadAll(store: Store): Promise<PendingChange[]> {
  return succeed(store.pending.load(PLENTY));
}

/** What acknowledges a change as it was loaded. */
export function refOf(change: PendingChange): ChangeRef {
  return { kind: change.kind, id: idOf(change), version: change.version };
}

function idOf(change: PendingChange): string {
  switch (change.kind) {
    case 'submission':
      return change.submission.submission_id;
    case 'completion':
      return completionChangeId(change.completion.user_id, change.completion.course_id);
    case 'learner':
      return change.user_id;
    case 'course':
      return change.course_id;
    case 'session':
      return change.session_id;
    default:
      return change satisfies never;
  }
}

/** Which documents wait, as sorted `kind id` lines: for comparing whatever the order. */
export async function pendingIds(store: Store): Promise<string[]> {
  return (await loadAll(store)).map((change) => `${change.kind} ${idOf(change)}`).sort();
}

/** Takes the lease, hands its fence to `work`, and gives it back. */
export async function underLease<T>(store: Store, work: (fence: number) => Promise<T>): Promise<T> {
  const { fence } = await succeed(store.lease.acquire(TARGET, 'suite', 60_000));
  const outcome = await work(fence);
  await succeed(store.lease.release(TARGET, fence));
  return outcome;
}

export async function acknowledge(store: Store, refs: readonly ChangeRef[]): Promise<void> {
  await underLease(store, (fence) => succeed(store.pending.acknowledge(TARGET, refs, fence)));
}

/** Brings the store to the state in which everything is in the spreadsheet. */
export async function acknowledgeAll(store: Store): Promise<void> {
  await acknowledge(store, (await loadAll(store)).map(refOf));
}
