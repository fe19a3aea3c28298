import { type Cell, cellOf, type Scalar } from '../cells/cell.ts';
import type { Sheet } from '../model/sheet.ts';
import type { Spreadsheet } from '../model/spreadsheet.ts';

const UNKNOWN: Scalar = { errorType: 'NAME', message: 'Unknown function' };

/** Values of cells, with formulas computed. What was computed is kept until the spreadsheet changes. */
export class Calculation {
  readonly #spreadsheet: Spreadsheet;

  constructor(spreadsheet: Spreadsheet) {
    this.#spreadsheet = spreadsheet;
  }

  get spreadsheetId(): string {
    return this.#spreadsheet.id;
  }

  /** What the cell shows before it is formatted. */
  value(sheet: Sheet, row: number, column: number): Scalar {
    return this.cellValue(cellOf(sheet.grid.slot(row, column)));
  }

  cellValue(cell: Cell): Scalar {
    return cell.formula === undefined ? cell.value : UNKNOWN;
  }
}
