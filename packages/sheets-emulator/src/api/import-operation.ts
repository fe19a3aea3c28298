import { slotOf } from '../cells/cell.ts';
import { parseEnteredValue } from '../entry/parse-entered-value.ts';
import { Grid } from '../grid/grid.ts';
import { wholeFile } from '../render/drive-file.ts';
import { splitText } from '../requests/split-text.ts';
import { DriveError } from './drive-error.ts';
import { fileOf } from './drive-operations.ts';
import type { Operation } from './operation.ts';

/** Lines of comma-separated text; a line break within quotes is a part of its cell. */
const csvLines = (text: string): readonly string[] => {
  const lines: string[] = [];
  for (const line of text.split(/\r?\n/)) {
    const open = lines.at(-1);
    const isOpen = open !== undefined && (open.split('"').length - 1) % 2 === 1;
    if (isOpen) lines[lines.length - 1] = `${open}\n${line}`;
    else lines.push(line);
  }
  if (lines.at(-1) === '') lines.pop();
  return lines;
};

/** The body of an upload is text, which the API's JSON methods never have. */
const uploadedText = (body: unknown): string => {
  if (typeof body === 'string') return body;
  throw new DriveError(400, 'badContent', 'Unsupported content with type: application/json');
};

const importCsv: Operation['run'] = (drive, call) => {
  const file = fileOf(drive, call);
  const { spreadsheet } = file;
  if (spreadsheet === undefined)
    throw new DriveError(403, 'forbidden', 'Only spreadsheets take an upload here.');
  const thisYear = new Date(call.now).getUTCFullYear();
  const rows = csvLines(uploadedText(call.body)).map((line) => splitText(line, ','));
  const [first] = spreadsheet.contents.sheets;
  if (first === undefined) return wholeFile(file);
  const columns = Math.max(1, ...rows.map((row) => row.length));
  const grid = new Grid(Math.max(1000, rows.length), Math.max(26, columns));
  rows.forEach((row, i) => {
    row.forEach((text, j) => {
      const { value, formula, numberFormat } = parseEnteredValue(text, thisYear);
      const format = numberFormat === undefined ? undefined : { numberFormat };
      grid.put(i, j, slotOf({ value: value === '' ? undefined : value, formula, format }));
    });
  });
  spreadsheet.transaction(() => {
    const sheet = { ...first, grid, merges: [], protectedRanges: [] };
    spreadsheet.contents = { ...spreadsheet.contents, sheets: [sheet] };
  });
  drive.touch(file.id, new Date(call.now).toISOString());
  return { kind: 'drive#file', id: file.id, title: file.name, mimeType: file.mimeType };
};

const upload = (verb: 'PUT' | 'PATCH', version: string): Operation => ({
  id: `drive.files.upload.${version}`,
  verb,
  path: `/upload/drive/${version}/files/{fileId}`,
  kind: 'other',
  changes: true,
  run: importCsv,
});

/** The methods that replace a spreadsheet by an uploaded file of comma-separated text. */
export const importOperations: readonly Operation[] = [upload('PUT', 'v2'), upload('PATCH', 'v3')];
