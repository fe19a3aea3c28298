import { z } from 'zod';

/** Anything `JSON.parse` can return. */
export type JsonValue = null | boolean | number | string | JsonValue[] | { [key: string]: JsonValue };

/** Deepest nesting kept in free-form data; deeper JSON overflows naive readers downstream. */
const MAX_DEPTH = 32;

/** Names that reach an object's prototype when somebody assigns them carelessly. */
export const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** Why `value` may not be kept as free-form data, or `undefined` when it may. */
export function jsonProblem(value: unknown, depth = 0): string | undefined {
  if (depth > MAX_DEPTH) return `must not be nested deeper than ${MAX_DEPTH} levels`;
  if (value === null || typeof value === 'boolean') return undefined;
  if (typeof value === 'number')
    return Number.isFinite(value) ? undefined : 'must not contain NaN or Infinity';
  if (typeof value === 'string') return textProblem(value);
  if (typeof value !== 'object') return 'must be JSON';
  if (Array.isArray(value)) return firstProblem(value, depth);
  if (!isPlain(value)) return 'must be JSON';
  const keys = Object.keys(value);
  const forbidden = keys.find((key) => FORBIDDEN_KEYS.has(key));
  if (forbidden !== undefined) return `must not have a key named ${forbidden}`;
  return firstProblem(keys, depth) ?? firstProblem(Object.values(value), depth);
}

/** Neither a `Date` nor a `Map` and the like, which would not come back as they went; from whatever realm. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function firstProblem(values: readonly unknown[], depth: number): string | undefined {
  for (const value of values) {
    const problem = jsonProblem(value, depth + 1);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function textProblem(text: string): string | undefined {
  if (text.includes(String.fromCharCode(0))) return 'must not contain a NUL character';
  return text.isWellFormed() ? undefined : 'must not contain a lone surrogate (half of a character)';
}

/** Free-form data that a client sends along and we only keep. */
export const jsonValueSchema = z.custom<JsonValue>().superRefine((value, context) => {
  const problem = jsonProblem(value);
  if (problem !== undefined) context.addIssue({ code: 'custom', message: problem });
});
