import { invalid } from '../api/api-error.ts';
import { cellOf, slotOf } from '../cells/cell.ts';
import { parseEnteredValue } from '../entry/parse-entered-value.ts';
import { Calculation } from '../formulas/calculation.ts';
import type { Sheet } from '../model/sheet.ts';
import { type Area, areaColumns, areaRows } from '../ranges/area.ts';
import { checkedArea, checkedCorner, type Edit, gridSheet, type Handler, type Handlers } from './edit.ts';
import { growGrid } from './grow-grid.ts';
import { type CopiedCell, type PasteType, pastedSlot } from './pasted-cell.ts';
import { checkProtection } from './protection.ts';
import { splitText } from './split-text.ts';

type Block = readonly (readonly Omit<CopiedCell, 'rows' | 'columns'>[])[];

const blockOf = (edit: Edit, sheet: Sheet, area: Area): Block => {
  const calculation = new Calculation(edit.spreadsheet, edit.now);
  return Array.from({ length: areaRows(area) }, (_, i) =>
    Array.from({ length: areaColumns(area) }, (_unused, j) => {
      const [row, column] = [area.startRow + i, area.startColumn + j];
      return { slot: sheet.grid.slot(row, column), value: calculation.value(sheet, row, column) };
    }),
  );
};

const transposed = (block: Block): Block =>
  (block[0] ?? []).map((_, j) => block.map((row) => row[j] ?? { slot: undefined, value: undefined }));

/** Puts a block down once or, where the target is larger, as often as it fits. */
const putBlock = (sheet: Sheet, target: Area, block: Block, from: Area, type: PasteType): void => {
  const height = block.length;
  const width = block[0]?.length ?? 0;
  for (let row = target.startRow; row < target.endRow; row++) {
    for (let column = target.startColumn; column < target.endColumn; column++) {
      const i = (row - target.startRow) % height;
      const j = (column - target.startColumn) % width;
      const copied = block[i]?.[j];
      if (copied === undefined) continue;
      const way = { rows: row - (from.startRow + i), columns: column - (from.startColumn + j) };
      sheet.grid.put(row, column, pastedSlot(sheet.grid.slot(row, column), { ...copied, ...way }, type));
    }
  }
};

/** A target that holds the block a whole number of times stays; any other is as large as the block. */
const targetOf = (destination: Area, height: number, width: number): Area => {
  const [rows, columns] = [areaRows(destination), areaColumns(destination)];
  const repeats = rows % height === 0 && columns % width === 0;
  if (repeats) return destination;
  const { startRow, startColumn } = destination;
  return { startRow, endRow: startRow + height, startColumn, endColumn: startColumn + width };
};

const copyPaste: Handler<'copyPaste'> = (edit, request) => {
  const { source = {}, destination = {}, pasteType = 'PASTE_NORMAL', pasteOrientation } = request;
  const fromSheet = gridSheet(edit, source.sheetId);
  const toSheet = gridSheet(edit, destination.sheetId);
  const from = checkedArea(fromSheet, source);
  const copied = blockOf(edit, fromSheet, from);
  const block = pasteOrientation === 'TRANSPOSE' ? transposed(copied) : copied;
  const target = targetOf(checkedArea(toSheet, destination), block.length, block[0]?.length ?? 0);
  checkProtection(edit, toSheet, target);
  growGrid(edit, toSheet, target.endRow, target.endColumn);
  putBlock(toSheet, target, block, from, pasteType);
  return undefined;
};

const cutPaste: Handler<'cutPaste'> = (
  edit,
  { source = {}, destination = {}, pasteType = 'PASTE_NORMAL' },
) => {
  const fromSheet = gridSheet(edit, source.sheetId);
  const toSheet = gridSheet(edit, destination.sheetId);
  const from = checkedArea(fromSheet, source);
  const { startRow, startColumn } = checkedCorner(toSheet, destination);
  const target = {
    startRow,
    endRow: startRow + areaRows(from),
    startColumn,
    endColumn: startColumn + areaColumns(from),
  };
  checkProtection(edit, fromSheet, from);
  checkProtection(edit, toSheet, target);
  const block = blockOf(edit, fromSheet, from);
  growGrid(edit, toSheet, target.endRow, target.endColumn);
  for (let row = from.startRow; row < from.endRow; row++) {
    for (let column = from.startColumn; column < from.endColumn; column++)
      fromSheet.grid.put(row, column, undefined);
  }
  // What is cut keeps its formulas as they read: it is the same cell in another place.
  putBlock(toSheet, target, block, target, pasteType);
  return undefined;
};

const rowsOfData = (
  data: string,
  delimiter: string | undefined,
  html: boolean,
): readonly (readonly string[])[] => {
  if (!html) {
    if (delimiter === undefined) throw invalid('No delimiter or html specified.');
    return data.split(/\r?\n/).map((line) => splitText(line, delimiter));
  }
  const text = (cell: string): string =>
    cell
      .replace(/<[^>]*>/g, '')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&');
  const lines = data.match(/<tr[\s>][\s\S]*?<\/tr>/gi) ?? [];
  return lines.map((line) =>
    [...line.matchAll(/<t[dh][^>]*>([\s\S]*?)<\/t[dh]>/gi)].map((cell) => text(cell[1] ?? '')),
  );
};

const pasteData: Handler<'pasteData'> = (edit, { coordinate = {}, data = '', delimiter, html = false }) => {
  const sheet = gridSheet(edit, coordinate.sheetId);
  const { startRow, startColumn } = checkedCorner(sheet, coordinate);
  const rows = rowsOfData(data, delimiter, html);
  const width = Math.max(0, ...rows.map((row) => row.length));
  const target = { startRow, endRow: startRow + rows.length, startColumn, endColumn: startColumn + width };
  checkProtection(edit, sheet, target);
  growGrid(edit, sheet, target.endRow, target.endColumn);
  const thisYear = new Date(edit.now).getUTCFullYear();
  rows.forEach((row, i) => {
    row.forEach((text, j) => {
      const old = cellOf(sheet.grid.slot(startRow + i, startColumn + j));
      const { value, formula, numberFormat } = parseEnteredValue(text, thisYear);
      const format = numberFormat === undefined ? old.format : { ...old.format, numberFormat };
      const cell = { ...old, value: value === '' ? undefined : value, formula, format };
      sheet.grid.put(startRow + i, startColumn + j, slotOf(cell));
    });
  });
  return undefined;
};

/** Requests that copy, cut and paste. */
export const pasteRequests: Handlers = { copyPaste, cutPaste, pasteData };
