import type { Scalar } from '../cells/cell.ts';
import { compareValues } from '../requests/compare-values.ts';
import { type FormulaValue, fail, numberOf, single, textOf } from './formula-value.ts';

const NAMES: Readonly<Record<string, string>> = {
  '+': 'ADD',
  '-': 'MINUS',
  '*': 'MULTIPLY',
  '/': 'DIVIDE',
  '^': 'POW',
};

const arithmetic = (operator: string, left: number, right: number): number => {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '^':
      return left ** right;
    default:
      if (right === 0) throw fail('DIVIDE_BY_ZERO', 'Function DIVIDE parameter 2 cannot be zero.');
      return left / right;
  }
};

const emptyLike = (other: Scalar): Scalar => {
  if (typeof other === 'string') return '';
  return typeof other === 'boolean' ? false : 0;
};

/** Text is compared without regard to case; nothing counts as zero, the empty text or false. */
const compare = (left: FormulaValue, right: FormulaValue): number => {
  const a = single(left);
  const b = single(right);
  const x = a ?? emptyLike(b);
  const y = b ?? emptyLike(a);
  if (typeof x === 'string' && typeof y === 'string')
    return compareValues(x.toLowerCase(), y.toLowerCase(), false);
  return compareValues(x, y, false);
};

/** The value of two operands and what stands between them. */
export const binary = (operator: string, left: FormulaValue, right: FormulaValue): Scalar => {
  switch (operator) {
    case '&':
      return textOf(left) + textOf(right);
    case '=':
      return compare(left, right) === 0;
    case '<>':
      return compare(left, right) !== 0;
    case '<':
      return compare(left, right) < 0;
    case '>':
      return compare(left, right) > 0;
    case '<=':
      return compare(left, right) <= 0;
    case '>=':
      return compare(left, right) >= 0;
    default: {
      const name = NAMES[operator] ?? operator;
      return arithmetic(operator, numberOf(left, name, 1), numberOf(right, name, 2));
    }
  }
};

export const unary = (operator: string, operand: FormulaValue): Scalar => {
  if (operator === '-') return -numberOf(operand, 'UMINUS');
  return operator === '%' ? numberOf(operand, 'UNARY_PERCENT') / 100 : single(operand);
};
