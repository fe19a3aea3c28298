import type { CommandContext } from './context.js';
import { type ExitCode, exitCodeOf } from './exit-code.js';
import type { Failure } from './failure.js';
import { explain } from './render/failure.js';
import { toJson } from './render/json.js';
import type { Pace } from './render/pace.js';
import type { Style } from './render/style.js';

/** How often somebody who waits is told how far it is. */
const PROGRESS_EVERY_MS = 1_000;

/** Prints what was asked for, on stdout: JSON with `--json`, else for people. */
export function answer(context: CommandContext, data: unknown, forPeople: (style: Style) => string): void {
  context.out.line(context.json ? toJson(data) : forPeople(context.out.style));
}

/** Prints what was done, on stdout: as {@link answer}, but people who asked for quiet do not get it. */
export function confirm(context: CommandContext, data: unknown, forPeople: (style: Style) => string): void {
  if (context.json || !context.quiet) answer(context, data, forPeople);
}

/** Tells somebody who sits at a terminal what is going on, on stderr. */
export function note(context: CommandContext, text: string): void {
  const { json, quiet, err } = context;
  if (err.isTerminal && !json && !quiet) err.line(err.style.dim(text));
}

/** Tells how far something has got. `step`: what is done at the moment, since each has a pace of its own. */
export type TellProgress = (step: string, done: number, words: (pace: Pace) => string) => void;

/**
 * Tells somebody who sits at a terminal how far it is, once a second at most, each time in the stead of the last. The
 * first second says nothing.
 */
export function everySecond(context: CommandContext): TellProgress {
  const { json, quiet, err, now } = context;
  let toldAt = now();
  let at = { step: '', since: toldAt, done: 0 };
  return (step, done, words) => {
    if (step !== at.step) at = { step, since: now(), done };
    if (now() - toldAt < PROGRESS_EVERY_MS) return;
    toldAt = now();
    if (err.isTerminal && !json && !quiet) err.passing(words({ done: done - at.done, ms: now() - at.since }));
  };
}

/** Prints a failure on stderr, in the form the answer would have had, and says how the command ends. */
export async function fail(context: CommandContext, failure: Failure): Promise<ExitCode> {
  const exitCode = exitCodeOf(failure);
  const { code, messages, remedy = null } = await explain(failure);
  if (context.json) {
    const error = { code, message: messages.join('; '), remedy, exit_code: exitCode };
    context.err.line(JSON.stringify({ error }));
  } else {
    for (const message of messages) context.err.line(`${context.err.style.bad('quiz-sync:')} ${message}`);
    if (remedy !== null) context.err.line(`  ${remedy}`);
  }
  const stack = stackOf(failure);
  if (context.verbose && stack !== undefined) {
    const { maskSecrets } = await import('@quiz-sync/core/light');
    context.err.line(maskSecrets(stack));
  }
  return exitCode;
}

function stackOf(failure: Failure): string | undefined {
  const cause = 'cause' in failure ? failure.cause : undefined;
  return cause instanceof Error ? cause.stack : undefined;
}
