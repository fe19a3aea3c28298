import { invalid } from '../api/api-error.ts';
import type { Sheet } from '../model/sheet.ts';
import type { DimensionGroup, DimensionRange } from '../schema/sheets-types.ts';
import { changeSheet, type Edit, gridSheet, type Handler, type Handlers } from './edit.ts';
import { mergeByMask, updateMask } from './merge-by-mask.ts';

const DEEPEST = 8;

interface Target {
  readonly sheet: Sheet;
  readonly dimension: 'ROWS' | 'COLUMNS';
  readonly start: number;
  readonly end: number;
  readonly groups: readonly DimensionGroup[];
}

const targetOf = (edit: Edit, range: DimensionRange = {}): Target => {
  const sheet = gridSheet(edit, range.sheetId);
  const { dimension } = range;
  if (dimension !== 'ROWS' && dimension !== 'COLUMNS') throw invalid('No dimension specified.');
  const total = dimension === 'ROWS' ? sheet.grid.rowCount : sheet.grid.columnCount;
  const start = range.startIndex ?? 0;
  const end = Math.min(range.endIndex ?? total, total);
  if (start >= end) throw invalid(`range.startIndex[${start}] must be before range.endIndex[${end}].`);
  const groups = dimension === 'ROWS' ? sheet.rowGroups : sheet.columnGroups;
  return { sheet, dimension, start, end, groups };
};

/** How deep each line lies in groups. */
const depthsOf = (groups: readonly DimensionGroup[], length: number): number[] => {
  const depths = new Array<number>(length).fill(0);
  for (const { range, depth = 0 } of groups) {
    for (let i = range?.startIndex ?? 0; i < Math.min(range?.endIndex ?? 0, length); i++) {
      depths[i] = Math.max(depths[i] ?? 0, depth);
    }
  }
  return depths;
};

const collapsedAt = (groups: readonly DimensionGroup[], start: number, end: number, depth: number): boolean =>
  groups.some(
    ({ range, depth: own, collapsed }) =>
      own === depth && collapsed === true && range?.startIndex === start && range.endIndex === end,
  );

/** The groups that lines of such depths make: at each depth, the runs of lines that are that deep or deeper. */
const groupsOf = (target: Target, depths: readonly number[]): readonly DimensionGroup[] => {
  const { sheet, dimension } = target;
  const groups: DimensionGroup[] = [];
  for (let depth = 1; depth <= DEEPEST; depth++) {
    for (let start = 0; start < depths.length; start++) {
      if ((depths[start] ?? 0) < depth) continue;
      let end = start;
      while (end < depths.length && (depths[end] ?? 0) >= depth) end += 1;
      const range = {
        ...(sheet.sheetId === 0 ? {} : { sheetId: sheet.sheetId }),
        dimension,
        startIndex: start,
        endIndex: end,
      };
      const collapsed = collapsedAt(target.groups, start, end, depth) ? { collapsed: true } : {};
      groups.push({ range, depth, ...collapsed });
      start = end;
    }
  }
  return groups;
};

const regroup = (
  edit: Edit,
  target: Target,
  change: (depth: number) => number,
): readonly DimensionGroup[] => {
  const { sheet, dimension, start, end } = target;
  const depths = depthsOf(target.groups, dimension === 'ROWS' ? sheet.grid.rowCount : sheet.grid.columnCount);
  for (let i = start; i < end; i++) depths[i] = change(depths[i] ?? 0);
  const groups = groupsOf(target, depths);
  setGroups(edit, target, groups);
  return groups;
};

const setGroups = (edit: Edit, { sheet, dimension }: Target, groups: readonly DimensionGroup[]): void =>
  changeSheet(edit, sheet.sheetId, (current) => ({
    ...current,
    ...(dimension === 'ROWS' ? { rowGroups: groups } : { columnGroups: groups }),
  }));

const addDimensionGroup: Handler<'addDimensionGroup'> = (edit, { range }) => {
  const dimensionGroups = regroup(edit, targetOf(edit, range), (depth) => {
    if (depth >= DEEPEST) throw invalid(`Cannot add a group deeper than ${DEEPEST}.`);
    return depth + 1;
  });
  return { addDimensionGroup: { dimensionGroups } };
};

const deleteDimensionGroup: Handler<'deleteDimensionGroup'> = (edit, { range }) => {
  const target = targetOf(edit, range);
  const depths = depthsOf(target.groups, target.end).slice(target.start);
  if (!depths.some((depth) => depth > 0)) {
    throw invalid(`No group to delete at range: [${target.start}, ${target.end})`);
  }
  const dimensionGroups = regroup(edit, target, (depth) => Math.max(0, depth - 1));
  return { deleteDimensionGroup: dimensionGroups.length === 0 ? {} : { dimensionGroups } };
};

const updateDimensionGroup: Handler<'updateDimensionGroup'> = (edit, { dimensionGroup = {}, fields }) => {
  const mask = updateMask(fields, 'DimensionGroup');
  const target = targetOf(edit, dimensionGroup.range);
  const { start, end, groups } = target;
  const old = groups.find(
    ({ range, depth }) =>
      range?.startIndex === start && range.endIndex === end && depth === (dimensionGroup.depth ?? 1),
  );
  if (old === undefined) throw invalid(`No group at range: [${start}, ${end})`);
  const changed = { ...mergeByMask(old, dimensionGroup, mask), range: old.range, depth: old.depth };
  setGroups(
    edit,
    target,
    groups.map((group) => (group === old ? changed : group)),
  );
  return undefined;
};

/** Requests about rows and columns that fold away together. */
export const dimensionGroupRequests: Handlers = {
  addDimensionGroup,
  deleteDimensionGroup,
  updateDimensionGroup,
};
