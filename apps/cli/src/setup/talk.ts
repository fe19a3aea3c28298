import type { CommandContext } from '../context.js';
import type { Interrupted } from '../failure.js';

/** How setting up speaks to whoever sits at the terminal; in a pipe, or with `--json`, to nobody. */
export interface Talk {
  /** A line on stderr. */
  say(text: string): void;
  /** Tells a step that is done, or was done before. */
  fine(text: string): void;
  /** Tells what was typed wrong, or what stands in the way. */
  wrong(text: string): void;
  /** A heading of what comes next, a line apart. */
  begin(step: string): void;
  /** `undefined`: nobody can be asked, and what is missing is an error. */
  readonly ask: ((question: string) => Promise<string | undefined>) | undefined;
}

export function talkOf({ err, json, quiet, ask }: CommandContext): Talk {
  const { style, isTerminal } = err;
  const isHeard = isTerminal && !json && !quiet;
  const say = (text: string): void => {
    if (isHeard) err.line(text);
  };
  return {
    say,
    fine: (text) => say(`  ${style.good('ok')}  ${text}`),
    wrong: (text) => say(`  ${style.bad('!')}   ${text}`),
    begin: (step) => say(`\n${style.bold(step)}\n`),
    ask: isHeard && ask !== undefined ? (question) => ask(`  ${question}`) : undefined,
  };
}

/** What was answered, without spaces around it. They left: `undefined`. */
export async function answerTo(ask: NonNullable<Talk['ask']>, question: string): Promise<string | undefined> {
  return (await ask(question))?.trim();
}

/** Enter is a yes. */
export async function isYes(ask: NonNullable<Talk['ask']>, question: string): Promise<boolean | undefined> {
  const typed = await answerTo(ask, `${question} [Y/n] `);
  return typed === undefined ? undefined : /^(y(es)?)?$/i.test(typed);
}

/** Whoever was asked has gone, or has pressed Ctrl-C. What is left of it all is told by who knows all of it. */
export const GONE: Interrupted = { type: 'interrupted', message: 'Stopped.' };
