import type { CallKind } from '../api/operation.ts';
import type { FaultEffect } from '../faults/fault.ts';

/** One call that was made. */
export interface Call {
  readonly kind: CallKind;
  readonly method: string;
  /** Decoded, without the parameters. */
  readonly path: string;
  /** The operation's id; `unknown` for a path that leads nowhere. */
  readonly operation: string;
  /** 0 when no answer was given. */
  readonly status: number;
  /** Of the bodies, as they went over the wire. */
  readonly requestBytes: number;
  readonly responseBytes: number;
  /** From the last byte of the request to the answer, or to when it was lost. */
  readonly ms: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** What was done to it on purpose. */
  readonly fault?: FaultEffect['type'] | undefined;
}

/** Sums over calls. */
export interface CallCounts {
  readonly read: number;
  readonly write: number;
  readonly other: number;
  readonly requestBytes: number;
  readonly responseBytes: number;
}

const NONE: CallCounts = { read: 0, write: 0, other: 0, requestBytes: 0, responseBytes: 0 };

/** The last calls that were made, up to a limit, and the sums over all since the last `clear`. */
export class CallLog {
  readonly #limit: number;
  #calls: Call[] = [];
  #counts: CallCounts = NONE;

  constructor(limit = 10_000) {
    this.#limit = limit;
  }

  get calls(): readonly Call[] {
    return this.#calls;
  }

  get counts(): CallCounts {
    return this.#counts;
  }

  add(call: Call): void {
    this.#calls.push(call);
    if (this.#calls.length > 2 * this.#limit) this.#calls = this.#calls.slice(-this.#limit);
    const counts = this.#counts;
    this.#counts = {
      ...counts,
      [call.kind]: counts[call.kind] + 1,
      requestBytes: counts.requestBytes + call.requestBytes,
      responseBytes: counts.responseBytes + call.responseBytes,
    };
  }

  clear(): void {
    this.#calls = [];
    this.#counts = NONE;
  }
}
