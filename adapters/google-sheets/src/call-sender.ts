import type { SheetsError } from '@quiz-sync/core';
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import type { ResultAsync } from 'neverthrow';
import { type Call, type CallerOptions, signedSender } from './signed-sender.js';
import { toSheetsError } from './to-sheets-error.js';

export type Spreadsheets = sheets_v4.Resource$Spreadsheets;

export interface SheetsCall<Data> extends Call<Spreadsheets, Data> {
  /** See `BuiltBatch`. */
  readonly tabOfRequest?: readonly (number | undefined)[];
}

export interface CallSender {
  /** The account to share the spreadsheet with, once known. */
  account(): string | undefined;
  send<Data>(call: SheetsCall<Data>): ResultAsync<Data, SheetsError>;
}

/** Signs, sends and judges calls to one API: that of spreadsheets. */
export function callSender(options: CallerOptions): CallSender {
  const sender = signedSender(options, loadApi);
  return {
    account: sender.account,
    send: (call) =>
      sender
        .send(call)
        .mapErr((failure) =>
          toSheetsError(failure, { account: sender.account(), tabOfRequest: call.tabOfRequest ?? [] }),
        ),
  };
}

/** The one API out of hundreds, and only when the first call is made: 65 ms instead of 850. */
export async function loadApi(rootUrl: string | undefined): Promise<Spreadsheets> {
  const { sheets } = await import('googleapis/build/src/apis/sheets/index.js');
  return sheets({ version: 'v4', ...(rootUrl === undefined ? {} : { rootUrl }) }).spreadsheets;
}
