import { err, errAsync, type Result, ResultAsync } from 'neverthrow';
import { observeCall } from '../observe/observe-call.js';
import type { Handover, LeaseHeld } from '../ports/lease.js';
import type { TaskContext } from '../ports/scheduler.js';
import type {
  SheetBatch,
  SheetBatchApplied,
  SheetRead,
  SheetSnapshot,
  SheetsError,
} from '../ports/sheets-port.js';
import type { FenceLost, StoreError } from '../ports/store-error.js';
import type { TabName } from '../tabs/tab-name.js';
import type { Dependencies } from '../use-cases/dependencies.js';
import type { OutcomeAwaited } from './settle/landing-times.js';
import type { TabWrites } from './sync-run.js';
import type { Room } from './write/spare-room.js';

/** The time during which one instance holds the lease. */
export interface SyncSession extends Dependencies {
  readonly target: string;
  readonly fence: number;
  readonly context: TaskContext;
  /** The run that it is for; without one, of what only looks or sets up. */
  readonly runId?: string;
  /** Whether nobody wants any more what is being done; looked at before each call to Google and between slices of work. */
  readonly abandoned?: () => boolean;
  readonly meter: RunMeter;
  /** Key columns that people have moved since the ledger last heard; the next batch tells it. */
  readonly movedKeyColumns: Map<TabName, number>;
  readonly room: Room;
}

/** Counts what a run does. */
export interface RunMeter {
  reads: number;
  writes: number;
  batches: number;
  changes: number;
  readonly tabs: Map<TabName, TabWrites>;
}

function newMeter(): RunMeter {
  return { reads: 0, writes: 0, batches: 0, changes: 0, tabs: new Map() };
}

/** The spreadsheet was changed by others again and again while we planned. */
export type SheetBusy = { type: 'sheet_busy'; message: string };

/** Whoever asked for a verification went away. What was journalled and not sent is settled by the next run. */
export type VerifyStopped = { type: 'verify_stopped'; message: string };

/** A repair by a store that has no row in this spreadsheet would take away rows that it does not know. */
export type RowsOfAnotherStore = { type: 'rows_of_another_store'; message: string };

export type SyncError =
  | StoreError
  | SheetsError
  | FenceLost
  | SheetBusy
  | VerifyStopped
  | RowsOfAnotherStore
  | OutcomeAwaited;

/**
 * How long the lease is held without a word. Short, since after a crash nobody syncs until it is over; that a call to
 * Google may take longer does no harm: the revision refuses the write of whoever comes second.
 */
export const LEASE_TTL_MS = 10_000;

/** Does something under the target's lease, and gives it back however that went. */
export async function withLease<T, E>(
  deps: Dependencies,
  context: TaskContext,
  work: (session: SyncSession) => ResultAsync<T, E>,
): Promise<Result<T, E | StoreError | LeaseHeld>> {
  const { store, sheets, settings, quota, log } = deps;
  const { target } = sheets;
  const lease = await store.lease.acquire(target, settings.instance, LEASE_TTL_MS);
  if (lease.isErr()) return err(lease.error);
  const { fence, before } = lease.value;
  // What we left ourselves is known here, and by a better clock.
  if (before !== undefined && before.holder !== settings.instance)
    quota.takeOver(before.callsLeft, before.agoMs);
  try {
    const fresh = { meter: newMeter(), movedKeyColumns: new Map<TabName, number>(), room: { tight: false } };
    return await work({ ...deps, target, fence, context, ...fresh });
  } finally {
    const released = await store.lease.release(target, fence, handoverOf(deps));
    if (released.isErr()) log.warn('The lease could not be given back', { reason: released.error.message });
  }
}

function handoverOf({ settings, quota }: Pick<Dependencies, 'settings' | 'quota'>): Handover {
  return { holder: settings.instance, callsLeft: quota.level() };
}

/** Reads the spreadsheet while the lease is ours. */
export function readSheet(session: SyncSession, request: SheetRead): ResultAsync<SheetSnapshot, SyncError> {
  return takeCall(session).andThen(() => {
    session.meter.reads += 1;
    const call = { kind: 'read', runId: session.runId, batchId: undefined } as const;
    return observeCall(session, call, () => session.sheets.read(request));
  });
}

/**
 * Sends a batch that the journal has, while the lease is ours. An error: it was not sent, and its entry stays. What
 * Google said of it, a refusal included, is the value.
 */
export function writeSheet(
  session: SyncSession,
  batch: SheetBatch,
): ResultAsync<Result<SheetBatchApplied, SheetsError>, SyncError> {
  return takeCall(session).map(async () => {
    session.meter.writes += 1;
    session.landingTimes.sent(batch.to);
    const call = { kind: 'write', runId: session.runId, batchId: batch.to } as const;
    return await observeCall(session, call, () => session.sheets.write(batch));
  });
}

/** Waits for the right to one call to Google, and makes sure that the lease is still ours then. */
function takeCall(session: SyncSession): ResultAsync<void, SyncError> {
  const waitMs = session.quota.take();
  if (waitMs === 0) return keepLease(session);
  return ResultAsync.fromSafePromise(session.scheduler.sleep(waitMs)).andThen(() => keepLease(session));
}

/**
 * Prolongs the lease and tells what is left of the quota; an error when it is not ours any more, or nobody wants what it
 * is held for.
 */
export function keepLease(session: SyncSession): ResultAsync<void, SyncError> {
  const { store, target, fence, abandoned } = session;
  if (abandoned?.() === true) {
    return errAsync({ type: 'verify_stopped', message: 'Nobody waits for it any more.' });
  }
  return store.lease
    .renew(target, fence, LEASE_TTL_MS, handoverOf(session))
    .mapErr((error): SyncError => error);
}

/** Refuses to go on when the process is stopping: the batch at hand has ended, the rest waits for the next start. */
export function mayGoOn({ context }: SyncSession): boolean {
  return !context.stopping();
}
