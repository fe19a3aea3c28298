export type { GoogleCredentials } from './credentials.js';
export { type GoogleSheetsOptions, googleSheets } from './google-sheets.js';
