import { DriveError } from '../api/drive-error.ts';
import type { FieldMask } from './field-mask.ts';

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

const PERMISSION =
  words(`id displayName type kind permissionDetails photoLink emailAddress role allowFileDiscovery
  domain expirationTime teamDrivePermissionDetails deleted view pendingOwner inheritedPermissionsDisabled`);

const FILE = words(`kind driveId fileExtension copyRequiresWriterPermission md5Checksum contentHints
  writersCanShare viewedByMe mimeType exportLinks parents thumbnailLink iconLink shared lastModifyingUser owners
  headRevisionId sharingUser webViewLink webContentLink size viewersCanCopyContent permissions hasThumbnail spaces
  folderColorRgb id name description starred trashed explicitlyTrashed createdTime modifiedTime modifiedByMeTime
  viewedByMeTime sharedWithMeTime quotaBytesUsed version originalFilename ownedByMe fullFileExtension properties
  appProperties isAppAuthorized teamDriveId capabilities hasAugmentedPermissions trashingUser thumbnailVersion
  trashedTime modifiedByMe permissionIds imageMediaMetadata videoMediaMetadata shortcutDetails
  contentRestrictions resourceKey linkShareMetadata labelInfo sha1Checksum sha256Checksum
  inheritedPermissionsDisabled downloadRestrictions`);

/** The fields of Drive's answers, by the start of a method's id. */
const ANSWERS: Readonly<Record<string, ReadonlySet<string>>> = {
  'drive.files.list': words('nextPageToken kind incompleteSearch files'),
  'drive.files.generateIds': words('ids space kind'),
  'drive.files': FILE,
  'drive.permissions.list': words('nextPageToken permissions kind'),
  'drive.permissions': PERMISSION,
  'drive.about':
    words(`kind user storageQuota importFormats exportFormats maxImportSizes maxUploadSize appInstalled
    folderColorPalette driveThemes teamDriveThemes canCreateDrives canCreateTeamDrives`),
};

const INNER: Readonly<Record<string, ReadonlySet<string>>> = { files: FILE, permissions: PERMISSION };

const unknownIn = (mask: FieldMask, fields: ReadonlySet<string>): string | undefined => {
  for (const [name, inner] of mask.children) {
    if (name === '*') continue;
    if (!fields.has(name)) return name;
    const below = INNER[name];
    const found = below === undefined ? undefined : unknownIn(inner, below);
    if (found !== undefined) return found;
  }
  return undefined;
};

/** Throws Drive's 400 when a mask names a field that the answer of the method does not have. */
export const checkDriveFields = (operation: string, mask: FieldMask | undefined): void => {
  const start = Object.keys(ANSWERS).find((each) => operation.startsWith(each));
  const fields = start === undefined ? undefined : ANSWERS[start];
  const unknown = mask === undefined || fields === undefined ? undefined : unknownIn(mask, fields);
  if (unknown === undefined) return;
  throw new DriveError(400, 'invalidParameter', `Invalid field selection ${unknown}`, 'fields');
};
