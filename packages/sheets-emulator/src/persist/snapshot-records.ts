import { type Slot, slotOf } from '../cells/cell.ts';
import { Grid } from '../grid/grid.ts';
import type { LineProperties } from '../grid/row.ts';
import type { Drive } from '../model/drive.ts';
import type { DriveFile } from '../model/drive-file.ts';
import type { Sheet } from '../model/sheet.ts';
import { Spreadsheet, type SpreadsheetContents } from '../model/spreadsheet.ts';

/** Rows in one record: large enough to be quick, small enough for a line of text. */
const ROWS_PER_RECORD = 500;

type StoredSlot = Exclude<Slot, undefined> | null;

interface StoredSheet extends Omit<Sheet, 'grid'> {
  readonly rowCount: number;
  readonly columnCount: number;
  readonly columns: readonly (LineProperties | null)[];
}

/** One line of the file that holds a part of the state. */
export type SnapshotRecord =
  | {
      readonly kind: 'file';
      readonly file: Omit<DriveFile, 'spreadsheet'>;
      readonly contents?:
        | (Omit<SpreadsheetContents, 'sheets'> & { readonly sheets: readonly StoredSheet[] })
        | undefined;
    }
  | {
      readonly kind: 'rows';
      readonly spreadsheetId: string;
      readonly sheetId: number;
      readonly start: number;
      readonly rows: readonly (readonly StoredSlot[] | null)[];
      /** Properties of rows that have any, by their place in `rows`. */
      readonly properties?: Readonly<Record<string, LineProperties>> | undefined;
    };

const storedSheet = (sheet: Sheet): StoredSheet => {
  const { grid, ...rest } = sheet;
  const columns: (LineProperties | null)[] = [];
  for (let column = 0; column < grid.columnCount; column++) columns.push(grid.column(column) ?? null);
  while (columns.length > 0 && columns.at(-1) === null) columns.pop();
  return { ...rest, rowCount: grid.rowCount, columnCount: grid.columnCount, columns };
};

function* rowRecords(spreadsheetId: string, { sheetId, grid }: Sheet): Generator<SnapshotRecord> {
  for (let start = 0; start < grid.usedRows; start += ROWS_PER_RECORD) {
    const rows: (readonly StoredSlot[] | null)[] = [];
    const properties: Record<string, LineProperties> = {};
    for (let row = start; row < Math.min(start + ROWS_PER_RECORD, grid.usedRows); row++) {
      const stored = grid.row(row);
      if (stored?.properties !== undefined) properties[String(row - start)] = stored.properties;
      rows.push(stored === undefined ? null : stored.cells.map((slot) => slot ?? null));
    }
    yield { kind: 'rows', spreadsheetId, sheetId, start, rows, properties };
  }
}

/** The whole state as records. */
export function* snapshotRecords(drive: Drive): Generator<SnapshotRecord> {
  for (const { spreadsheet, ...file } of drive.list()) {
    if (spreadsheet === undefined) {
      yield { kind: 'file', file };
      continue;
    }
    const { contents, id } = spreadsheet;
    yield { kind: 'file', file, contents: { ...contents, sheets: contents.sheets.map(storedSheet) } };
    for (const sheet of contents.sheets) yield* rowRecords(id, sheet);
  }
}

const restoredSheet = (stored: StoredSheet): Sheet => {
  const { rowCount, columnCount, columns, ...rest } = stored;
  const grid = new Grid(rowCount, columnCount);
  columns.forEach((properties, column) => {
    if (properties !== null) grid.setColumnProperties(column, properties);
  });
  return { ...rest, basicFilter: rest.basicFilter ?? undefined, grid };
};

/** Takes a record back into the state. */
export const restoreRecord = (drive: Drive, record: SnapshotRecord): void => {
  if (record.kind === 'file') {
    const { file, contents } = record;
    if (contents === undefined) {
      drive.put(file);
      return;
    }
    const sheets = contents.sheets.map(restoredSheet);
    drive.put({ ...file, spreadsheet: new Spreadsheet(file.id, { ...contents, sheets }, drive.rules) });
    return;
  }
  const grid = drive.spreadsheet(record.spreadsheetId)?.sheet(record.sheetId)?.grid;
  record.rows.forEach((cells, i) => {
    if (cells === null) return;
    const row = record.start + i;
    grid?.putRow(
      row,
      cells.map((slot) => (typeof slot === 'object' && slot !== null ? slotOf(slot) : (slot ?? undefined))),
    );
    const properties = record.properties?.[String(i)];
    if (properties !== undefined) grid?.setRowProperties(row, properties);
  });
};
