import { suggest } from '@quiz-sync/server/suggest';
import { err, ok, type Result } from 'neverthrow';

/** `--name` or `--no-name`. */
export interface Switch {
  readonly kind: 'switch';
  readonly says: string;
  readonly absent: boolean;
}

/** `--name VALUE`. */
export interface ValueFlag<T> {
  readonly kind: 'value';
  readonly says: string;
  /** Stands for the value in help: `FILE`. */
  readonly placeholder: string;
  /** The error is a clause that follows the flag's name: `must be a port ...`. */
  readonly parse: (text: string) => Result<T, string>;
  /** All that is accepted, when that can be listed: for suggestions and completion. */
  readonly choices?: readonly string[];
  /** May be given several times: the texts come with commas between. Any other flag counts as it was given last. */
  readonly repeatable?: true;
  /** The value when the flag is not given. */
  readonly absent: T;
  /** `absent` as help shows it; `undefined` shows none. */
  readonly shownDefault?: string;
}

/** Flags by name in camel case; on the command line `olderThan` is `--older-than`. */
export type Flags = Readonly<Record<string, Switch | ValueFlag<unknown>>>;

/** What a command gets of its flags. */
export type ArgumentsOf<F extends Flags> = {
  readonly [Name in keyof F]: F[Name] extends ValueFlag<infer T> ? T : boolean;
};

export function toggle(says: string, absent = false): Switch {
  return { kind: 'switch', says, absent };
}

export function optionalText(placeholder: string, says: string): ValueFlag<string | undefined> {
  return { kind: 'value', says, placeholder, parse: (text) => ok(text), absent: undefined };
}

/** `user_id=learner,topic=skill`: names to texts, none twice. */
export function pairs(placeholder: string, says: string): ValueFlag<ReadonlyMap<string, string>> {
  return { kind: 'value', says, placeholder, parse: readPairs, absent: new Map() };
}

function readPairs(text: string): Result<ReadonlyMap<string, string>, string> {
  const found = new Map<string, string>();
  for (const pair of text.split(',')) {
    const [, name, value] = /^\s*([^=\s]+)\s*=(.*)$/.exec(pair) ?? [];
    if (name === undefined || value === undefined || found.has(name))
      return err(`must be NAME=TEXT pairs, with a comma between them and each name once, not "${text}"`);
    found.set(name, value.trim());
  }
  return ok(found);
}

/** A flag that takes one of a few words. */
export function choice<const Word extends string>(
  placeholder: string,
  says: string,
  choices: readonly Word[],
): ValueFlag<Word | undefined> {
  return {
    kind: 'value',
    says,
    placeholder,
    parse: (text) => oneOf(choices, text),
    choices,
    absent: undefined,
  };
}

/** The error is a clause that follows a name: `must be one of csv, jsonl, not "cvs"; did you mean csv?`. */
export function oneOf<const Word extends string>(
  choices: readonly Word[],
  text: string,
): Result<Word, string> {
  const found = choices.find((word) => word === text);
  if (found !== undefined) return ok(found);
  const meant = suggest(text, choices);
  const hint = meant === undefined ? '' : `; did you mean ${meant}?`;
  return err(`must be one of ${choices.join(', ')}, not "${text}"${hint}`);
}

/** Of what was given several times. */
function onceOf(flag: Switch | ValueFlag<unknown>, given: readonly unknown[]): unknown {
  return flag.kind === 'value' && flag.repeatable ? given.join(',') : given.at(-1);
}

/** `olderThan` as people type it: `older-than`. */
export function flagName(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** What yargs read, by the name that was typed. Names not given are absent. */
export type RawFlags = Readonly<Record<string, unknown>>;

/** Turns what was typed into what the command gets. The error is one line that names the flag and what it accepts. */
export function readFlags<F extends Flags>(flags: F, raw: RawFlags): Result<ArgumentsOf<F>, string> {
  const values: Record<string, unknown> = {};
  for (const [name, flag] of Object.entries(flags)) {
    const value = readFlag(flagName(name), flag, raw[flagName(name)]);
    if (value.isErr()) return err(value.error);
    values[name] = value.value;
  }
  return ok(values as ArgumentsOf<F>);
}

function readFlag(name: string, flag: Switch | ValueFlag<unknown>, given: unknown): Result<unknown, string> {
  if (given === undefined) return ok(flag.absent);
  const raw = Array.isArray(given) ? onceOf(flag, given) : given;
  if (flag.kind === 'switch')
    return typeof raw === 'boolean' ? ok(raw) : err(`--${name} is a switch and takes no value`);
  if (typeof raw !== 'string' || raw === '')
    return err(`--${name} needs a value: --${name} ${flag.placeholder}`);
  return flag.parse(raw).mapErr((clause) => `--${name} ${clause}`);
}
