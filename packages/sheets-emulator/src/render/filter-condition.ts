import type { Scalar } from '../cells/cell.ts';
import { parseEnteredValue } from '../entry/parse-entered-value.ts';
import type { BooleanCondition } from '../schema/sheets-types.ts';

/** A cell's value and how it is shown. */
interface Shown {
  readonly value: Scalar;
  readonly text: string;
}

type Check = (shown: Shown, wanted: readonly (string | number | boolean)[]) => boolean;

const asText = (value: unknown): string => String(value ?? '').toLowerCase();
const asNumber = (value: unknown): number => (typeof value === 'number' ? value : Number.NaN);

const number = (compare: (own: number, first: number, second: number) => boolean): Check => {
  return ({ value }, [first, second]) =>
    typeof value === 'number' && compare(value, asNumber(first), asNumber(second));
};

const text = (compare: (own: string, wanted: string) => boolean): Check => {
  return ({ text: own }, [wanted]) => compare(own.toLowerCase(), asText(wanted));
};

/** The conditions that a filter can hold a value to; any other lets everything through. */
const CHECKS: Readonly<Record<string, Check>> = {
  BLANK: ({ text: own }) => own === '',
  NOT_BLANK: ({ text: own }) => own !== '',
  NUMBER_EQ: number((own, first) => own === first),
  NUMBER_NOT_EQ: number((own, first) => own !== first),
  NUMBER_GREATER: number((own, first) => own > first),
  NUMBER_GREATER_THAN_EQ: number((own, first) => own >= first),
  NUMBER_LESS: number((own, first) => own < first),
  NUMBER_LESS_THAN_EQ: number((own, first) => own <= first),
  NUMBER_BETWEEN: number((own, first, second) => own >= first && own <= second),
  NUMBER_NOT_BETWEEN: number((own, first, second) => own < first || own > second),
  DATE_EQ: number((own, first) => Math.floor(own) === first),
  DATE_BEFORE: number((own, first) => own < first),
  DATE_AFTER: number((own, first) => own >= first + 1),
  TEXT_EQ: text((own, wanted) => own === wanted),
  TEXT_NOT_EQ: text((own, wanted) => own !== wanted),
  TEXT_CONTAINS: text((own, wanted) => own.includes(wanted)),
  TEXT_NOT_CONTAINS: text((own, wanted) => !own.includes(wanted)),
  TEXT_STARTS_WITH: text((own, wanted) => own.startsWith(wanted)),
  TEXT_ENDS_WITH: text((own, wanted) => own.endsWith(wanted)),
};

/** Whether a filter's condition lets a value through. */
export const meetsCondition = (condition: BooleanCondition, shown: Shown, thisYear: number): boolean => {
  const check = CHECKS[condition.type ?? ''];
  if (check === undefined) return true;
  const wanted = (condition.values ?? []).map(({ userEnteredValue = '' }) => {
    const { value } = parseEnteredValue(userEnteredValue, thisYear);
    return value ?? userEnteredValue;
  });
  return check(shown, wanted);
};
