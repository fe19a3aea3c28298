import { displayName } from '../render/drive-permission.ts';
import { DriveError } from './drive-error.ts';
import type { Operation } from './operation.ts';

const FOLDER_COLORS = ['#ac725e', '#d06b64', '#f83a22', '#fa573c', '#ff7537', '#ffad46'];

const about: Operation['run'] = (_drive, call) => {
  if (call.query.text('fields') === undefined) {
    const message = "The 'fields' parameter is required for this method.";
    throw new DriveError(400, 'required', message, 'fields');
  }
  const { email } = call.caller;
  return {
    kind: 'drive#about',
    user: { kind: 'drive#user', displayName: displayName(email), me: true, emailAddress: email },
    storageQuota: { limit: '16106127360', usage: '0', usageInDrive: '0', usageInDriveTrash: '0' },
    maxUploadSize: '5242880000000',
    appInstalled: false,
    folderColorPalette: FOLDER_COLORS,
    canCreateDrives: false,
    canCreateTeamDrives: false,
  };
};

const generateIds: Operation['run'] = (_drive, call) => {
  const count = Math.min(1000, Math.max(1, Number(call.query.text('count') ?? 10) || 10));
  const ids = Array.from({ length: count }, () => call.random.text(33));
  return { kind: 'drive#generatedIds', space: 'drive', ids };
};

const emptyTrash: Operation['run'] = (drive) => {
  for (const { id, trashed } of drive.list()) if (trashed) drive.delete(id);
  return undefined;
};

/** The methods of Drive that are about no file in particular. */
export const driveAboutOperations: readonly Operation[] = [
  { id: 'drive.about.get', verb: 'GET', path: '/drive/v3/about', kind: 'other', changes: false, run: about },
  {
    id: 'drive.files.generateIds',
    verb: 'GET',
    path: '/drive/v3/files/generateIds',
    kind: 'other',
    changes: false,
    run: generateIds,
  },
  {
    id: 'drive.files.emptyTrash',
    verb: 'DELETE',
    path: '/drive/v3/files/trash',
    kind: 'other',
    changes: true,
    run: emptyTrash,
  },
];
