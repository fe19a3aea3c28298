import type { DriveFile } from '../model/drive-file.ts';
import { displayName, wholePermission } from './drive-permission.ts';
import { withoutUnset } from './unset.ts';

/** What Drive answers of a file when no `fields` are asked for. */
export const briefFile = (file: DriveFile): Readonly<Record<string, unknown>> => ({
  kind: 'drive#file',
  id: file.id,
  name: file.name,
  mimeType: file.mimeType,
});

/** A file's owner may do everything with it. */
const CAPABILITIES = {
  canAddChildren: false,
  canComment: true,
  canCopy: true,
  canDelete: true,
  canDownload: true,
  canEdit: true,
  canListChildren: false,
  canRename: true,
  canShare: true,
  canTrash: true,
  canUntrash: true,
};

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
    permissions: file.permissions.map(wholePermission),
    permissionIds: file.permissions.map(({ id }) => id),
    owners: file.permissions
      .filter(({ role }) => role === 'owner')
      .map(({ id, emailAddress = '' }) => ({
        kind: 'drive#user',
        displayName: displayName(emailAddress),
        me: true,
        permissionId: id,
        emailAddress,
      })),
    ownedByMe: true,
    capabilities: CAPABILITIES,
    shared: file.permissions.length > 1,
  });
