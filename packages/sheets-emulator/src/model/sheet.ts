import type { Grid } from '../grid/grid.ts';
import type {
  BandedRange,
  BasicFilter,
  ConditionalFormatRule,
  DimensionGroup,
  EmbeddedChart,
  FilterView,
  GridRange,
  ProtectedRange,
  SheetProperties,
  Slicer,
  Table,
} from '../schema/sheets-types.ts';

/**
 * One tab. All but the grid is a value that is never changed in place, so that a transaction can be undone by putting the
 * old value back; the grid undoes itself (see `Grid`).
 */
export interface Sheet {
  readonly sheetId: number;
  /** Without `index` (the tab's place in the list) and without the row and column counts, which the grid knows. */
  readonly properties: SheetProperties & { readonly title: string };
  readonly grid: Grid;
  readonly merges: readonly GridRange[];
  readonly conditionalFormats: readonly ConditionalFormatRule[];
  readonly filterViews: readonly FilterView[];
  readonly protectedRanges: readonly ProtectedRange[];
  readonly basicFilter: BasicFilter | undefined;
  readonly charts: readonly EmbeddedChart[];
  readonly bandedRanges: readonly BandedRange[];
  readonly rowGroups: readonly DimensionGroup[];
  readonly columnGroups: readonly DimensionGroup[];
  readonly slicers: readonly Slicer[];
  readonly tables: readonly Table[];
}

/** A tab with nothing in it. */
export const emptySheet = (
  sheetId: number,
  properties: SheetProperties & { readonly title: string },
  grid: Grid,
): Sheet => ({
  sheetId,
  properties,
  grid,
  merges: [],
  conditionalFormats: [],
  filterViews: [],
  protectedRanges: [],
  basicFilter: undefined,
  charts: [],
  bandedRanges: [],
  rowGroups: [],
  columnGroups: [],
  slicers: [],
  tables: [],
});
