import type { OutputStream } from './terminal.js';

/** What the command line program has of the process it runs in; everything else it makes itself. */
export interface CliProcess {
  /** The words after the program's name. */
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  /** Aborted by the first signal that asks to stop; the reason is its name. */
  readonly stop: AbortSignal;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /**
   * Asks whoever sits at the terminal, and answers what they typed; `undefined`: they left it. Absent where nobody can
   * be asked, such as in a pipe or a job.
   */
  readonly ask?: (question: string) => Promise<string | undefined>;
  /** Waits, for who is to look again by and by; absent: by the clock. Ends early when `stop` is aborted. */
  readonly pause?: (ms: number) => Promise<void>;
  /** Starts this program with other words as a process that outlives this one; its id, or `undefined` when it cannot. */
  readonly startDetached: (argv: readonly string[]) => number | undefined;
}
