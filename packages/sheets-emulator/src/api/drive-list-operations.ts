import { Calculation } from '../formulas/calculation.ts';
import { driveQuery } from '../model/drive-query.ts';
import type { Sheet } from '../model/sheet.ts';
import { Spreadsheet } from '../model/spreadsheet.ts';
import { areaOf } from '../ranges/area.ts';
import { csvText } from '../render/csv.ts';
import { wholeFile } from '../render/drive-file.ts';
import { copySheet } from '../requests/copy-sheet.ts';
import { readInt } from '../schema/read-scalar.ts';
import { DEFAULT_VALUE_OPTIONS, renderValues } from '../values/render-values.ts';
import { DriveError, driveNotFound } from './drive-error.ts';
import { fileAnswer, fileBody, fileOf } from './drive-operations.ts';
import { type Operation, RawAnswer } from './operation.ts';

const DEFAULT_PAGE = 100;
const LARGEST_PAGE = 1000;

/** As measured of the service. */
const pageSize = (text: string | undefined): number => {
  const size = text === undefined ? DEFAULT_PAGE : readInt(text);
  if (size === undefined) {
    const description = `Invalid value at 'page_size' (TYPE_INT32), "${text}"`;
    throw new DriveError(400, 'invalid', description, 'page_size');
  }
  if (size >= 1 && size <= LARGEST_PAGE) return size;
  const within = `[value: 1\n, value: ${LARGEST_PAGE}\n]`;
  const message = `Invalid value '${size}'. Values must be within the range: ${within}`;
  throw new DriveError(400, 'invalidParameter', message, 'page_size');
};

const pageStart = (token: string | undefined): number => {
  const start = token === undefined ? '0' : /^page-(\d+)$/.exec(token)?.[1];
  if (start === undefined) throw new DriveError(400, 'invalid', 'Invalid Value', 'pageToken');
  return Number(start);
};

const list: Operation['run'] = (drive, call) => {
  const text = call.query.text('q');
  const test = text === undefined ? () => true : driveQuery(text);
  if (test === undefined) throw new DriveError(400, 'invalid', 'Invalid Value', 'q');
  const size = pageSize(call.query.text('pageSize'));
  const start = pageStart(call.query.text('pageToken'));
  const files = drive.list().filter(test);
  const page = files.slice(start, start + size);
  const more = start + size < files.length ? { nextPageToken: `page-${start + size}` } : {};
  const chosen = call.query.text('fields') !== undefined;
  return {
    kind: 'drive#fileList',
    ...more,
    incompleteSearch: false,
    files: page.map((file) => (chosen ? wholeFile(file) : fileAnswer(file, call))),
  };
};

const update: Operation['run'] = (drive, call) => {
  const file = fileOf(drive, call);
  const { name = file.name, description = file.description } = fileBody(call.body);
  const trashed = (call.body as { readonly trashed?: unknown } | undefined)?.trashed;
  const removed = call.query.text('removeParents')?.split(',') ?? [];
  const added = call.query.text('addParents')?.split(',') ?? [];
  const kept = file.parents.filter((parent) => !removed.includes(parent) && !added.includes(parent));
  const parents = [...kept, ...added];
  const { spreadsheet } = file;
  if (spreadsheet !== undefined && name !== file.name) {
    const { contents } = spreadsheet;
    spreadsheet.contents = { ...contents, properties: { ...contents.properties, title: name } };
  }
  const modifiedTime = new Date(call.now).toISOString();
  const changed = { ...file, name, description, parents, modifiedTime };
  const next = typeof trashed === 'boolean' ? { ...changed, trashed } : changed;
  drive.put(next);
  return fileAnswer(next, call);
};

const copy: Operation['run'] = (drive, call) => {
  const source = fileOf(drive, call);
  const { name = `Copy of ${source.name}`, parents = source.parents } = fileBody(call.body);
  const id = call.random.text(44);
  const time = new Date(call.now).toISOString();
  const permissions = [
    { id: call.random.text(20), type: 'user', role: 'owner', emailAddress: call.caller.email } as const,
  ];
  const made = { ...source, id, name, parents, createdTime: time, modifiedTime: time, permissions };
  const { spreadsheet } = source;
  if (spreadsheet === undefined) {
    drive.put(made);
    return fileAnswer(made, call);
  }
  const { contents } = spreadsheet;
  const sheets = contents.sheets.map((sheet) => ({
    ...copySheet(sheet, sheet.sheetId, sheet.properties.title, call.random),
    properties: sheet.properties,
  }));
  const properties = { ...contents.properties, title: name };
  drive.put({
    ...made,
    spreadsheet: new Spreadsheet(id, { ...contents, sheets, properties }, drive.rules),
  });
  return fileAnswer(made, call);
};

const SEPARATORS: Readonly<Record<string, string>> = {
  'text/csv': ',',
  'text/tab-separated-values': '\t',
};

const tabAsText = (spreadsheet: Spreadsheet, sheet: Sheet, mimeType: string): RawAnswer => {
  const separator = SEPARATORS[mimeType];
  if (separator === undefined) {
    throw new DriveError(400, 'badRequest', 'The requested conversion is not supported.', 'convertTo');
  }
  const area = areaOf({}, sheet.grid);
  const rows = renderValues(sheet, area, new Calculation(spreadsheet), DEFAULT_VALUE_OPTIONS);
  return new RawAnswer(mimeType, Buffer.from(csvText(rows, separator)));
};

const exportFile: Operation['run'] = (drive, call) => {
  const mimeType = call.query.text('mimeType');
  if (mimeType === undefined) {
    throw new DriveError(400, 'required', 'Required parameter: mimeType', 'mimeType');
  }
  const { spreadsheet } = fileOf(drive, call);
  const [sheet] = spreadsheet?.contents.sheets ?? [];
  if (spreadsheet === undefined || sheet === undefined) {
    throw new DriveError(403, 'fileNotExportable', 'Export only supports Docs Editors files.');
  }
  return tabAsText(spreadsheet, sheet, mimeType);
};

const EXPORT_TYPES: Readonly<Record<string, string>> = { csv: 'text/csv', tsv: 'text/tab-separated-values' };

/** The download of one tab from the page of the spreadsheet itself: `format=csv`, and `gid` for the tab. */
const download: Operation['run'] = (drive, call) => {
  const { spreadsheet } = fileOf(drive, call);
  const mimeType = EXPORT_TYPES[call.query.text('format') ?? ''] ?? '';
  const gid = call.query.text('gid');
  const sheet = gid === undefined ? spreadsheet?.contents.sheets[0] : spreadsheet?.sheet(Number(gid));
  if (spreadsheet === undefined || sheet === undefined) throw driveNotFound(gid ?? '');
  return tabAsText(spreadsheet, sheet, mimeType);
};

const FILES = '/drive/v3/files';

/** The methods of Drive's files beyond making, showing and deleting them. */
export const driveListOperations: readonly Operation[] = [
  { id: 'drive.files.list', verb: 'GET', path: FILES, kind: 'other', changes: false, run: list },
  {
    id: 'drive.files.update',
    verb: 'PATCH',
    path: `${FILES}/{fileId}`,
    kind: 'other',
    changes: true,
    run: update,
  },
  {
    id: 'drive.files.copy',
    verb: 'POST',
    path: `${FILES}/{fileId}/copy`,
    kind: 'other',
    changes: true,
    run: copy,
  },
  {
    id: 'docs.spreadsheets.export',
    verb: 'GET',
    path: '/spreadsheets/d/{fileId}/export',
    kind: 'other',
    changes: false,
    run: download,
  },
  {
    id: 'drive.files.export',
    verb: 'GET',
    path: `${FILES}/{fileId}/export`,
    kind: 'other',
    changes: false,
    run: exportFile,
  },
];
