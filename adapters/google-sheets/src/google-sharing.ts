import type { SpreadsheetSharing } from '@quiz-sync/core';
import type { drive_v3 } from 'googleapis/build/src/apis/drive/v3.js';
import { callerOptions } from './caller-options.js';
import type { GoogleCredentials } from './credentials.js';
import { signedSender } from './signed-sender.js';
import { toSharingError } from './to-sharing-error.js';

/** For files that this program made or was shown, and no others. */
const SCOPES = ['https://www.googleapis.com/auth/drive.file'];

export interface GoogleSharingOptions {
  /** Default: none with an emulator, else what the machine offers (`application_default`). */
  readonly credentials?: GoogleCredentials;
  /** `host:port` of an emulator, spoken to instead of Google. */
  readonly emulatorHost?: string;
  /** Where tokens come from. Default: Google; with an emulator its `/token`. */
  readonly tokenUrl?: string;
  /** Aborted, it ends calls in progress and refuses new ones. */
  readonly signal?: AbortSignal;
}

/** Makes and shares spreadsheets by Google's Drive. Asks for a scope of its own, which syncing never needs. */
export function googleSharing(options: GoogleSharingOptions): SpreadsheetSharing {
  const sender = signedSender({ ...callerOptions(options), scopes: SCOPES }, loadApi);
  return {
    create: (title) =>
      sender
        .send<drive_v3.Schema$File>({
          phase: 'write',
          send: (drive, call) =>
            drive.files.create({ requestBody: { name: title, mimeType: SPREADSHEET }, fields: 'id' }, call),
          isWhole: (file) => isText(file?.id),
        })
        .map(({ id }) => id ?? '')
        .mapErr(toSharingError),
    share: (spreadsheetId, address) =>
      sender
        .send<drive_v3.Schema$Permission>({
          phase: 'write',
          send: (drive, call) =>
            drive.permissions.create(
              {
                ...{ fileId: spreadsheetId, supportsAllDrives: true, fields: 'id' },
                // The mail that Google sends holds the link: so they learn of it.
                sendNotificationEmail: true,
                requestBody: { type: 'user', role: 'writer', emailAddress: address },
              },
              call,
            ),
          isWhole: (permission) => isText(permission?.id),
        })
        .map(() => undefined)
        .mapErr(toSharingError),
  };
}

const SPREADSHEET = 'application/vnd.google-apps.spreadsheet';

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

async function loadApi(rootUrl: string | undefined): Promise<drive_v3.Drive> {
  const { drive } = await import('googleapis/build/src/apis/drive/index.js');
  return drive({ version: 'v3', ...(rootUrl === undefined ? {} : { rootUrl }) });
}
