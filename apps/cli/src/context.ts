import type { Style } from './render/style.js';
import type { DataSink } from './terminal.js';

/** One of the two streams a command writes to. */
export interface Page {
  /** Writes the text and a line break. */
  line(text: string): void;
  /** Writes what is soon out of date, in the stead of what was written so before; gone when more is written. Only of stderr. */
  passing(text: string): void;
  readonly style: Style;
  /** Whether a person is looking, who wants to know what takes so long. */
  readonly isTerminal: boolean;
}

/** What every command has. */
export interface CommandContext {
  /** stdout: what was asked for, and nothing else. */
  readonly out: Page;
  /** stderr: everything else. */
  readonly err: Page;
  /** stdout, for data in pieces. */
  readonly data: DataSink;
  /** Aborted by the first signal that asks to stop. */
  readonly stop: AbortSignal;
  /**
   * Asks before something is deleted or written over, and answers whether to go on. `undefined` where nobody can be
   * asked, or whoever typed it has said yes: then it was meant as it was typed.
   */
  readonly askWhether: ((question: string) => Promise<boolean>) | undefined;
  /** Asks for a line, and answers it; `undefined`: they have left. Absent where nobody can be asked, or wants to be. */
  readonly ask: ((question: string) => Promise<string | undefined>) | undefined;
  /** Says, in sentences, what Ctrl-C leaves behind from here on. Until then that is nothing. */
  readonly leaves: (words: string) => void;
  /** The service that does the work, by its address; `undefined`: it is done here. */
  readonly service: string | undefined;
  /** Whether yes was said beforehand to whatever is asked before something is deleted or written over. */
  readonly saidYes: boolean;
  /** Waits so many milliseconds, or until `stop` is aborted. */
  readonly pause: (ms: number) => Promise<void>;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
  /** Epoch milliseconds, to say how long ago something was. */
  readonly now: () => number;
  /** Starts `quiz-sync` with the same flags and a waiting sync, as a process that outlives this one. Answers its id. */
  readonly startInBackground: () => number | undefined;
}
