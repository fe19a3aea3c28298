export type { GoogleCredentials } from './credentials.js';
export { type GoogleSharingOptions, googleSharing } from './google-sharing.js';
export { type GoogleSheetsOptions, googleSheets } from './google-sheets.js';
