import { invalid } from '../api/api-error.ts';
import type { Sheet } from '../model/sheet.ts';
import type { Editors, ProtectedRange } from '../schema/sheets-types.ts';
import { changeSheet, checkedArea, type Edit, gridSheet, type Handler, type Handlers } from './edit.ts';
import { mergeByMask, updateMask } from './merge-by-mask.ts';

const sheetIdOf = (edit: Edit, range: ProtectedRange): number => {
  if (range.namedRangeId !== undefined) {
    const { namedRanges } = edit.spreadsheet.contents;
    const named = namedRanges.find(({ namedRangeId }) => namedRangeId === range.namedRangeId);
    if (named === undefined) throw invalid(`No named range with id: ${range.namedRangeId}`);
    return named.range?.sheetId ?? 0;
  }
  if (range.range === undefined) throw invalid('Must specify a range to protect.');
  checkedArea(gridSheet(edit, range.range.sheetId), range.range);
  return range.range.sheetId ?? 0;
};

/** Whoever protects a range can edit it, whatever the list says. Nobody is listed for a mere warning. */
const editorsOf = (edit: Edit, range: ProtectedRange): Editors | undefined => {
  if (range.warningOnly === true) return undefined;
  const users = range.editors?.users ?? [];
  const { email } = edit.caller;
  return { ...range.editors, users: users.includes(email) ? users : [email, ...users] };
};

const finished = (edit: Edit, range: ProtectedRange, protectedRangeId: number): ProtectedRange => {
  const { editors: _, ...rest } = range;
  const editors = editorsOf(edit, range);
  return {
    ...rest,
    protectedRangeId,
    requestingUserCanEdit: true,
    ...(editors === undefined ? {} : { editors }),
  };
};

const holderOf = (edit: Edit, id: number | undefined): { sheet: Sheet; range: ProtectedRange } => {
  for (const sheet of edit.spreadsheet.contents.sheets) {
    const range = sheet.protectedRanges.find(({ protectedRangeId }) => protectedRangeId === id);
    if (range !== undefined) return { sheet, range };
  }
  throw invalid(`No protected range with ID: ${id ?? 0}`);
};

const addProtectedRange: Handler<'addProtectedRange'> = (edit, { protectedRange = {} }) => {
  const sheetId = sheetIdOf(edit, protectedRange);
  const id = protectedRange.protectedRangeId ?? edit.random.id();
  const added = finished(edit, protectedRange, id);
  changeSheet(edit, sheetId, (sheet) => ({ ...sheet, protectedRanges: [...sheet.protectedRanges, added] }));
  return { addProtectedRange: { protectedRange: added } };
};

const updateProtectedRange: Handler<'updateProtectedRange'> = (edit, { protectedRange = {}, fields }) => {
  const mask = updateMask(fields, 'ProtectedRange');
  const { sheet, range } = holderOf(edit, protectedRange.protectedRangeId);
  const merged = mergeByMask(range, protectedRange, mask);
  const changed = finished(edit, merged, range.protectedRangeId ?? 0);
  const sheetId = sheetIdOf(edit, changed);
  changeSheet(edit, sheet.sheetId, (current) => ({
    ...current,
    protectedRanges: current.protectedRanges.filter((each) => each !== range),
  }));
  changeSheet(edit, sheetId, (current) => ({
    ...current,
    protectedRanges: [...current.protectedRanges, changed],
  }));
  return undefined;
};

const deleteProtectedRange: Handler<'deleteProtectedRange'> = (edit, { protectedRangeId }) => {
  const { sheet, range } = holderOf(edit, protectedRangeId);
  changeSheet(edit, sheet.sheetId, (current) => ({
    ...current,
    protectedRanges: current.protectedRanges.filter((each) => each !== range),
  }));
  return undefined;
};

/** Requests about protected ranges. */
export const protectedRangeRequests: Handlers = {
  addProtectedRange,
  updateProtectedRange,
  deleteProtectedRange,
};
