import type { SheetsError, SheetsPort } from '@quiz-sync/core';
import { errAsync } from 'neverthrow';
import { callSender } from './call-sender.js';
import { callerOptions } from './caller-options.js';
import type { GoogleCredentials } from './credentials.js';
import { describeSpreadsheet } from './describe-spreadsheet.js';
import { readSnapshot } from './read-snapshot.js';
import { sheetsClient } from './sheets-client.js';
import { tabMemory } from './tab-memory.js';
import { writeBatch } from './write-batch.js';

export interface GoogleSheetsOptions {
  /** The long part of the spreadsheet's address: https://docs.google.com/spreadsheets/d/<id>/edit */
  readonly spreadsheetId: string;
  /** Default: none with an emulator, else what the machine offers (`application_default`). */
  readonly credentials?: GoogleCredentials;
  /** `host:port` of a Sheets emulator, spoken to instead of Google. */
  readonly emulatorHost?: string;
  /** Where tokens come from. Default: Google; with an emulator its `/token`, so that nothing signed leaves for Google. */
  readonly tokenUrl?: string;
  /** How long a call may take, milliseconds. */
  readonly timeouts?: {
    /** Also for getting a token. Default 30 s. */
    readonly readMs?: number;
    /** Default 185 s: Google itself gives up after 180 s, and until then a batch may yet be applied. */
    readonly writeMs?: number;
  };
  /** Aborted, it ends calls in progress and refuses new ones: for a process that must leave now. */
  readonly signal?: AbortSignal;
}

/** What a token is to allow. */
export const SCOPES = ['https://www.googleapis.com/auth/spreadsheets'];

/** One spreadsheet of Google's, or of an emulator. Makes no call and loads no client before it is asked for something. */
export function googleSheets(options: GoogleSheetsOptions): SheetsPort {
  const { spreadsheetId } = options;
  const caller = { ...callerOptions(options), scopes: SCOPES };
  const sender = callSender(caller);
  const client = sheetsClient(spreadsheetId, sender);
  const memory = tabMemory();
  const refusal = /^[\w-]+$/.test(spreadsheetId) ? undefined : noSpreadsheetId(spreadsheetId);
  return {
    target: spreadsheetId,
    describe: () => ({ ...describeSpreadsheet(options), account: sender.account() }),
    read: (request) => (refusal ? errAsync(refusal) : readSnapshot(client, memory, request)),
    write: (batch) => (refusal ? errAsync(refusal) : writeBatch(client, memory, batch)),
  };
}

/** Somebody gave the whole address, or nothing: told before anything is sent. */
function noSpreadsheetId(given: string): SheetsError {
  return {
    type: 'spreadsheet_not_found',
    message: `"${given}" is not the id of a spreadsheet: it is the part of the address between /d/ and /edit`,
  };
}
