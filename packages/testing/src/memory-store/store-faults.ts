import type { Store, StoreError } from '@quiz-sync/core';

/** A method of a store by name: `submissions.insert`, `journal.settle`, `ping`. */
export type StoreMethod = {
  [Part in keyof Store]: Store[Part] extends (...args: never[]) => unknown
    ? Part
    : `${Part}.${keyof Store[Part] & string}`;
}[keyof Store];

const DOWN: StoreError = { type: 'store_unavailable', message: 'the store is down (scripted)' };

/** Faults and interleavings that a test scripts; what fails has changed nothing. */
export interface StoreFaults {
  /** The next call of `method` (or of any) answers `error`. Several are answered in turn. */
  failNext(method: StoreMethod | 'any', error?: StoreError): void;
  /** Every call answers `error` until {@link StoreFaults.recover}. */
  fail(error?: StoreError): void;
  recover(): void;
  /** Runs `action` right before the next call of `method` does its work: what somebody else did in that moment. */
  beforeNext(method: StoreMethod, action: () => void | Promise<void>): void;
  /** How often `method` was called so far. */
  calls(method: StoreMethod): number;
}

/** What the repositories ask before each call. */
export interface FaultGate {
  /** The error this call must answer, if any. */
  enter(method: StoreMethod): Promise<StoreError | undefined>;
}

export function storeFaults(): StoreFaults & FaultGate {
  let down: StoreError | undefined;
  const scripted: { method: StoreMethod | 'any'; error: StoreError }[] = [];
  const actions: { method: StoreMethod; action: () => void | Promise<void> }[] = [];
  const counts = new Map<StoreMethod, number>();

  return {
    failNext(method, error = DOWN) {
      scripted.push({ method, error });
    },
    fail(error = DOWN) {
      down = error;
    },
    recover() {
      down = undefined;
    },
    beforeNext(method, action) {
      actions.push({ method, action });
    },
    calls: (method) => counts.get(method) ?? 0,
    async enter(method) {
      counts.set(method, (counts.get(method) ?? 0) + 1);
      const due = takeFirst(actions, (one) => one.method === method);
      if (due !== undefined) await due.action();
      const fault = takeFirst(scripted, (one) => one.method === method || one.method === 'any');
      return fault?.error ?? down;
    },
  };
}

function takeFirst<One>(list: One[], matches: (one: One) => boolean): One | undefined {
  const index = list.findIndex(matches);
  return index === -1 ? undefined : list.splice(index, 1)[0];
}
