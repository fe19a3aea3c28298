import { invalid } from '../api/api-error.ts';
import type { BooleanCondition } from '../schema/sheets-types.ts';

/** Conditions with a lower and an upper bound. */
const BETWEEN: ReadonlySet<string> = new Set([
  'NUMBER_BETWEEN',
  'NUMBER_NOT_BETWEEN',
  'DATE_BETWEEN',
  'DATE_NOT_BETWEEN',
]);

/** Throws when a condition between two bounds does not have two. The wording is this emulator's own. */
export const checkCondition = (condition: BooleanCondition | undefined): void => {
  const { type = '', values = [] } = condition ?? {};
  if (!BETWEEN.has(type) || values.length === 2) return;
  throw invalid(`A condition of type ${type} must have two values, not ${values.length}.`);
};
