import type { ResultAsync } from 'neverthrow';

/** The value of a call that must succeed in this test. */
export async function succeed<T>(call: ResultAsync<T, unknown>): Promise<T> {
  const result = await call;
  if (result.isErr()) throw new Error(`must succeed, but: ${JSON.stringify(result.error)}`);
  return result.value;
}

/** The error of a call that must be refused in this test. */
export async function refused<E>(call: ResultAsync<unknown, E>): Promise<E> {
  const result = await call;
  if (result.isOk()) throw new Error(`must be refused, but answered: ${JSON.stringify(result.value)}`);
  return result.error;
}
