import type { SheetsPort } from '@quiz-sync/core';
import type { GoogleSheetsOptions } from './google-sheets.js';

type Place = Pick<GoogleSheetsOptions, 'spreadsheetId' | 'credentials' | 'emulatorHost'>;

/** Where it is, and who we are there, as far as that is known before Google is asked: a key in a file is not read. */
export function describeSpreadsheet(place: Place): ReturnType<SheetsPort['describe']> {
  const { spreadsheetId, credentials, emulatorHost } = place;
  return {
    url: emulatorHost === undefined ? pageOf(spreadsheetId) : undefined,
    account: credentials?.type === 'service_account' ? credentials.clientEmail : undefined,
  };
}

function pageOf(spreadsheetId: string): string {
  return `https://docs.google.com/spreadsheets/d/${spreadsheetId}/edit`;
}
