import type { ExitName } from '../../src/exit-code.js';
import type { State, WorldName } from './worlds.js';

/** One way to run a command, and what is to be seen of it. */
export interface Row {
  /** What is typed after `quiz-sync`; `$NAME` is a variable of the world. */
  readonly line: string;
  /** Found on stdout by who succeeded, on stderr by who did not; at a terminal on the screen. */
  readonly says: RegExp;
  /** Where; without it, where its kind of ending is at home. */
  readonly world?: WorldName;
  /** What is in store and spreadsheet afterwards; a failure changes neither. */
  readonly leaves?: Partial<State>;
  /** Does not go with `--url`, although the command does. */
  readonly hereAlone?: true;
}

/** What keeps a command busy until it is interrupted. */
export type Hold =
  /** Google never answers. */
  | 'google'
  /** Somebody else is writing to the store file. */
  | 'store'
  /** The file `$PIPE` is a pipe that nobody ends, and nobody empties. */
  | 'pipe'
  /** It shows something, and goes on until it is stopped. */
  | 'nothing';

export interface Interruption extends Row {
  readonly hold: Hold;
  /** Ctrl-C is pressed when this is on the screen (stdout and stderr in a pipe). Without it: once the hold holds. */
  readonly after?: RegExp;
  /** What the same line says and leaves when it is run again, and goes to its end. */
  readonly again?: Pick<Row, 'says' | 'leaves'>;
}

/** Why there is no such row: a sentence. */
export type WhyNot = string;

export type FailureName = Exclude<ExitName, 'done' | 'interrupted'>;

/** All rows of a command. What does not compile lacks one. */
export interface CommandRows {
  readonly command: string;
  /** Run one after the other, in one place for each of the ways. */
  readonly done: readonly Row[] | WhyNot;
  readonly failures: Readonly<Record<FailureName, Row | WhyNot>>;
  readonly interrupted: Interruption | WhyNot;
  /** Whether it does the same with `--url`. */
  readonly withService: true | WhyNot;
}

/** What is said of a store whose server does not answer. */
export const STORE_AWAY = /the server does not answer/;

/** Reasons that several commands share. */
export const NEVER = {
  asksNobody: 'It asks the store alone, and no Google.',
  opensNothing: 'It opens neither store nor spreadsheet.',
  inPart: 'It does all or nothing.',
  noLease: 'It takes no lease.',
  quick: 'It is over before anybody could press a key.',
  worksOnStore: 'It works on what it opens itself, and refuses --url.',
} as const;
