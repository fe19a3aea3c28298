import type { SheetsError } from '@quiz-sync/core';

/** What a test scripts to happen to the calls of a fake spreadsheet. What is scripted several times happens in turn. */
export interface SheetFaults {
  /** The next read answers `error`. */
  failNextRead(error: SheetsError): void;
  /** The next write answers `error`, with nothing applied. */
  failNextWrite(error: SheetsError): void;
  /** Every call answers `error` until {@link SheetFaults.recover}. */
  fail(error: SheetsError): void;
  recover(): void;
  /** The next write is applied, but answers `outcome_unknown`. */
  loseNextAnswer(): void;
  /** The next write answers `outcome_unknown` and is under way until the test lets it land. */
  applyLater(): void;
  /** What somebody else does right before the next read. */
  beforeNextRead(action: () => void | Promise<void>): void;
  /** What somebody else does right before the next write arrives: after whatever was read for it. */
  beforeNextWrite(action: () => void | Promise<void>): void;
}

export type WriteFate =
  | { readonly type: 'applied' | 'lost' | 'late' }
  | { readonly type: 'failed'; readonly error: SheetsError };

/** What the fake asks at each call. */
export interface SheetFaultGate {
  enterRead(): Promise<SheetsError | undefined>;
  enterWrite(): Promise<WriteFate>;
}

export function sheetFaults(): SheetFaults & SheetFaultGate {
  const reads: SheetsError[] = [];
  const writes: WriteFate[] = [];
  const beforeReads: (() => void | Promise<void>)[] = [];
  const beforeWrites: (() => void | Promise<void>)[] = [];
  let down: SheetsError | undefined;

  return {
    failNextRead: (error) => void reads.push(error),
    failNextWrite: (error) => void writes.push({ type: 'failed', error }),
    fail(error) {
      down = error;
    },
    recover() {
      down = undefined;
    },
    loseNextAnswer: () => void writes.push({ type: 'lost' }),
    applyLater: () => void writes.push({ type: 'late' }),
    beforeNextRead: (action) => void beforeReads.push(action),
    beforeNextWrite: (action) => void beforeWrites.push(action),
    async enterRead() {
      await beforeReads.shift()?.();
      return reads.shift() ?? down;
    },
    async enterWrite() {
      await beforeWrites.shift()?.();
      if (down !== undefined && writes.length === 0) return { type: 'failed', error: down };
      return writes.shift() ?? { type: 'applied' };
    },
  };
}
