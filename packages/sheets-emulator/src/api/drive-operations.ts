import type { Drive } from '../model/drive.ts';
import type { DriveFile } from '../model/drive-file.ts';
import { SPREADSHEET_TYPE } from '../model/drive-file.ts';
import { briefFile, wholeFile } from '../render/drive-file.ts';
import { DriveError, driveNotFound } from './drive-error.ts';
import { makeSpreadsheet } from './make-spreadsheet.ts';
import type { ApiCall, Operation } from './operation.ts';

/** What may be said of a file when it is made or changed. */
interface FileBody {
  readonly name?: string | undefined;
  readonly mimeType?: string | undefined;
  readonly parents?: readonly string[] | undefined;
  readonly description?: string | undefined;
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** Reads what the emulator keeps of a file's description; Drive ignores what it does not know. */
export const fileBody = (body: unknown): FileBody => {
  const given = (typeof body === 'object' && body !== null ? body : {}) as Readonly<Record<string, unknown>>;
  const parents = Array.isArray(given['parents']) ? given['parents'].map(String) : undefined;
  return {
    name: textOf(given['name']),
    mimeType: textOf(given['mimeType']),
    parents,
    description: textOf(given['description']),
  };
};

/** The file that a call is about. Throws Drive's 404 when it is not there. */
export const fileOf = (drive: Drive, call: ApiCall): DriveFile => {
  const id = call.params['fileId'] ?? '';
  const file = drive.get(id);
  if (file === undefined) throw driveNotFound(id);
  return file;
};

/** A file as it is answered: briefly, or all of it when `fields` will choose from it. */
export const fileAnswer = (file: DriveFile, call: ApiCall): unknown =>
  call.query.text('fields') === undefined ? briefFile(file) : wholeFile(file);

/** Makes the file that a body describes. The caller owns it. */
export const createFile = (drive: Drive, call: ApiCall): DriveFile => {
  const {
    name = 'Untitled',
    mimeType = 'application/octet-stream',
    parents = ['root'],
    description,
  } = fileBody(call.body);
  if (mimeType === SPREADSHEET_TYPE) {
    const { id } = makeSpreadsheet(drive, call, { properties: { title: name } });
    const made = drive.get(id);
    if (made === undefined) throw driveNotFound(id);
    drive.put({ ...made, parents, description });
    return { ...made, parents, description };
  }
  const time = new Date(call.now).toISOString();
  const file: DriveFile = {
    id: call.random.text(33),
    name,
    mimeType,
    parents,
    description,
    trashed: false,
    createdTime: time,
    modifiedTime: time,
    permissions: [{ id: call.random.text(20), type: 'user', role: 'owner', emailAddress: call.caller.email }],
  };
  drive.put(file);
  return file;
};

const create: Operation['run'] = (drive, call) => fileAnswer(createFile(drive, call), call);

const get: Operation['run'] = (drive, call) => {
  const file = fileOf(drive, call);
  if (call.query.text('alt') !== 'media') return fileAnswer(file, call);
  const message = 'Only files with binary content can be downloaded. Use Export with Docs Editors files.';
  throw new DriveError(403, 'fileNotDownloadable', message, 'alt');
};

const remove: Operation['run'] = (drive, call) => {
  drive.delete(fileOf(drive, call).id);
  return undefined;
};

const FILES = '/drive/v3/files';

/** The methods of Drive's files that make, show and delete them. */
export const driveFileOperations: readonly Operation[] = [
  { id: 'drive.files.create', verb: 'POST', path: FILES, kind: 'other', changes: true, run: create },
  { id: 'drive.files.get', verb: 'GET', path: `${FILES}/{fileId}`, kind: 'other', changes: false, run: get },
  {
    id: 'drive.files.delete',
    verb: 'DELETE',
    path: `${FILES}/{fileId}`,
    kind: 'other',
    changes: true,
    run: remove,
  },
];
