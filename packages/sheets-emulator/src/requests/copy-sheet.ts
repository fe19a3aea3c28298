import type { Random } from '../model/random.ts';
import type { Sheet } from '../model/sheet.ts';
import type { GridRange } from '../schema/sheets-types.ts';

/** The same thing on another tab: ranges that name a tab by its id name the new one. */
const onSheet = <T>(value: T, sheetId: number): T => {
  if (Array.isArray(value)) return value.map((item) => onSheet(item, sheetId)) as T;
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).map(([name, content]) => [name, onSheet(content, sheetId)]);
  const copy = Object.fromEntries(fields) as Record<string, unknown>;
  if ('startRowIndex' in copy || 'startColumnIndex' in copy || 'sheetId' in copy) copy['sheetId'] = sheetId;
  return copy as T;
};

/** A tab with the same contents under another id and title. What has an id of its own gets a new one. */
export const copySheet = (source: Sheet, sheetId: number, title: string, random: Random): Sheet => ({
  ...source,
  sheetId,
  properties: { ...source.properties, title, hidden: undefined },
  grid: source.grid.copy(),
  merges: source.merges.map((range: GridRange) => ({ ...range, sheetId })),
  conditionalFormats: onSheet(source.conditionalFormats, sheetId),
  filterViews: onSheet(source.filterViews, sheetId).map((view) => ({ ...view, filterViewId: random.id() })),
  protectedRanges: onSheet(source.protectedRanges, sheetId).map((range) => ({
    ...range,
    protectedRangeId: random.id(),
  })),
  basicFilter: onSheet(source.basicFilter, sheetId),
  charts: onSheet(source.charts, sheetId).map((chart) => ({ ...chart, chartId: random.id() })),
  bandedRanges: onSheet(source.bandedRanges, sheetId).map((banding) => ({
    ...banding,
    bandedRangeId: random.id(),
  })),
  rowGroups: onSheet(source.rowGroups, sheetId),
  columnGroups: onSheet(source.columnGroups, sheetId),
  slicers: onSheet(source.slicers, sheetId).map((slicer) => ({ ...slicer, slicerId: random.id() })),
  tables: onSheet(source.tables, sheetId).map((table) => ({ ...table, tableId: String(random.id()) })),
});
