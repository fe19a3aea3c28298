import path from 'node:path';
import type { Configuration } from './configuration/configuration.js';
import { ADDRESS_FILE, readAddress } from './local-spreadsheet/address-file.js';
import { localDirectory } from './local-spreadsheet/local-directory.js';
import type { SpreadsheetSource } from './spreadsheet-source.js';

/** Stands for the id of a local spreadsheet that nobody has made yet. */
const NOT_MADE_YET = 'not-made-yet';

/** What is known of the spreadsheet without starting anything or asking anybody. */
export function knownSpreadsheet(
  configuration: Configuration,
): Pick<SpreadsheetSource, 'spreadsheetId' | 'emulatorUrl'> {
  const { spreadsheetId, emulatorHost, store } = configuration;
  if (spreadsheetId !== undefined)
    return { spreadsheetId, emulatorUrl: emulatorHost === undefined ? undefined : `http://${emulatorHost}` };
  const address = readAddress(path.join(localDirectory(store), ADDRESS_FILE));
  return {
    spreadsheetId: address?.spreadsheet_id ?? NOT_MADE_YET,
    emulatorUrl: address?.url ?? 'http://127.0.0.1:0',
  };
}
