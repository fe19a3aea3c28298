import { accessSync, constants } from 'node:fs';
import type { Rule } from './problems-between.js';
import { whyNotJson } from './why-not-json.js';

/** A key for Google that is named but cannot be read is told at the start, and not with the first submission. */
export const GOOGLE_KEY_FILE: Rule = {
  about: ['googleCredentialsFile', 'googlePrivateKey', 'spreadsheetId', 'emulatorHost'],
  problem({ googleCredentialsFile, googlePrivateKey, spreadsheetId, emulatorHost, origins }) {
    const asksGoogle = spreadsheetId !== undefined && emulatorHost === undefined;
    if (googleCredentialsFile === undefined || googlePrivateKey !== undefined || !asksGoogle)
      return undefined;
    try {
      accessSync(googleCredentialsFile, constants.R_OK);
      return undefined;
    } catch (cause) {
      return `${origins.googleCredentialsFile.name}: ${googleCredentialsFile} ${whyNotJson(cause)}: the key of the service account must be there for the service to read; quiz-sync setup says how to get one`;
    }
  },
};
