import { cellOf } from '../cells/cell.ts';
import { formatValue } from '../formats/format-value.ts';
import { Calculation } from '../formulas/calculation.ts';
import { shownFormat } from '../formulas/inferred-format.ts';
import type { Sheet } from '../model/sheet.ts';
import type { Spreadsheet } from '../model/spreadsheet.ts';
import { areaOf } from '../ranges/area.ts';
import { resolveRange } from '../ranges/resolve-range.ts';
import { renderSpreadsheet } from '../render/render-spreadsheet.ts';
import { sheetProperties } from '../render/sheet-properties.ts';
import type {
  CellFormat,
  NamedRange,
  SheetProperties,
  Spreadsheet as SpreadsheetMessage,
} from '../schema/sheets-types.ts';
import { renderValues } from '../values/render-values.ts';

/** A cell as a test looks at it. */
export interface CellView {
  /** Typed: a date-time is a serial number; `undefined` when the cell is empty, a sign such as `#REF!` for an error. */
  readonly value: string | number | boolean | undefined;
  readonly formula: string | undefined;
  /** What the grid shows. */
  readonly formatted: string;
  readonly format: CellFormat | undefined;
  readonly note: string | undefined;
}

/** A look at a spreadsheet for tests to assert on. It looks anew each time it is asked, and changes nothing. */
export class SpreadsheetView {
  readonly #spreadsheet: Spreadsheet;

  constructor(spreadsheet: Spreadsheet) {
    this.#spreadsheet = spreadsheet;
  }

  get id(): string {
    return this.#spreadsheet.id;
  }

  get title(): string {
    return this.#spreadsheet.contents.properties.title ?? '';
  }

  /** The tabs' titles, in order. */
  get tabs(): readonly string[] {
    return this.#spreadsheet.contents.sheets.map((sheet) => sheet.properties.title);
  }

  get namedRanges(): readonly NamedRange[] {
    return this.#spreadsheet.contents.namedRanges;
  }

  /** A tab's properties, as the API answers them. */
  properties(tab: string): SheetProperties {
    const sheet = this.#sheet(tab);
    return sheetProperties(sheet, this.#spreadsheet.contents.sheets.indexOf(sheet));
  }

  /** Typed values of a tab or a part of it (`A1:C9`), without empty cells and rows at the ends. */
  values(tab: string, range?: string): readonly (readonly (string | number | boolean)[])[] {
    return this.#values(tab, range, 'UNFORMATTED_VALUE');
  }

  /** What the grid shows of a tab or a part of it. */
  formatted(tab: string, range?: string): readonly (readonly string[])[] {
    return this.#values(tab, range, 'FORMATTED_VALUE').map((row) => row.map(String));
  }

  /** One cell: `B2`. */
  cell(tab: string, address: string): CellView {
    const { area, sheet } = resolveRange(this.#spreadsheet, this.#address(tab, address));
    const cell = cellOf(sheet.grid.slot(area.startRow, area.startColumn));
    const value = new Calculation(this.#spreadsheet).cellValue(cell, sheet, area.startRow, area.startColumn);
    const formatted = formatValue(value, shownFormat(cell));
    return {
      value: typeof value === 'object' ? formatted : value,
      formula: cell.formula,
      formatted,
      format: cell.format,
      note: cell.note,
    };
  }

  /** All of it as the API answers it, cells included. */
  toJSON(): SpreadsheetMessage {
    return renderSpreadsheet(this.#spreadsheet, new Calculation(this.#spreadsheet), {
      includeGridData: true,
    });
  }

  #values(tab: string, range: string | undefined, render: 'UNFORMATTED_VALUE' | 'FORMATTED_VALUE') {
    const sheet = this.#sheet(tab);
    const area =
      range === undefined
        ? areaOf({}, sheet.grid)
        : resolveRange(this.#spreadsheet, this.#address(tab, range)).area;
    const options = { majorDimension: 'ROWS', render, dates: 'SERIAL_NUMBER' } as const;
    return renderValues(sheet, area, new Calculation(this.#spreadsheet), options);
  }

  #sheet(tab: string): Sheet {
    const sheet = this.#spreadsheet.sheetByTitle(tab);
    if (sheet === undefined) throw new Error(`no tab "${tab}"`);
    return sheet;
  }

  #address(tab: string, range: string): string {
    return `'${this.#sheet(tab).properties.title.replaceAll("'", "''")}'!${range}`;
  }
}
