import type { LineProperties } from '../grid/row.ts';
import type { Sheet } from '../model/sheet.ts';
import { type Area, areaColumns, areaRows } from '../ranges/area.ts';
import type {
  CellData,
  DeveloperMetadata,
  DimensionProperties,
  GridData,
  RowData,
} from '../schema/sheets-types.ts';
import { type FieldMask, includes } from './field-mask.ts';
import type { CellRenderer } from './render-cell.ts';
import { withoutUnset } from './unset.ts';

const ROW_HEIGHT = 21;
const COLUMN_WIDTH = 100;

const isEmpty = (value: object): boolean => {
  for (const _ in value) return false;
  return true;
};

const trimEnd = <T extends object>(list: T[]): T[] => {
  for (let last = list.at(-1); last !== undefined && isEmpty(last); last = list.at(-1)) list.pop();
  return list;
};

/**
 * A row up to its last cell that holds anything. Cells that hold nothing of what the mask asks for are there all the same,
 * empty: the service takes fields away after the row was made.
 */
const renderRow = (sheet: Sheet, row: number, area: Area, renderer: CellRenderer): RowData => {
  const cells = sheet.grid.row(row)?.cells ?? [];
  let end = Math.min(area.endColumn, cells.length);
  while (end > area.startColumn && cells[end - 1] === undefined) end -= 1;
  const values: CellData[] = [];
  for (let column = area.startColumn; column < end; column++) {
    values.push(renderer.render(cells[column], sheet, row, column));
  }
  return values.length === 0 ? {} : { values };
};

const lineProperties = (
  own: LineProperties | undefined,
  size: number,
  metadata: readonly DeveloperMetadata[] | undefined,
  filtered: boolean,
): DimensionProperties =>
  withoutUnset({
    hiddenByFilter: filtered || undefined,
    hiddenByUser: own?.hiddenByUser || undefined,
    pixelSize: own?.pixelSize ?? size,
    developerMetadata: metadata,
  });

/** What lines carry that is not in the grid itself. */
export interface LineFacts {
  readonly rowMetadata: ReadonlyMap<number, readonly DeveloperMetadata[]>;
  readonly columnMetadata: ReadonlyMap<number, readonly DeveloperMetadata[]>;
  readonly filteredRows: ReadonlySet<number>;
}

/** The `GridData` of an area, with no more than the mask (of `GridData`) asks for. */
export const renderGridData = (
  sheet: Sheet,
  area: Area,
  renderer: CellRenderer,
  facts: LineFacts,
  mask: FieldMask | undefined,
): GridData => {
  const { grid } = sheet;
  const wants = (field: string): boolean => includes(mask, field);
  const rows: RowData[] = [];
  if (wants('rowData')) {
    const end = Math.min(area.endRow, grid.usedRows);
    for (let row = area.startRow; row < end; row++) rows.push(renderRow(sheet, row, area, renderer));
    trimEnd(rows);
  }
  const line = (start: number, at: number): number => start + at;
  return withoutUnset({
    startRow: area.startRow || undefined,
    startColumn: area.startColumn || undefined,
    rowData: rows.length > 0 ? rows : undefined,
    rowMetadata:
      wants('rowMetadata') && areaRows(area) > 0
        ? Array.from({ length: areaRows(area) }, (_, i) => {
            const row = line(area.startRow, i);
            const own = grid.row(row)?.properties;
            return lineProperties(own, ROW_HEIGHT, facts.rowMetadata.get(row), facts.filteredRows.has(row));
          })
        : undefined,
    columnMetadata:
      wants('columnMetadata') && areaColumns(area) > 0
        ? Array.from({ length: areaColumns(area) }, (_, i) => {
            const column = line(area.startColumn, i);
            return lineProperties(grid.column(column), COLUMN_WIDTH, facts.columnMetadata.get(column), false);
          })
        : undefined,
  });
};
