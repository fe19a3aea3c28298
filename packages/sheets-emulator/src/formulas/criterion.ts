import type { Scalar } from '../cells/cell.ts';
import { compareValues } from '../requests/compare-values.ts';
import { type FormulaValue, single } from './formula-value.ts';

type Meets = (value: Scalar) => boolean;

const OPERATOR = /^(<>|<=|>=|=|<|>)?([\s\S]*)$/;

const BY_ORDER: Readonly<Record<string, (order: number) => boolean>> = {
  '<': (order) => order < 0,
  '>': (order) => order > 0,
  '<=': (order) => order <= 0,
  '>=': (order) => order >= 0,
};

/** `*` stands for any text, `?` for one character, and `~` before them takes that from them. */
const pattern = (text: string): RegExp => {
  const parts = text.replaceAll(/~([*?~])|([*?])|([\\^$.|+()[\]{}])/g, (_, plain, wild, special) => {
    if (plain !== undefined) return `\\${plain}`;
    if (wild !== undefined) return wild === '*' ? '[\\s\\S]*' : '[\\s\\S]';
    return `\\${special}`;
  });
  return new RegExp(`^${parts}$`, 'iu');
};

/** What the text of a criterion stands for after its operator. */
const operandOf = (text: string): string | number | boolean => {
  if (/^(?:true|false)$/i.test(text)) return /^true$/i.test(text);
  return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
};

const equals = (operand: string | number | boolean): Meets => {
  if (operand === '') return (value) => value === undefined || value === '';
  if (typeof operand !== 'string') return (value) => value === operand;
  const like = pattern(operand);
  return (value) => typeof value === 'string' && like.test(value);
};

/** What `COUNTIF` and its kin count: `5`, `TRUE`, `"a*"`, `">=3"`, `"<>x"`. Compared are values of one kind alone. */
export const criterion = (given: FormulaValue): Meets => {
  const wanted = single(given);
  if (typeof wanted !== 'string') return equals(wanted ?? '');
  const [, operator = '=', text = ''] = OPERATOR.exec(wanted) ?? [];
  const operand = operandOf(text);
  if (operator === '=') return equals(operand);
  if (operator === '<>') {
    const same = equals(operand);
    return (value) => !same(value);
  }
  return (value) =>
    typeof value === typeof operand && BY_ORDER[operator]?.(compareValues(value, operand, false)) === true;
};
