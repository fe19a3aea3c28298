import type { ResultAsync } from 'neverthrow';

/** One tab as the page shows it. */
export interface LocalTab {
  readonly tab_id: number;
  readonly title: string;
  /** Rows below the header, empty ones at the end included. */
  readonly rows: number;
  readonly columns: readonly { readonly header: string; readonly hidden: boolean }[];
}

/** One cell as people see it; `kind` decides on which side it stands. */
export interface LocalCell {
  readonly text: string;
  readonly kind: 'text' | 'number' | 'boolean' | 'empty';
}

export interface LocalSheet {
  readonly spreadsheet_id: string;
  readonly title: string;
  readonly tabs: readonly LocalTab[];
}

/** The emulator that holds it does not answer, or not with what was asked. */
export interface LocalSpreadsheetUnavailable {
  readonly type: 'local_spreadsheet_unavailable';
  readonly message: string;
}

/** A spreadsheet in an emulator, read for the page: nothing of the sync depends on it. */
export interface LocalSpreadsheet {
  /** Its tabs with their headers. */
  describe(): ResultAsync<LocalSheet, LocalSpreadsheetUnavailable>;
  /** At most `count` rows of a tab from `from` on (0 is the first below the header); shorter rows and fewer rows mean empty cells. */
  rows(
    tabId: number,
    from: number,
    count: number,
  ): ResultAsync<readonly (readonly LocalCell[])[], LocalSpreadsheetUnavailable>;
}
