import { UndoLog } from '../grid/undo-log.ts';
import type { DeveloperMetadata, NamedRange, SpreadsheetProperties } from '../schema/sheets-types.ts';
import type { Sheet } from './sheet.ts';

/** A spreadsheet without its cells: a value, never changed in place. */
export interface SpreadsheetContents {
  readonly properties: SpreadsheetProperties;
  readonly sheets: readonly Sheet[];
  readonly namedRanges: readonly NamedRange[];
  /** Of the spreadsheet, its tabs, rows and columns alike. */
  readonly developerMetadata: readonly DeveloperMetadata[];
}

/** What holds for all spreadsheets there are. */
export interface SpreadsheetRules {
  /** So many cells all grids of one together may have. */
  readonly cellLimit: number;
  /**
   * Named ranges are taken lightly: deleting an id that is not there is no error, and adding an id or a name that is
   * there replaces what had it. Google promises the opposite; this is for tests of what leans on that promise.
   */
  readonly lenientNamedRanges: boolean;
}

/** One spreadsheet, and the only way to change it: a transaction, which happens whole or not at all. */
export class Spreadsheet {
  readonly id: string;
  readonly rules: SpreadsheetRules;
  contents: SpreadsheetContents;
  /** Raised by every transaction: what was computed from the cells holds as long as it stays. */
  revision = 0;

  constructor(id: string, contents: SpreadsheetContents, rules: SpreadsheetRules) {
    this.id = id;
    this.rules = rules;
    this.contents = contents;
  }

  sheet(sheetId: number): Sheet | undefined {
    return this.contents.sheets.find((sheet) => sheet.sheetId === sheetId);
  }

  sheetByTitle(title: string): Sheet | undefined {
    const { sheets } = this.contents;
    const wanted = title.toLowerCase();
    return (
      sheets.find((sheet) => sheet.properties.title === title) ??
      sheets.find((sheet) => sheet.properties.title.toLowerCase() === wanted)
    );
  }

  /** Puts a changed tab in the place of the one with its id. */
  replaceSheet(changed: Sheet): void {
    const sheets = this.contents.sheets.map((sheet) => (sheet.sheetId === changed.sheetId ? changed : sheet));
    this.contents = { ...this.contents, sheets };
  }

  /** Runs `change`; when it throws, everything is as it was before, and the error goes on to the caller. */
  transaction<T>(change: () => T): T {
    const before = this.contents;
    const log = new UndoLog();
    for (const sheet of before.sheets) sheet.grid.log = log;
    this.revision += 1;
    try {
      return change();
    } catch (error) {
      log.rollback();
      this.contents = before;
      throw error;
    } finally {
      for (const sheet of before.sheets) sheet.grid.log = undefined;
    }
  }
}
