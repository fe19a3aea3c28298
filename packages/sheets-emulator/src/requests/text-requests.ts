import { invalid } from '../api/api-error.ts';
import { cellOf, slotOf } from '../cells/cell.ts';
import { parseEnteredValue } from '../entry/parse-entered-value.ts';
import { formatValue } from '../formats/format-value.ts';
import type { Sheet } from '../model/sheet.ts';
import { checkedArea, gridSheet, type Handler, type Handlers } from './edit.ts';
import { growGrid } from './grow-grid.ts';
import { checkProtection } from './protection.ts';
import { splitText } from './split-text.ts';

const DELIMITERS: Readonly<Record<string, string>> = { COMMA: ',', SEMICOLON: ';', PERIOD: '.', SPACE: ' ' };

/** The delimiter that most of the texts have. */
const detected = (texts: readonly string[]): string => {
  const candidates = [',', ';', '\t', '|', ' '];
  const counts = candidates.map((candidate) => texts.filter((text) => text.includes(candidate)).length);
  return candidates[counts.indexOf(Math.max(...counts))] ?? ',';
};

const textAt = (sheet: Sheet, row: number, column: number): string => {
  const { value, format } = cellOf(sheet.grid.slot(row, column));
  return formatValue(value, format?.numberFormat);
};

const textToColumns: Handler<'textToColumns'> = (edit, { source = {}, delimiter, delimiterType }) => {
  const sheet = gridSheet(edit, source.sheetId);
  const area = checkedArea(sheet, source);
  if (area.endColumn - area.startColumn !== 1) throw invalid('source must span exactly one column.');
  checkProtection(edit, sheet, area);
  const column = area.startColumn;
  const texts: string[] = [];
  const endRow = Math.min(area.endRow, sheet.grid.usedRows);
  for (let row = area.startRow; row < endRow; row++) texts.push(textAt(sheet, row, column));
  const separator =
    delimiterType === 'CUSTOM' ? (delimiter ?? ',') : (DELIMITERS[delimiterType ?? ''] ?? detected(texts));
  const thisYear = new Date(edit.now).getUTCFullYear();
  texts.forEach((text, i) => {
    if (text === '') return;
    const parts = splitText(text, separator);
    growGrid(edit, sheet, 0, column + parts.length);
    parts.forEach((part, j) => {
      const at = [area.startRow + i, column + j] as const;
      const { value, formula } = parseEnteredValue(part, thisYear);
      sheet.grid.put(
        ...at,
        slotOf({ ...cellOf(sheet.grid.slot(...at)), value: value === '' ? undefined : value, formula }),
      );
    });
  });
  return undefined;
};

const trimWhitespace: Handler<'trimWhitespace'> = (edit, { range = {} }) => {
  const sheet = gridSheet(edit, range.sheetId);
  const area = checkedArea(sheet, range);
  checkProtection(edit, sheet, area);
  let changed = 0;
  for (let row = area.startRow; row < Math.min(area.endRow, sheet.grid.usedRows); row++) {
    for (let column = area.startColumn; column < area.endColumn; column++) {
      const cell = cellOf(sheet.grid.slot(row, column));
      if (typeof cell.value !== 'string' || cell.formula !== undefined) continue;
      const value = cell.value.trim().replace(/\s+/g, ' ');
      if (value === cell.value) continue;
      sheet.grid.put(row, column, slotOf({ ...cell, value: value === '' ? undefined : value }));
      changed += 1;
    }
  }
  return { trimWhitespace: changed === 0 ? {} : { cellsChangedCount: changed } };
};

/** Requests that work on the text in cells. */
export const textRequests: Handlers = { textToColumns, trimWhitespace };
