import type { DriveFile } from './drive-file.ts';
import type { Spreadsheet, SpreadsheetRules } from './spreadsheet.ts';

/** All files there are. The newest comes first in `list`, as in Drive. */
export class Drive {
  readonly rules: SpreadsheetRules;
  readonly #files = new Map<string, DriveFile>();

  constructor(rules: SpreadsheetRules) {
    this.rules = rules;
  }

  get(id: string): DriveFile | undefined {
    return this.#files.get(id);
  }

  spreadsheet(id: string): Spreadsheet | undefined {
    return this.#files.get(id)?.spreadsheet;
  }

  /** Adds a file, or puts a changed one in the place of the old. */
  put(file: DriveFile): void {
    this.#files.set(file.id, file);
  }

  delete(id: string): void {
    this.#files.delete(id);
  }

  list(): readonly DriveFile[] {
    return [...this.#files.values()].sort((a, b) => (a.modifiedTime < b.modifiedTime ? 1 : -1));
  }

  /** Notes that a file's contents were changed at `time`, and that its name is what its spreadsheet says. */
  touch(id: string, time: string): void {
    const file = this.#files.get(id);
    if (file === undefined) return;
    const name = file.spreadsheet?.contents.properties.title ?? file.name;
    this.put({ ...file, name, modifiedTime: time });
  }
}
