import { cellOf, type Slot } from '../cells/cell.ts';
import { formatValue } from '../formats/format-value.ts';
import { Calculation } from '../formulas/calculation.ts';
import { shownFormat } from '../formulas/inferred-format.ts';
import type { Drive } from '../model/drive.ts';
import type { Sheet } from '../model/sheet.ts';
import type { Spreadsheet } from '../model/spreadsheet.ts';
import { withoutUnset } from '../render/unset.ts';
import type { Color } from '../schema/sheets-types.ts';

const DEFAULT_WIDTH = 100;
const MOST_COLUMNS = 60;
const MOST_ROWS = 500;

const cssColor = (color: Color | undefined): string | undefined => {
  if (color === undefined) return undefined;
  const channel = (value: number | undefined): number => Math.round((value ?? 0) * 255);
  return `rgb(${channel(color.red)} ${channel(color.green)} ${channel(color.blue)})`;
};

class WindowRenderer {
  readonly #sheet: Sheet;
  readonly #calculation: Calculation;
  readonly #columns: number;

  constructor(spreadsheet: Spreadsheet, sheet: Sheet) {
    this.#sheet = sheet;
    this.#calculation = new Calculation(spreadsheet);
    this.#columns = Math.min(sheet.grid.columnCount, MOST_COLUMNS);
  }

  columns() {
    return Array.from({ length: this.#columns }, (_, index) => {
      const own = this.#sheet.grid.column(index);
      return withoutUnset({
        index,
        width: own?.pixelSize ?? DEFAULT_WIDTH,
        hidden: own?.hiddenByUser,
      });
    });
  }

  lines(start: number, end: number) {
    return Array.from({ length: Math.max(0, end - start) }, (_, i) => {
      const index = start + i;
      const row = this.#sheet.grid.row(index);
      const cells = (row?.cells ?? []).slice(0, this.#columns);
      return withoutUnset({
        index,
        hidden: row?.properties?.hiddenByUser,
        cells: cells.map((slot, column) => this.#cell(slot, index, column)),
      });
    });
  }

  #cell(slot: Slot, row: number, column: number) {
    if (slot === undefined) return null;
    const cell = cellOf(slot);
    const value = this.#calculation.cellValue(cell, this.#sheet, row, column);
    return withoutUnset({
      text: formatValue(value, shownFormat(cell)),
      number: typeof value === 'number' || undefined,
      bold: cell.format?.textFormat?.bold || undefined,
      color: cssColor(cell.format?.textFormat?.foregroundColor),
      background: cssColor(cell.format?.backgroundColor),
      note: cell.note,
      formula: cell.formula,
    });
  }
}

/** What the page draws of a tab: its columns, its frozen rows, and so many rows from `row` on. */
export const gridWindow = (spreadsheet: Spreadsheet, sheet: Sheet, row: number, rows: number) => {
  const renderer = new WindowRenderer(spreadsheet, sheet);
  const { frozenRowCount = 0 } = sheet.properties.gridProperties ?? {};
  const start = Math.max(row, frozenRowCount);
  const end = Math.min(sheet.grid.rowCount, row + Math.min(rows, MOST_ROWS));
  return {
    rowCount: sheet.grid.rowCount,
    columnCount: sheet.grid.columnCount,
    columns: renderer.columns(),
    frozen: renderer.lines(0, Math.min(frozenRowCount, MOST_ROWS)),
    lines: renderer.lines(start, end),
  };
};

/** The spreadsheets and their tabs, for the page to choose from. */
export const spreadsheetList = (drive: Drive) =>
  drive.list().flatMap(({ id, spreadsheet }) => {
    if (spreadsheet === undefined) return [];
    const sheets = spreadsheet.contents.sheets.map(({ sheetId, properties, grid }) => ({
      sheetId,
      title: properties.title,
      hidden: properties.hidden === true,
      rowCount: grid.rowCount,
      columnCount: grid.columnCount,
    }));
    return [{ id, title: spreadsheet.contents.properties.title ?? '', sheets }];
  });
