import { err, ok, type Result } from 'neverthrow';
import type { z } from 'zod';
import { idSchema, instantSchema } from '../domain/text.js';
import type { Clock } from '../ports/clock.js';
import type { InputIssue, InvalidInput } from './invalid-input.js';

/** Checks data from outside. `alsoWrong` is what the caller found by other means: all of it is told at once. */
export function readInput<T>(
  schema: z.ZodType<T>,
  input: unknown,
  alsoWrong: readonly InputIssue[] = [],
): Result<T, InvalidInput> {
  const parsed = schema.safeParse(input, { error: plainWords });
  if (parsed.success && alsoWrong.length === 0) return ok(parsed.data);
  const issues = parsed.success ? [] : parsed.error.issues.flatMap(toInputIssues);
  return err({ type: 'invalid_input', issues: [...issues, ...alsoWrong] });
}

/** What is wrong with an id that came beside the input, such as in a path. */
export function idIssues(field: string, id: unknown): InputIssue[] {
  const parsed = idSchema.safeParse(id, { error: plainWords });
  if (parsed.success) return [];
  return parsed.error.issues.map(({ message }) => ({ pointer: pointerTo([field]), message }));
}

/** How far ahead of ours the clock of a client may be, in milliseconds. */
const CLOCK_TOLERANCE_MS = 300_000;

/** Finds out whether `field` of the input, if it is an instant at all, lies further ahead than clocks differ. */
export function futureIssues(input: unknown, field: string, clock: Clock): InputIssue[] {
  if (typeof input !== 'object' || input === null || !Object.hasOwn(input, field)) return [];
  const parsed = instantSchema.safeParse(Reflect.get(input, field));
  if (!parsed.success || Date.parse(parsed.data) <= clock.now() + CLOCK_TOLERANCE_MS) return [];
  return [{ pointer: pointerTo([field]), message: 'must not lie in the future (5 minutes are tolerated)' }];
}

function toInputIssues(issue: z.core.$ZodIssue): InputIssue[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      pointer: pointerTo([...issue.path, key]),
      message: 'is not a field that is known here',
    }));
  }
  return [{ pointer: pointerTo(issue.path), message: issue.message }];
}

/** RFC 6901. */
function pointerTo(path: readonly PropertyKey[]): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** Says what is expected; used where the schema itself has no words. */
function plainWords(issue: z.core.$ZodRawIssue): string {
  if (issue.input === undefined && issue.path !== undefined) return 'is required';
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${KINDS[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `must be one of ${issue.values.join(', ')}`;
    case 'too_small':
      return `must be at least ${issue.minimum}`;
    case 'too_big':
      return `must be at most ${issue.maximum}`;
    default:
      return 'is not valid';
  }
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'a JSON object',
  array: 'a list',
};
