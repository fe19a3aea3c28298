import { type InvalidInput, idSchema } from '@quiz-sync/core';
import { err, ok, type Result } from 'neverthrow';

/**
 * A learner in the address of a route. What is no id is told as the application tells it, since an empty one would name
 * another route; and so would a point or two, which every reader of addresses takes for a step.
 */
export function learnerPath(userId: string): Result<string, InvalidInput> {
  const refused = (message: string) =>
    err<never, InvalidInput>({ type: 'invalid_input', issues: [{ pointer: '/user_id', message }] });
  const checked = idSchema.safeParse(userId);
  if (!checked.success) return refused(checked.error.issues[0]?.message ?? 'is no id');
  if (userId === '.' || userId === '..')
    return refused(`"${userId}" cannot stand in an address: erase it where the service runs, without --url`);
  return ok(`learners/${encodeURIComponent(userId)}`);
}
