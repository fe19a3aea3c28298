import type { SheetsPort } from '../ports/sheets-port.js';
import type { SyncState } from '../ports/sync-state-repo.js';

/** What the texts of errors name. */
export interface SpreadsheetNames {
  readonly account: string | undefined;
  readonly spreadsheet_url: string | undefined;
}

/** An instance that has not asked Google yet need not know as whom it does: then it is as whom the last run did. */
export function namesOfSpreadsheet(
  { sheets }: { readonly sheets: Pick<SheetsPort, 'describe'> },
  state: Pick<SyncState, 'account'>,
): SpreadsheetNames {
  const { url, account } = sheets.describe();
  return { account: account ?? state.account, spreadsheet_url: url };
}
