import { notFound } from '../api/api-error.ts';
import type { Drive } from '../model/drive.ts';
import type { Sheet } from '../model/sheet.ts';
import type { Spreadsheet } from '../model/spreadsheet.ts';
import { gridRangeOf } from '../ranges/area.ts';
import { columnIndex } from '../ranges/column-letters.ts';
import { resolveRange } from '../ranges/resolve-range.ts';
import type { DimensionRange, GridRange } from '../schema/sheets-types.ts';

/** Turns places as people speak of them (tab, row 5, column C, `A1:B2`) into those of the API. */
export class SpokenPlace {
  readonly #drive: Drive;
  readonly #spreadsheetId: string;

  constructor(drive: Drive, spreadsheetId: string) {
    this.#drive = drive;
    this.#spreadsheetId = spreadsheetId;
  }

  spreadsheet(): Spreadsheet {
    const spreadsheet = this.#drive.spreadsheet(this.#spreadsheetId);
    if (spreadsheet === undefined) throw notFound();
    return spreadsheet;
  }

  sheet(tab: string): Sheet {
    const sheet = this.spreadsheet().sheetByTitle(tab);
    if (sheet === undefined) throw new Error(`no tab "${tab}"`);
    return sheet;
  }

  sheetId(tab: string): number {
    return this.sheet(tab).sheetId;
  }

  /** `'Sheet1'!A1:B2`. */
  address(tab: string, range: string): string {
    return `'${this.sheet(tab).properties.title.replaceAll("'", "''")}'!${range}`;
  }

  /** A part of a tab; all of it when no range is given. */
  range(tab: string, range: string | undefined): GridRange {
    if (range === undefined) return { sheetId: this.sheetId(tab) };
    const { sheet, area } = resolveRange(this.spreadsheet(), this.address(tab, range));
    return { ...gridRangeOf(sheet.sheetId, area), sheetId: sheet.sheetId };
  }

  rows(tab: string, first: number, count: number): DimensionRange {
    return {
      sheetId: this.sheetId(tab),
      dimension: 'ROWS',
      startIndex: first - 1,
      endIndex: first - 1 + count,
    };
  }

  columns(tab: string, column: string, count: number): DimensionRange {
    const startIndex = columnIndex(column);
    return { sheetId: this.sheetId(tab), dimension: 'COLUMNS', startIndex, endIndex: startIndex + count };
  }
}
