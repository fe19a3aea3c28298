import type { ExitCode } from '../exit-code.js';

/** What was found out about one thing. Texts are for people, one line each, without secrets. */
export type Check = Fine | Doubtful | Failed;

interface Looked {
  /** In a few words; the same in every report: `store integrity`. */
  readonly name: string;
  readonly detail: string;
}

interface Fine extends Looked {
  readonly state: 'ok';
}

/** Syncing works all the same, or nobody could look. */
interface Doubtful extends Looked {
  readonly state: 'warning';
  /** The one command or click that mends it, where there is one. */
  readonly remedy?: string | undefined;
}

interface Failed extends Looked {
  readonly state: 'failure';
  readonly remedy?: string | undefined;
  /** How a command ends that fails for this. */
  readonly exitCode: ExitCode;
}

export type CheckState = Check['state'];

export function fine(name: string, detail: string): Check {
  return { name, state: 'ok', detail };
}

export function doubtful(name: string, detail: string, remedy?: string): Check {
  return { name, state: 'warning', detail, remedy };
}

/** Of what could not be looked at for want of something else, which has a line of its own. */
export function notLookedAt(name: string, since: string): Check {
  return doubtful(name, `not looked at: ${since}`);
}

/** Why something was not looked at that the configuration does not name well enough. */
export const MEND_FIRST = 'the configuration has to be mended first';
