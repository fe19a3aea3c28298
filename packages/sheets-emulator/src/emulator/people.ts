import { columnIndex } from '../ranges/column-letters.ts';
import type { BasicFilter, Request } from '../schema/sheets-types.ts';
import type { World } from '../world/world.ts';
import { SpokenPlace } from './spoken-place.ts';

/** The address of the person at work. */
export const PERSON = 'person@example.com';

/** What somebody types: text is read as the grid reads it; `null` leaves a cell as it is. */
export type TypedValue = string | number | boolean | null;

/**
 * People at work in the grid of one spreadsheet. Tabs go by title, rows by the number that stands beside them (the first
 * is 1), columns by letter. What they do happens at once, is never refused by protection, and is no call of the API.
 */
export class People {
  readonly #world: World;
  readonly #spreadsheetId: string;
  readonly #at: SpokenPlace;
  readonly #seed: () => number;
  readonly #now: () => number;

  constructor(world: World, spreadsheetId: string, seed: () => number, now: () => number) {
    this.#world = world;
    this.#spreadsheetId = spreadsheetId;
    this.#at = new SpokenPlace(world.drive, spreadsheetId);
    this.#seed = seed;
    this.#now = now;
  }

  /** Types values into cells, from the one at `cell` (`A5`) on to the right and down. */
  type(tab: string, cell: string, values: TypedValue | readonly (readonly TypedValue[])[]): this {
    const rows = Array.isArray(values) ? values : [[values]];
    this.#perform(
      'sheets.spreadsheets.values.update',
      { range: this.#at.address(tab, cell) },
      'valueInputOption=USER_ENTERED',
      {
        values: rows,
      },
    );
    return this;
  }

  /** Clears cells, as with the delete key: `B2` or `B2:C9`. */
  clear(tab: string, range: string): this {
    this.#perform('sheets.spreadsheets.values.clear', { range: this.#at.address(tab, range) }, '', undefined);
    return this;
  }

  /** Sorts a range by one of its columns; with no range, all below the frozen rows (or below the first row). */
  sort(tab: string, by: { column: string; descending?: boolean; range?: string }): this {
    const sheet = this.#at.sheet(tab);
    const frozen = sheet.properties.gridProperties?.frozenRowCount ?? 1;
    const range =
      by.range === undefined
        ? { sheetId: sheet.sheetId, startRowIndex: frozen }
        : this.#at.range(tab, by.range);
    const sortOrder = by.descending === true ? 'DESCENDING' : 'ASCENDING';
    return this.#do({
      sortRange: { range, sortSpecs: [{ dimensionIndex: columnIndex(by.column), sortOrder }] },
    });
  }

  /** Inserts empty rows above the row `above`. */
  insertRows(tab: string, above: number, count = 1): this {
    return this.#do({
      insertDimension: { range: this.#at.rows(tab, above, count), inheritFromBefore: above > 1 },
    });
  }

  deleteRows(tab: string, first: number, count = 1): this {
    return this.#do({ deleteDimension: { range: this.#at.rows(tab, first, count) } });
  }

  /** Drags rows to above the row that is now `above`. */
  moveRows(tab: string, first: number, count: number, above: number): this {
    return this.#do({
      moveDimension: { source: this.#at.rows(tab, first, count), destinationIndex: above - 1 },
    });
  }

  hideRows(tab: string, first: number, count = 1): this {
    const range = this.#at.rows(tab, first, count);
    return this.#do({
      updateDimensionProperties: { range, properties: { hiddenByUser: true }, fields: 'hiddenByUser' },
    });
  }

  /** Inserts empty columns before the column `before`. */
  insertColumn(tab: string, before: string, count = 1): this {
    const range = this.#at.columns(tab, before, count);
    return this.#do({ insertDimension: { range, inheritFromBefore: columnIndex(before) > 0 } });
  }

  deleteColumn(tab: string, column: string, count = 1): this {
    return this.#do({ deleteDimension: { range: this.#at.columns(tab, column, count) } });
  }

  /** Drags a column to before the column that is now `before`. */
  moveColumn(tab: string, column: string, before: string): this {
    const source = this.#at.columns(tab, column, 1);
    return this.#do({ moveDimension: { source, destinationIndex: columnIndex(before) } });
  }

  hideColumn(tab: string, column: string): this {
    const range = this.#at.columns(tab, column, 1);
    return this.#do({
      updateDimensionProperties: { range, properties: { hiddenByUser: true }, fields: 'hiddenByUser' },
    });
  }

  addTab(title: string): this {
    return this.#do({ addSheet: { properties: { title } } });
  }

  renameTab(tab: string, title: string): this {
    return this.#do({
      updateSheetProperties: { properties: { sheetId: this.#at.sheetId(tab), title }, fields: 'title' },
    });
  }

  deleteTab(tab: string): this {
    return this.#do({ deleteSheet: { sheetId: this.#at.sheetId(tab) } });
  }

  hideTab(tab: string): this {
    return this.#do({
      updateSheetProperties: {
        properties: { sheetId: this.#at.sheetId(tab), hidden: true },
        fields: 'hidden',
      },
    });
  }

  /** Drags a tab to another place; 0 is the first. */
  moveTab(tab: string, index: number): this {
    return this.#do({
      updateSheetProperties: { properties: { sheetId: this.#at.sheetId(tab), index }, fields: 'index' },
    });
  }

  duplicateTab(tab: string, title?: string): this {
    return this.#do({ duplicateSheet: { sourceSheetId: this.#at.sheetId(tab), newSheetName: title } });
  }

  /** Copies cells with all they carry to the cell `to`. */
  copy(tab: string, from: string, to: string): this {
    return this.#do({
      copyPaste: {
        source: this.#at.range(tab, from),
        destination: this.#at.range(tab, to),
        pasteType: 'PASTE_NORMAL',
      },
    });
  }

  /** Cuts cells out and puts them down at the cell `to`. */
  cut(tab: string, from: string, to: string): this {
    const { sheetId, startRowIndex, startColumnIndex } = this.#at.range(tab, to);
    const destination = { sheetId, rowIndex: startRowIndex, columnIndex: startColumnIndex };
    return this.#do({
      cutPaste: { source: this.#at.range(tab, from), destination, pasteType: 'PASTE_NORMAL' },
    });
  }

  /** Puts a basic filter over a range (the whole tab when none is given), hiding rows with certain values. */
  filter(
    tab: string,
    options: { range?: string; hide?: Readonly<Record<string, readonly string[]>> } = {},
  ): this {
    const range = this.#at.range(tab, options.range);
    const criteria = Object.fromEntries(
      Object.entries(options.hide ?? {}).map(([column, hiddenValues]) => [
        columnIndex(column),
        { hiddenValues },
      ]),
    );
    const filter: BasicFilter = { range, criteria };
    return this.#do({ setBasicFilter: { filter } });
  }

  clearFilter(tab: string): this {
    return this.#do({ clearBasicFilter: { sheetId: this.#at.sheetId(tab) } });
  }

  /** Protects a range (the whole tab when none is given) from everybody else, or with a warning alone. */
  protect(tab: string, options: { range?: string; warningOnly?: boolean; description?: string } = {}): this {
    const range = this.#at.range(tab, options.range);
    const { warningOnly, description } = options;
    return this.#do({ addProtectedRange: { protectedRange: { range, warningOnly, description } } });
  }

  /** Takes all protection off a tab. */
  unprotect(tab: string): this {
    for (const { protectedRangeId } of this.#at.sheet(tab).protectedRanges) {
      this.#do({ deleteProtectedRange: { protectedRangeId } });
    }
    return this;
  }

  /** Writes a note on a cell. */
  note(tab: string, cell: string, note: string): this {
    return this.#do({
      updateCells: { range: this.#at.range(tab, cell), rows: [{ values: [{ note }] }], fields: 'note' },
    });
  }

  deleteNamedRange(name: string): this {
    const { namedRanges } = this.#at.spreadsheet().contents;
    const range = namedRanges.find((each) => each.name === name);
    return this.#do({ deleteNamedRange: { namedRangeId: range?.namedRangeId } });
  }

  /** Anything else, as requests of a batch. */
  do(...requests: readonly Request[]): this {
    this.#perform('sheets.spreadsheets.batchUpdate', {}, '', { requests });
    return this;
  }

  #do(request: Request): this {
    return this.do(request);
  }

  #perform(operation: string, params: Readonly<Record<string, string>>, query: string, body: unknown): void {
    this.#world.perform({
      operation,
      params: { spreadsheetId: this.#spreadsheetId, ...params },
      query,
      body,
      caller: PERSON,
      person: true,
      now: this.#now(),
      seed: this.#seed(),
    });
  }
}
