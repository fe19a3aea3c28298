export type { GoogleCredentials } from './credentials.js';
export { examineGoogle, type GoogleExamined } from './examine-google.js';
export { type GoogleSharingOptions, googleSharing } from './google-sharing.js';
export { type GoogleSheetsOptions, googleSheets } from './google-sheets.js';
export type { ProtectedColumns, TabLook } from './spreadsheet-look.js';
