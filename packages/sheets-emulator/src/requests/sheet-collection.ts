import { invalid } from '../api/api-error.ts';
import type { Sheet } from '../model/sheet.ts';
import { changeSheet, type Edit } from './edit.ts';

/** Lists of things with ids that a tab has. */
type CollectionName = 'filterViews' | 'charts' | 'bandedRanges' | 'slicers' | 'tables';
type Item<N extends CollectionName> = Sheet[N][number];

/** A thing and the tab that has it. */
export interface Held<N extends CollectionName> {
  readonly sheet: Sheet;
  readonly item: Item<N>;
}

/** One kind of thing that tabs have lists of: found by its id, wherever it is. */
export class SheetCollection<N extends CollectionName> {
  readonly #name: N;
  readonly #idOf: (item: Item<N>) => number | string | undefined;
  readonly #what: string;

  constructor(name: N, what: string, idOf: (item: Item<N>) => number | string | undefined) {
    this.#name = name;
    this.#what = what;
    this.#idOf = idOf;
  }

  /** Throws when no tab has it. */
  find(edit: Edit, id: number | string | undefined): Held<N> {
    for (const sheet of edit.spreadsheet.contents.sheets) {
      const items = sheet[this.#name] as readonly Item<N>[];
      const item = items.find((each) => this.#idOf(each) === id);
      if (item !== undefined) return { sheet, item };
    }
    throw invalid(`No ${this.#what} with id: ${id ?? 0}`);
  }

  /** Throws when the id is taken; makes one up when none is asked for. */
  newId(edit: Edit, asked: number | undefined): number {
    if (asked === undefined) return edit.random.id();
    const taken = edit.spreadsheet.contents.sheets.some((sheet) =>
      (sheet[this.#name] as readonly Item<N>[]).some((each) => this.#idOf(each) === asked),
    );
    if (taken) throw invalid(`A ${this.#what} with id: ${asked} already exists.`);
    return asked;
  }

  add(edit: Edit, sheetId: number, item: Item<N>): void {
    this.#change(edit, sheetId, (items) => [...items, item]);
  }

  replace(edit: Edit, { sheet, item }: Held<N>, changed: Item<N>): void {
    this.#change(edit, sheet.sheetId, (items) => items.map((each) => (each === item ? changed : each)));
  }

  remove(edit: Edit, { sheet, item }: Held<N>): void {
    this.#change(edit, sheet.sheetId, (items) => items.filter((each) => each !== item));
  }

  #change(edit: Edit, sheetId: number, change: (items: readonly Item<N>[]) => readonly Item<N>[]): void {
    changeSheet(edit, sheetId, (sheet) => ({
      ...sheet,
      [this.#name]: change(sheet[this.#name] as readonly Item<N>[]),
    }));
  }
}
