import { expect } from 'vitest';

/** Where nobody listens. */
export const NOWHERE = 'mongodb://127.0.0.1:9/quiz?serverSelectionTimeoutMS=200';

/** Why opening is refused: one line, without a stack. */
export async function refusal(opening: Promise<unknown>): Promise<string> {
  const error = await opening.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Error)) throw new Error('must be refused');
  expect(error.message).not.toContain('\n');
  return error.message;
}
