import { type Dimension, type Shift, shiftIndex, shiftRange, shiftSpan } from '../ranges/shift.ts';
import type { DeveloperMetadata, DimensionGroup, GridRange } from '../schema/sheets-types.ts';
import type { Sheet } from './sheet.ts';
import type { SpreadsheetContents } from './spreadsheet.ts';

type MoveRange = (range: GridRange) => GridRange | undefined;

const withRange = <T extends { readonly range?: GridRange | undefined }>(
  items: readonly T[],
  move: MoveRange,
): readonly T[] =>
  items.flatMap((item) => {
    if (item.range === undefined) return [item];
    const range = move(item.range);
    return range === undefined ? [] : [{ ...item, range }];
  });

const groupsAfter = (
  groups: readonly DimensionGroup[],
  affected: boolean,
  shift: Shift,
): readonly DimensionGroup[] => {
  if (!affected) return groups;
  return groups.flatMap((group) => {
    const span = shiftSpan({ start: group.range?.startIndex, end: group.range?.endIndex }, shift);
    if (span === undefined) return [];
    return [{ ...group, range: { ...group.range, startIndex: span.start, endIndex: span.end } }];
  });
};

const metadataAfter = (
  metadata: readonly DeveloperMetadata[],
  sheetId: number,
  dimension: Dimension,
  shift: Shift,
): readonly DeveloperMetadata[] =>
  metadata.flatMap((entry) => {
    const range = entry.location?.dimensionRange;
    if (range === undefined || (range.sheetId ?? 0) !== sheetId || range.dimension !== dimension)
      return [entry];
    const start = shiftIndex(range.startIndex ?? 0, shift);
    if (start === undefined) return [];
    const moved = { ...range, startIndex: start, endIndex: start + 1 };
    return [{ ...entry, location: { ...entry.location, dimensionRange: moved } }];
  });

const sheetAfter = (sheet: Sheet, move: MoveRange): Sheet => ({
  ...sheet,
  merges: sheet.merges.flatMap((range) => move(range) ?? []),
  conditionalFormats: sheet.conditionalFormats.flatMap((rule) => {
    const ranges = (rule.ranges ?? []).flatMap((range) => move(range) ?? []);
    return ranges.length === 0 ? [] : [{ ...rule, ranges }];
  }),
  filterViews: withRange(sheet.filterViews, move),
  protectedRanges: withRange(sheet.protectedRanges, move),
  basicFilter: sheet.basicFilter === undefined ? undefined : withRange([sheet.basicFilter], move)[0],
  bandedRanges: withRange(sheet.bandedRanges, move),
  tables: withRange(sheet.tables, move),
});

/** Moves everything that points at rows or columns of a tab along with them. */
export const shiftContents = (
  contents: SpreadsheetContents,
  sheetId: number,
  dimension: Dimension,
  shift: Shift,
): SpreadsheetContents => {
  const move: MoveRange = (range) =>
    (range.sheetId ?? 0) === sheetId ? shiftRange(range, dimension, shift) : range;
  return {
    ...contents,
    sheets: contents.sheets.map((sheet) => {
      if (sheet.sheetId !== sheetId) return sheet;
      return {
        ...sheetAfter(sheet, move),
        rowGroups: groupsAfter(sheet.rowGroups, dimension === 'ROWS', shift),
        columnGroups: groupsAfter(sheet.columnGroups, dimension === 'COLUMNS', shift),
      };
    }),
    namedRanges: withRange(contents.namedRanges, move),
    developerMetadata: metadataAfter(contents.developerMetadata, sheetId, dimension, shift),
  };
};
