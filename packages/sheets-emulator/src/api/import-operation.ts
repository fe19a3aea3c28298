import { slotOf } from '../cells/cell.ts';
import { parseEnteredValue } from '../entry/parse-entered-value.ts';
import { Grid } from '../grid/grid.ts';
import type { Upload } from '../http/upload-body.ts';
import type { Drive } from '../model/drive.ts';
import type { DriveFile } from '../model/drive-file.ts';
import type { Spreadsheet } from '../model/spreadsheet.ts';
import { splitText } from '../requests/split-text.ts';
import { DriveError } from './drive-error.ts';
import { createFile, fileAnswer, fileBody, fileOf } from './drive-operations.ts';
import type { ApiCall, Operation } from './operation.ts';

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

/** What an upload brings. The API's JSON methods never have it. */
const uploadOf = (body: unknown): Upload => body as Upload;

const gridOf = (text: string, now: number): Grid => {
  const thisYear = new Date(now).getUTCFullYear();
  const rows = csvLines(text).map((line) => splitText(line, ','));
  const columns = Math.max(1, ...rows.map((row) => row.length));
  const grid = new Grid(Math.max(1000, rows.length), Math.max(26, columns));
  rows.forEach((row, i) => {
    row.forEach((cell, j) => {
      const { value, formula, numberFormat } = parseEnteredValue(cell, thisYear);
      const format = numberFormat === undefined ? undefined : { numberFormat };
      grid.put(i, j, slotOf({ value: value === '' ? undefined : value, formula, format }));
    });
  });
  return grid;
};

/** Puts comma-separated text in the place of all that a spreadsheet holds. Its first tab stays. */
const fill = (spreadsheet: Spreadsheet, text: string, now: number): void => {
  const [first] = spreadsheet.contents.sheets;
  if (first === undefined) return;
  spreadsheet.transaction(() => {
    const sheet = { ...first, grid: gridOf(text, now), merges: [], protectedRanges: [] };
    spreadsheet.contents = { ...spreadsheet.contents, sheets: [sheet] };
  });
};

const replace = (drive: Drive, call: ApiCall): DriveFile => {
  const { spreadsheet, id } = fileOf(drive, call);
  if (spreadsheet === undefined)
    throw new DriveError(403, 'forbidden', 'Only spreadsheets take an upload here.');
  const { metadata, text } = uploadOf(call.body);
  const { name } = fileBody(metadata);
  fill(spreadsheet, text, call.now);
  if (name !== undefined) {
    const { contents } = spreadsheet;
    spreadsheet.contents = { ...contents, properties: { ...contents.properties, title: name } };
  }
  drive.touch(id, new Date(call.now).toISOString());
  return fileOf(drive, call);
};

const importV2: Operation['run'] = (drive, call) => {
  const { id, name, mimeType } = replace(drive, call);
  return { kind: 'drive#file', id, title: name, mimeType };
};

const importV3: Operation['run'] = (drive, call) => fileAnswer(replace(drive, call), call);

const create: Operation['run'] = (drive, call) => {
  if (call.query.text('uploadType') === 'resumable') {
    throw new DriveError(
      501,
      'notImplemented',
      'The emulator takes uploads of uploadType multipart and media.',
    );
  }
  const { metadata, text } = uploadOf(call.body);
  const made = createFile(drive, { ...call, body: metadata });
  if (made.spreadsheet !== undefined) fill(made.spreadsheet, text, call.now);
  return fileAnswer(made, call);
};

const upload = (
  id: string,
  verb: 'POST' | 'PUT' | 'PATCH',
  path: string,
  run: Operation['run'],
): Operation => ({
  id: `drive.files.${id}`,
  verb,
  path: `/upload/drive/${path}`,
  kind: 'other',
  changes: true,
  run,
});

/** The methods that make a spreadsheet of an uploaded file of comma-separated text, or replace one by it. */
export const importOperations: readonly Operation[] = [
  upload('upload.v2', 'PUT', 'v2/files/{fileId}', importV2),
  upload('upload.v3', 'PATCH', 'v3/files/{fileId}', importV3),
  upload('upload.create', 'POST', 'v3/files', create),
];
