import type { DriveFile } from '../model/drive-file.ts';
import { withoutUnset } from './unset.ts';

/** What Drive answers of a file when no `fields` are asked for. */
export const briefFile = (file: DriveFile): Readonly<Record<string, unknown>> => ({
  kind: 'drive#file',
  id: file.id,
  name: file.name,
  mimeType: file.mimeType,
});

/** All that the emulator knows of a file, for a `fields` mask to choose from. */
export const wholeFile = (file: DriveFile): Readonly<Record<string, unknown>> =>
  withoutUnset({
    ...briefFile(file),
    description: file.description,
    starred: false,
    trashed: file.trashed,
    explicitlyTrashed: file.trashed,
    parents: file.parents.length > 0 ? file.parents : undefined,
    appProperties: file.appProperties,
    properties: file.properties,
    webViewLink: file.spreadsheet && `https://docs.google.com/spreadsheets/d/${file.id}/edit?usp=drivesdk`,
    createdTime: file.createdTime,
    modifiedTime: file.modifiedTime,
    permissions: file.permissions.map((permission) => ({ kind: 'drive#permission', ...permission })),
    permissionIds: file.permissions.map(({ id }) => id),
    owners: file.permissions
      .filter(({ role }) => role === 'owner')
      .map(({ id, emailAddress }) => ({ kind: 'drive#user', permissionId: id, emailAddress, me: true })),
    ownedByMe: true,
    shared: file.permissions.length > 1,
  });
