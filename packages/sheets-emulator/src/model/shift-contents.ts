import type { Area } from '../ranges/area.ts';
import { type Dimension, type Shift, shiftIndex, shiftRange, shiftSpan } from '../ranges/shift.ts';
import type {
  DeveloperMetadata,
  DimensionGroup,
  FilterCriteria,
  FilterSpec,
  GridRange,
  SortSpec,
} from '../schema/sheets-types.ts';
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

interface Filtering {
  readonly criteria?: Readonly<Record<string, FilterCriteria>> | undefined;
  readonly filterSpecs?: readonly FilterSpec[] | undefined;
  readonly sortSpecs?: readonly SortSpec[] | undefined;
}

/** What a filter says of columns follows them. */
const filterAfter = <T extends Filtering>(filter: T, column: (index: number) => number | undefined): T => {
  const { criteria, filterSpecs, sortSpecs } = filter;
  const moved: Record<string, unknown> = {};
  if (criteria !== undefined) {
    const entries = Object.entries(criteria).map(
      ([index, content]) => [column(Number(index)), content] as const,
    );
    moved['criteria'] = Object.fromEntries(entries.filter(([index]) => index !== undefined));
  }
  if (filterSpecs !== undefined) {
    const specs = filterSpecs.map((spec) => ({ ...spec, columnIndex: column(spec.columnIndex ?? 0) }));
    moved['filterSpecs'] = specs.filter(({ columnIndex }) => columnIndex !== undefined);
  }
  if (sortSpecs !== undefined) {
    const specs = sortSpecs.map((spec) => ({ ...spec, dimensionIndex: column(spec.dimensionIndex ?? 0) }));
    moved['sortSpecs'] = specs.filter(({ dimensionIndex }) => dimensionIndex !== undefined);
  }
  return { ...filter, ...moved };
};

/** Moves every range anywhere in a value; one that is gone stays as it was, since its place cannot be empty. */
const rangesAfter = <T>(value: T, move: MoveRange): T => {
  if (Array.isArray(value)) return value.map((item) => rangesAfter(item, move)) as T;
  if (typeof value !== 'object' || value === null) return value;
  if ('startRowIndex' in value || 'startColumnIndex' in value)
    return (move(value as GridRange) ?? value) as T;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, rangesAfter(item, move)]),
  ) as T;
};

const sheetAfter = (sheet: Sheet, move: MoveRange, column: (index: number) => number | undefined): Sheet => ({
  ...sheet,
  merges: sheet.merges.flatMap((range) => move(range) ?? []),
  conditionalFormats: sheet.conditionalFormats.flatMap((rule) => {
    const ranges = (rule.ranges ?? []).flatMap((range) => move(range) ?? []);
    return ranges.length === 0 ? [] : [{ ...rule, ranges }];
  }),
  filterViews: withRange(sheet.filterViews, move).map((view) => filterAfter(view, column)),
  protectedRanges: withRange(sheet.protectedRanges, move),
  basicFilter: withRange(sheet.basicFilter === undefined ? [] : [sheet.basicFilter], move).map((filter) =>
    filterAfter(filter, column),
  )[0],
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
  const column = (index: number): number | undefined =>
    dimension === 'COLUMNS' ? shiftIndex(index, shift) : index;
  return {
    ...contents,
    sheets: contents.sheets.map((other) => {
      // A chart may stand on one tab and show another.
      const sheet = {
        ...other,
        charts: rangesAfter(other.charts, move),
        slicers: rangesAfter(other.slicers, move),
      };
      if (sheet.sheetId !== sheetId) return sheet;
      return {
        ...sheetAfter(sheet, move, column),
        rowGroups: groupsAfter(sheet.rowGroups, dimension === 'ROWS', shift),
        columnGroups: groupsAfter(sheet.columnGroups, dimension === 'COLUMNS', shift),
      };
    }),
    namedRanges: withRange(contents.namedRanges, move),
    developerMetadata: metadataAfter(contents.developerMetadata, sheetId, dimension, shift),
  };
};

/**
 * Moves the ranges that lie wholly in a band of a tab along with its cells, when only those were pushed. Ranges that reach
 * out of the band stay, and so does what belongs to whole rows or columns.
 */
export const shiftBand = (
  contents: SpreadsheetContents,
  sheetId: number,
  dimension: Dimension,
  shift: Shift,
  band: Area,
): SpreadsheetContents => {
  const isWithin = (range: GridRange): boolean =>
    dimension === 'ROWS'
      ? (range.startColumnIndex ?? -1) >= band.startColumn &&
        (range.endColumnIndex ?? Infinity) <= band.endColumn
      : (range.startRowIndex ?? -1) >= band.startRow && (range.endRowIndex ?? Infinity) <= band.endRow;
  const move: MoveRange = (range) =>
    (range.sheetId ?? 0) === sheetId && isWithin(range) ? shiftRange(range, dimension, shift) : range;
  return {
    ...contents,
    sheets: contents.sheets.map((sheet) =>
      sheet.sheetId === sheetId ? sheetAfter(sheet, move, (index) => index) : sheet,
    ),
    namedRanges: withRange(contents.namedRanges, move),
  };
};
