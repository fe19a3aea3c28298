import { invalid } from '../api/api-error.ts';
import { cellOf, slotOf } from '../cells/cell.ts';
import { parseEnteredValue } from '../entry/parse-entered-value.ts';
import { formatValue } from '../formats/format-value.ts';
import type { Sheet } from '../model/sheet.ts';
import { type Area, areaOf } from '../ranges/area.ts';
import type { FindReplaceRequest } from '../schema/sheets-types.ts';
import { checkedArea, type Edit, gridSheet, type Handler, type Handlers } from './edit.ts';
import { checkProtection } from './protection.ts';

interface Counts {
  values: number;
  formulas: number;
  occurrences: number;
}

const searchFor = ({ find = '', searchByRegex, matchCase, matchEntireCell }: FindReplaceRequest): RegExp => {
  if (find === '') throw invalid('No find text specified.');
  const source = searchByRegex === true ? find : find.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const flags = matchCase === true ? 'gu' : 'giu';
  try {
    return new RegExp(matchEntireCell === true ? `^(?:${source})$` : source, flags);
  } catch {
    throw invalid(`Invalid regular expression: ${find}`);
  }
};

const scopes = (edit: Edit, request: FindReplaceRequest): readonly (readonly [Sheet, Area])[] => {
  if (request.range !== undefined) {
    const sheet = gridSheet(edit, request.range.sheetId);
    return [[sheet, checkedArea(sheet, request.range)]];
  }
  if (request.allSheets === true) {
    return edit.spreadsheet.contents.sheets.map((sheet) => [sheet, areaOf({}, sheet.grid)]);
  }
  if (request.sheetId === undefined) throw invalid('No scope specified: range, sheetId or allSheets.');
  const sheet = gridSheet(edit, request.sheetId);
  return [[sheet, areaOf({}, sheet.grid)]];
};

class Replacement {
  readonly counts: Counts = { values: 0, formulas: 0, occurrences: 0 };
  readonly #search: RegExp;
  readonly #replacement: string;
  readonly #inFormulas: boolean;
  readonly #thisYear: number;

  constructor(request: FindReplaceRequest, thisYear: number) {
    this.#search = searchFor(request);
    const given = request.replacement ?? '';
    this.#replacement = request.searchByRegex === true ? given : given.replaceAll('$', '$$$$');
    this.#inFormulas = request.includeFormulas === true;
    this.#thisYear = thisYear;
  }

  /** Replaces within one row; returns how many cells of it changed. */
  row(sheet: Sheet, row: number, area: Area): number {
    const length = Math.min(area.endColumn, sheet.grid.row(row)?.cells.length ?? 0);
    let changed = 0;
    for (let column = area.startColumn; column < length; column++) {
      if (this.#cell(sheet, row, column)) changed += 1;
    }
    return changed;
  }

  #cell(sheet: Sheet, row: number, column: number): boolean {
    const cell = cellOf(sheet.grid.slot(row, column));
    if (cell.formula !== undefined && !this.#inFormulas) return false;
    const text = cell.formula ?? formatValue(cell.value, cell.format?.numberFormat);
    const found = text.match(this.#search)?.length ?? 0;
    if (text === '' || found === 0) return false;
    const replaced = text.replace(this.#search, this.#replacement);
    const { value, formula } = parseEnteredValue(replaced, this.#thisYear);
    sheet.grid.put(row, column, slotOf({ ...cell, value: value === '' ? undefined : value, formula }));
    this.counts.occurrences += found;
    if (cell.formula === undefined) this.counts.values += 1;
    else this.counts.formulas += 1;
    return true;
  }
}

const findReplace: Handler<'findReplace'> = (edit, request) => {
  const replacement = new Replacement(request, new Date(edit.now).getUTCFullYear());
  let rows = 0;
  let sheets = 0;
  for (const [sheet, area] of scopes(edit, request)) {
    checkProtection(edit, sheet, area);
    let rowsHere = 0;
    for (let row = area.startRow; row < Math.min(area.endRow, sheet.grid.usedRows); row++) {
      if (replacement.row(sheet, row, area) > 0) rowsHere += 1;
    }
    rows += rowsHere;
    if (rowsHere > 0) sheets += 1;
  }
  const { values, formulas, occurrences } = replacement.counts;
  if (occurrences === 0) return { findReplace: {} };
  return {
    findReplace: {
      ...(values > 0 ? { valuesChanged: values } : {}),
      ...(formulas > 0 ? { formulasChanged: formulas } : {}),
      rowsChanged: rows,
      sheetsChanged: sheets,
      occurrencesChanged: occurrences,
    },
  };
};

/** Requests that look for text and replace it. */
export const findReplaceRequests: Handlers = { findReplace };
