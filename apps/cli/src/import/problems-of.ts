import type { InputIssue, StoreError } from '@quiz-sync/core';
import { err, ok, type Result } from 'neverthrow';
import type { ImportItem, LineProblem, TakeError } from './import-item.js';

/** What is wrong with an item, line by line; a store that fails is no fault of the item. */
export function problemsOf(
  { lines }: Pick<ImportItem, 'lines'>,
  error: TakeError,
): Result<LineProblem[], StoreError> {
  const [line = 0] = lines;
  switch (error.type) {
    case 'invalid_input':
      return ok(error.issues.map((issue) => problemOf(issue, lines)));
    case 'submission_id_reused':
      return ok([
        { line, message: `submission_id ${error.submission_id} is stored already, for something else` },
      ]);
    case 'idempotency_key_reused':
    case 'idempotency_key_in_use':
    case 'invalid_idempotency_key':
      return ok([{ line, message: `was refused: ${error.type}` }]);
    case 'store_unavailable':
    case 'store_full':
    case 'store_corrupt':
      return err(error);
    default:
      return error satisfies never;
  }
}

/** `/responses/2/quiz_id` is the field `quiz_id` of the third line. A whole submission in one line keeps the path. */
function problemOf({ pointer, message }: InputIssue, lines: readonly number[]): LineProblem {
  const [first = 0] = lines;
  const [, index, field] = /^\/responses\/(\d+)(?:\/(.*))?$/.exec(pointer) ?? [];
  const line = lines.length > 1 || index === '0' ? lines[Number(index)] : undefined;
  if (index !== undefined && line !== undefined) return { line, message: `${field ?? 'it'} ${message}` };
  return { line: first, message: `${pointer.slice(1) || 'it'} ${message}` };
}
