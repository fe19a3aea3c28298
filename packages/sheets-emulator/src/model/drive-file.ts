import type { Spreadsheet } from './spreadsheet.ts';

/** Who may do what with a file, in the words of Drive. */
export interface Permission {
  readonly id: string;
  readonly type: 'user' | 'group' | 'domain' | 'anyone';
  readonly role: 'owner' | 'organizer' | 'fileOrganizer' | 'writer' | 'commenter' | 'reader';
  readonly emailAddress?: string | undefined;
  readonly domain?: string | undefined;
  readonly allowFileDiscovery?: boolean | undefined;
  readonly pendingOwner?: boolean | undefined;
}

export const SPREADSHEET_TYPE = 'application/vnd.google-apps.spreadsheet';

/** What Drive knows of a file. A value, never changed in place; the spreadsheet in it is the thing itself. */
export interface DriveFile {
  readonly id: string;
  readonly name: string;
  readonly mimeType: string;
  readonly description?: string | undefined;
  readonly parents: readonly string[];
  readonly trashed: boolean;
  readonly createdTime: string;
  readonly modifiedTime: string;
  readonly permissions: readonly Permission[];
  readonly appProperties?: Readonly<Record<string, string>> | undefined;
  readonly properties?: Readonly<Record<string, string>> | undefined;
  readonly spreadsheet?: Spreadsheet | undefined;
}
