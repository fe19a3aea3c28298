import { type Dimension, type Shift, shiftSpan } from '../ranges/shift.ts';
import { type Corner, formulaTokens, type Reference, referenceText } from './formula-tokens.ts';

type Change = (reference: Reference) => Reference | undefined;

/** Changes the references of a formula; one that is gone becomes `#REF!`. */
const rewrite = (formula: string, change: Change): string => {
  const tokens = formulaTokens(formula.slice(1));
  if (tokens === undefined) return formula;
  const texts = tokens.map((token) => {
    if (token.kind !== 'reference') return token.text;
    const changed = change(token.reference);
    if (changed === token.reference) return token.text;
    return changed === undefined ? '#REF!' : referenceText(changed);
  });
  return `=${texts.join('')}`;
};

const moved = (corner: Corner, rows: number, columns: number): Corner => ({
  ...corner,
  row: corner.row === undefined || corner.fixedRow ? corner.row : corner.row + rows,
  column: corner.column === undefined || corner.fixedColumn ? corner.column : corner.column + columns,
});

const isOff = (corner: Corner): boolean => (corner.row ?? 0) < 0 || (corner.column ?? 0) < 0;

/** A formula as it reads when its cell is copied so many rows down and columns to the right. */
export const copiedFormula = (formula: string, rows: number, columns: number): string =>
  rows === 0 && columns === 0
    ? formula
    : rewrite(formula, (reference) => {
        const first = moved(reference.first, rows, columns);
        const last = reference.last === undefined ? undefined : moved(reference.last, rows, columns);
        return isOff(first) || (last !== undefined && isOff(last))
          ? undefined
          : { ...reference, first, last };
      });

const shifted = (reference: Reference, dimension: Dimension, shift: Shift): Reference | undefined => {
  const { first, last = first } = reference;
  const rows = dimension === 'ROWS';
  const start = rows ? first.row : first.column;
  const end = rows ? last.row : last.column;
  const span = shiftSpan({ start, end: end === undefined ? undefined : end + 1 }, shift);
  if (span === undefined) return undefined;
  const at = (corner: Corner, index: number | undefined): Corner =>
    rows ? { ...corner, row: index } : { ...corner, column: index };
  const newFirst = at(first, span.start);
  if (reference.last === undefined) return { ...reference, first: newFirst };
  return { ...reference, first: newFirst, last: at(last, span.end === undefined ? undefined : span.end - 1) };
};

/** A formula as it reads after lines were inserted, deleted or moved under those of its references that `applies` names. */
export const shiftedFormula = (
  formula: string,
  applies: (reference: Reference) => boolean,
  dimension: Dimension,
  shift: Shift,
): string =>
  rewrite(formula, (reference) => (applies(reference) ? shifted(reference, dimension, shift) : reference));

/** A formula as it reads after a tab got another title. */
export const retitledFormula = (formula: string, from: string, to: string): string =>
  rewrite(formula, (reference) =>
    reference.tab?.toLowerCase() === from.toLowerCase() ? { ...reference, tab: to } : reference,
  );
