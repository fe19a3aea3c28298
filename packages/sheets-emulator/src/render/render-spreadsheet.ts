import type { Calculation } from '../formulas/calculation.ts';
import type { Sheet } from '../model/sheet.ts';
import type { Spreadsheet } from '../model/spreadsheet.ts';
import type { Area } from '../ranges/area.ts';
import type { Caller } from '../requests/edit.ts';
import { seenProtection } from '../requests/protection.ts';
import type {
  DeveloperMetadata,
  GridData,
  Sheet as SheetMessage,
  Spreadsheet as SpreadsheetMessage,
} from '../schema/sheets-types.ts';
import { applyFieldMask, below, type FieldMask, includes } from './field-mask.ts';
import { filteredRows } from './filtered-rows.ts';
import { CellRenderer } from './render-cell.ts';
import { type LineFacts, renderGridData } from './render-grid-data.ts';
import { sheetProperties } from './sheet-properties.ts';
import { listOrNothing, withoutUnset } from './unset.ts';

/** Which cells are answered: of all tabs, or the areas of some. `undefined` areas mean the whole tab. */
export type Selection = ReadonlyMap<number, readonly Area[]> | undefined;

const metadataOfSheet = (all: readonly DeveloperMetadata[], sheetId: number): readonly DeveloperMetadata[] =>
  all.filter(({ location }) => location?.locationType === 'SHEET' && (location.sheetId ?? 0) === sheetId);

const metadataByLine = (
  all: readonly DeveloperMetadata[],
  sheetId: number,
  dimension: 'ROWS' | 'COLUMNS',
): ReadonlyMap<number, readonly DeveloperMetadata[]> => {
  const lines = new Map<number, DeveloperMetadata[]>();
  for (const entry of all) {
    const range = entry.location?.dimensionRange;
    if (range?.dimension !== dimension || (range.sheetId ?? 0) !== sheetId) continue;
    const at = range.startIndex ?? 0;
    lines.set(at, [...(lines.get(at) ?? []), entry]);
  }
  return lines;
};

const EVERYBODY: Caller = { email: '', everything: true };

const wholeSheet = (sheet: Sheet): Area => ({
  startRow: 0,
  endRow: sheet.grid.rowCount,
  startColumn: 0,
  endColumn: sheet.grid.columnCount,
});

class SpreadsheetRenderer {
  readonly #spreadsheet: Spreadsheet;
  readonly #calculation: Calculation;
  readonly #mask: FieldMask | undefined;
  readonly #withCells: boolean;
  readonly #caller: Caller;

  constructor(
    spreadsheet: Spreadsheet,
    calculation: Calculation,
    mask: FieldMask | undefined,
    withCells: boolean,
    caller: Caller,
  ) {
    this.#spreadsheet = spreadsheet;
    this.#calculation = calculation;
    this.#mask = mask;
    this.#withCells = withCells;
    this.#caller = caller;
  }

  render(selection: Selection): SpreadsheetMessage {
    const { id, contents } = this.#spreadsheet;
    const sheets = includes(this.#mask, 'sheets')
      ? contents.sheets.flatMap((sheet, index) => {
          const areas = selection === undefined ? [wholeSheet(sheet)] : selection.get(sheet.sheetId);
          return areas === undefined ? [] : [this.#sheet(sheet, index, areas)];
        })
      : [];
    return withoutUnset({
      spreadsheetId: id,
      properties: contents.properties,
      sheets: listOrNothing(sheets),
      namedRanges: listOrNothing(contents.namedRanges),
      spreadsheetUrl: `https://docs.google.com/spreadsheets/d/${id}/edit`,
      developerMetadata: listOrNothing(
        contents.developerMetadata.filter(({ location }) => location?.locationType === 'SPREADSHEET'),
      ),
    });
  }

  #sheet(sheet: Sheet, index: number, areas: readonly Area[]): SheetMessage {
    const { developerMetadata } = this.#spreadsheet.contents;
    return withoutUnset({
      properties: sheetProperties(sheet, index),
      data: this.#withCells ? this.#data(sheet, areas) : undefined,
      merges: listOrNothing(sheet.merges),
      conditionalFormats: listOrNothing(sheet.conditionalFormats),
      filterViews: listOrNothing(sheet.filterViews),
      protectedRanges: listOrNothing(
        sheet.protectedRanges.map((range) => seenProtection(range, this.#caller)),
      ),
      basicFilter: sheet.basicFilter,
      charts: listOrNothing(sheet.charts),
      bandedRanges: listOrNothing(sheet.bandedRanges),
      developerMetadata: listOrNothing(metadataOfSheet(developerMetadata, sheet.sheetId)),
      rowGroups: listOrNothing(sheet.rowGroups),
      columnGroups: listOrNothing(sheet.columnGroups),
      slicers: listOrNothing(sheet.slicers),
      tables: listOrNothing(sheet.tables),
    });
  }

  #data(sheet: Sheet, areas: readonly Area[]): readonly GridData[] {
    const { contents } = this.#spreadsheet;
    const mask = below(below(this.#mask, 'sheets'), 'data');
    const cells = below(below(mask, 'rowData'), 'values') ?? { children: new Map() };
    const renderer = new CellRenderer(this.#calculation, contents.properties, cells);
    const metadata = contents.developerMetadata;
    const facts: LineFacts = {
      rowMetadata: metadataByLine(metadata, sheet.sheetId, 'ROWS'),
      columnMetadata: metadataByLine(metadata, sheet.sheetId, 'COLUMNS'),
      filteredRows: includes(mask, 'rowMetadata') ? filteredRows(sheet, this.#calculation) : new Set(),
    };
    return areas.map((area) => renderGridData(sheet, area, renderer, facts, mask));
  }
}

/**
 * A spreadsheet as the API answers it. Cells are in it when the mask names them; without a mask, when `includeGridData`
 * says so.
 */
export const renderSpreadsheet = (
  spreadsheet: Spreadsheet,
  calculation: Calculation,
  options: {
    readonly mask?: FieldMask | undefined;
    readonly includeGridData?: boolean | undefined;
    readonly selection?: Selection;
    /** Who will see it; all that there is when nobody is given. */
    readonly caller?: Caller | undefined;
    /** Whether cells are in it, whatever the mask says. */
    readonly withCells?: boolean | undefined;
  },
): SpreadsheetMessage => {
  const { mask, includeGridData = false, selection } = options;
  const byMask = mask === undefined ? includeGridData : includes(mask, 'sheets', 'data');
  const withCells = options.withCells ?? byMask;
  const rendered = new SpreadsheetRenderer(
    spreadsheet,
    calculation,
    mask,
    withCells,
    options.caller ?? EVERYBODY,
  ).render(selection);
  return applyFieldMask(rendered, mask) as SpreadsheetMessage;
};
