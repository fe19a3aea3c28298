import { type Cell, cellOf, type Scalar, type Slot, slotOf } from '../cells/cell.ts';
import { copiedFormula } from '../formulas/rewrite-formula.ts';
import type { CellFormat } from '../schema/sheets-types.ts';

export type PasteType =
  | 'PASTE_NORMAL'
  | 'PASTE_VALUES'
  | 'PASTE_FORMAT'
  | 'PASTE_NO_BORDERS'
  | 'PASTE_FORMULA'
  | 'PASTE_DATA_VALIDATION'
  | 'PASTE_CONDITIONAL_FORMATTING';

/** A cell that is being copied. */
export interface CopiedCell {
  readonly slot: Slot;
  /** What it comes to: the value itself, or what its formula gives. */
  readonly value: Scalar;
  /** How far it goes. */
  readonly rows: number;
  readonly columns: number;
}

const withoutBorders = (format: CellFormat | undefined): CellFormat | undefined => {
  if (format === undefined) return undefined;
  const { borders: _, ...rest } = format;
  return Object.keys(rest).length === 0 ? undefined : rest;
};

const content = (
  cell: Cell,
  { rows, columns }: CopiedCell,
): Pick<Cell, 'value' | 'formula' | 'hyperlink'> => ({
  value: cell.value,
  formula: cell.formula === undefined ? undefined : copiedFormula(cell.formula, rows, columns),
  hyperlink: cell.hyperlink,
});

/** What stands in a cell after another one was pasted over it. */
export const pastedSlot = (target: Slot, copied: CopiedCell, type: PasteType): Slot => {
  const source = cellOf(copied.slot);
  const old = cellOf(target);
  switch (type) {
    case 'PASTE_VALUES':
      return slotOf({ ...old, value: copied.value, formula: undefined });
    case 'PASTE_FORMAT':
      return slotOf({ ...old, format: source.format, dataValidation: source.dataValidation });
    case 'PASTE_FORMULA':
      return slotOf({ ...old, ...content(source, copied) });
    case 'PASTE_DATA_VALIDATION':
      return slotOf({ ...old, dataValidation: source.dataValidation });
    case 'PASTE_CONDITIONAL_FORMATTING':
      return target;
    case 'PASTE_NO_BORDERS': {
      const format = { ...withoutBorders(source.format), borders: old.format?.borders };
      const kept = format.borders === undefined ? withoutBorders(format) : format;
      return slotOf({ ...source, ...content(source, copied), format: kept });
    }
    case 'PASTE_NORMAL':
      return slotOf({ ...source, ...content(source, copied) });
  }
};
