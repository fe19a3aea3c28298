import type { Scope } from '@quiz-sync/core';
import { err, ok, type Result } from 'neverthrow';
import { parseDuration } from '../duration.js';
import { oneOf } from './flags.js';

/** As core has them, whose loading a typo must not wait for. */
export const SCOPE_WORDS = ['submit', 'read', 'admin'] as const satisfies readonly Scope[];

/** Reads `submit,read`. The error is a clause that follows the flag's name. */
export function parseScopes(text: string): Result<readonly Scope[], string> {
  const scopes: Scope[] = [];
  for (const word of text.split(',')) {
    const scope = oneOf(SCOPE_WORDS, word.trim());
    if (scope.isErr()) return err(scope.error);
    scopes.push(scope.value);
  }
  return ok(scopes);
}

/** As {@link parseDuration}, and not nothing. */
export function parseLifetime(text: string): Result<number | undefined, string> {
  return parseDuration(text).andThen((ms) => (ms > 0 ? ok(ms) : err(`must lie ahead, not "${text}"`)));
}

const KEY = /^(?:qs_)?([0-9a-f]{12})(?:_[0-9a-f]*)?$/;

/** Reads a key's id, or takes it out of a whole key: that is what people have found where it should not be. */
export function parseKeyId(text: string): Result<string, string> {
  const id = KEY.exec(text)?.[1];
  return id === undefined ? err('must be the id of a key, as quiz-sync keys list shows it') : ok(id);
}
