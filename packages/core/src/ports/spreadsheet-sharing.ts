import type { ResultAsync } from 'neverthrow';

/**
 * Why a spreadsheet was not made or shared; `message` holds the service's own words.
 * - `no_storage`: the account may own no files, as Google has it for service accounts.
 * - `may_not_share`: it is no editor of the spreadsheet, was not shown it, or the organisation forbids it.
 * - `drive_api_disabled`: the API that sharing needs is switched off.
 * - `address_refused`: nobody has that address, or it cannot be shared with.
 * - `unavailable`: not reachable; the same may be asked again. A spreadsheet may have been made nevertheless.
 */
export interface SharingError {
  readonly type:
    | 'no_storage'
    | 'may_not_share'
    | 'drive_api_disabled'
    | 'address_refused'
    | 'credentials_rejected'
    | 'rate_limited'
    | 'unavailable';
  readonly message: string;
  readonly cause?: unknown;
}

/**
 * Makes spreadsheets and shares them with people: for setting up alone. Syncing never needs it, nor what it is allowed.
 */
export interface SpreadsheetSharing {
  /** Makes an empty spreadsheet that the account owns, and answers its id. Asked again, it makes another. */
  create(title: string): ResultAsync<string, SharingError>;

  /** Lets somebody edit a spreadsheet; the service tells them by mail. Done again, it changes nothing. */
  share(spreadsheetId: string, address: string): ResultAsync<void, SharingError>;
}
