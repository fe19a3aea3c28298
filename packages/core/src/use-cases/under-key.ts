import { err, ok, okAsync, type Result, ResultAsync } from 'neverthrow';
import { digest } from '../digest.js';
import { canonicalJson } from '../domain/canonical-json.js';
import { idSchema } from '../domain/text.js';
import type { KeyedRequest, KeyTaken } from '../ports/idempotency-keys.js';
import type { StoreError } from '../ports/store-error.js';
import type { IdempotencyKey, KeyError } from '../quiz-sync.js';
import type { Dependencies } from './dependencies.js';

/** Longest answer that is kept, in UTF-16 code units; a request with a longer one is handled again, as a repeat. */
export const LONGEST_KEPT_ANSWER = 65_536;

/** A request that came under a key, before anybody knows its answer. */
export type RequestUnderKey = Pick<KeyedRequest, 'scope' | 'key' | 'fingerprint'>;

/** What is under way in this process: fingerprints by {@link nameOf}. Others are kept apart by the store. */
export type KeysUnderWay = Map<string, string>;

/** What is asked: `operation` stands for method and path; `sent` is what the client sent, checked and normalised. */
interface Asked {
  readonly operation: string;
  readonly sent: unknown;
}

/**
 * Does `work`, or answers as the first request under this key was answered. `work` stores by `store.idempotency` when
 * it is given a request, and hands on that the key is taken. Without a key it is just `work`.
 */
export function underKey<T extends object, E>(
  { keysUnderWay }: Pick<Dependencies, 'keysUnderWay'>,
  given: IdempotencyKey | undefined,
  { operation, sent }: Asked,
  work: (request: RequestUnderKey | undefined) => ResultAsync<T, E | KeyTaken>,
): ResultAsync<T & { replayed?: true }, E | KeyError> {
  if (given === undefined) return work(undefined).mapErr((error) => error as E);
  return requestOf(given, operation, sent)
    .andThen((request) => notUnderWay(keysUnderWay, request))
    .asyncAndThen((request) => new ResultAsync(answerOnce(keysUnderWay, request, work)));
}

/** The id of what a request stores, where the client names none: with it, a repeat is known even without its key. */
export function idUnderKey({ scope, key }: RequestUnderKey): string {
  return scope === '' ? key : digest(JSON.stringify([scope, key]));
}

/** The request as it is remembered once it has been answered. */
export function answeredRequest(request: RequestUnderKey, userId: string, answer: object): KeyedRequest {
  const text = JSON.stringify(answer);
  return { ...request, user_id: userId, answer: text.length > LONGEST_KEPT_ANSWER ? undefined : text };
}

/** Remembers the answer of a request that stored nothing, since what it asked for was there. */
export function keepAnswer<T extends object>(
  { store }: Pick<Dependencies, 'store'>,
  request: RequestUnderKey | undefined,
  userId: string,
  answer: T,
): ResultAsync<T, StoreError | KeyTaken> {
  if (request === undefined) return okAsync(answer);
  return store.idempotency
    .keep(answeredRequest(request, userId, answer))
    .andThen((outcome) => (outcome.type === 'kept' ? ok(answer) : err(outcome)));
}

function requestOf(
  { key, scope = '' }: IdempotencyKey,
  operation: string,
  sent: unknown,
): Result<RequestUnderKey, KeyError> {
  const parsed = idSchema.safeParse(key);
  if (parsed.success) return ok({ scope, key, fingerprint: digest(canonicalJson([operation, sent])) });
  const [issue] = parsed.error.issues;
  return err({ type: 'invalid_idempotency_key', message: `The key ${issue?.message ?? 'is not an id'}.` });
}

function notUnderWay(keys: KeysUnderWay, request: RequestUnderKey): Result<RequestUnderKey, KeyError> {
  const fingerprint = keys.get(nameOf(request));
  if (fingerprint === undefined) return ok(request);
  const isSame = fingerprint === request.fingerprint;
  return err({ type: isSame ? 'idempotency_key_in_use' : 'idempotency_key_reused' });
}

async function answerOnce<T extends object, E>(
  keys: KeysUnderWay,
  request: RequestUnderKey,
  work: (request: RequestUnderKey) => ResultAsync<T, E | KeyTaken>,
): Promise<Result<T & { replayed?: true }, E | KeyError>> {
  keys.set(nameOf(request), request.fingerprint);
  try {
    const result = await work(request);
    return result.orElse((error) => (isKeyTaken(error) ? replay<T>(request, error) : err(error)));
  } finally {
    keys.delete(nameOf(request));
  }
}

/** The answer was written by {@link answeredRequest} for an equal request, so it is of the same type. */
function replay<T extends object>(
  { fingerprint }: RequestUnderKey,
  { by }: KeyTaken,
): Result<T & { replayed: true }, KeyError> {
  if (by.fingerprint !== fingerprint || by.answer === undefined)
    return err({ type: 'idempotency_key_reused' });
  const answer: T = JSON.parse(by.answer);
  return ok({ ...answer, replayed: true });
}

function isKeyTaken(error: unknown): error is KeyTaken {
  return typeof error === 'object' && error !== null && 'type' in error && error.type === 'key_taken';
}

function nameOf({ scope, key }: RequestUnderKey): string {
  return JSON.stringify([scope, key]);
}
