import { invalid } from '../api/api-error.ts';
import type { Sheet } from '../model/sheet.ts';
import { type Area, areaOf, areasOverlap } from '../ranges/area.ts';
import type { GridRange, NamedRange, ProtectedRange } from '../schema/sheets-types.ts';
import type { Caller, Edit } from './edit.ts';

const REFUSAL =
  'You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove protection if you need to edit.';

const mayEdit = (range: ProtectedRange, caller: Caller): boolean => {
  if (range.warningOnly === true || caller.everything === true) return true;
  const { editors } = range;
  if (editors === undefined || editors.domainUsersCanEdit === true) return true;
  return (editors.users ?? []).includes(caller.email);
};

/** A protected range as a caller sees it: who may not edit it does not learn who may. */
export const seenProtection = (range: ProtectedRange, caller: Caller): ProtectedRange => {
  const { requestingUserCanEdit: _, editors, ...rest } = range;
  if (!mayEdit(range, caller)) return rest;
  return { ...rest, requestingUserCanEdit: true, ...(editors === undefined ? {} : { editors }) };
};

const protectedArea = (range: ProtectedRange, sheet: Sheet, namedRanges: readonly NamedRange[]): Area => {
  const named = namedRanges.find((named) => named.namedRangeId === range.namedRangeId);
  return areaOf(range.range ?? named?.range ?? {}, sheet.grid);
};

const isFree = (range: ProtectedRange, area: Area, sheet: Sheet): boolean =>
  (range.unprotectedRanges ?? []).some((free: GridRange) => {
    const outer = areaOf(free, sheet.grid);
    return (
      outer.startRow <= area.startRow &&
      outer.endRow >= area.endRow &&
      outer.startColumn <= area.startColumn &&
      outer.endColumn >= area.endColumn
    );
  });

/** Throws when the caller may not change some cell of the area. */
export const checkProtection = (
  edit: Pick<Edit, 'spreadsheet' | 'caller'>,
  sheet: Sheet,
  area: Area,
): void => {
  if (sheet.protectedRanges.length === 0) return;
  const { namedRanges } = edit.spreadsheet.contents;
  for (const range of sheet.protectedRanges) {
    if (mayEdit(range, edit.caller)) continue;
    if (!areasOverlap(protectedArea(range, sheet, namedRanges), area)) continue;
    if (!isFree(range, area, sheet)) throw invalid(REFUSAL);
  }
};
