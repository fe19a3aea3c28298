import type { SheetAnswer, SpreadsheetAnswer } from './sheets-types.js';

/** No cells: what is set up on tabs. */
export const LOOK_FIELDS =
  'spreadsheetId,sheets(properties(sheetId,title),basicFilter(range,filterSpecs),protectedRanges(range,warningOnly,requestingUserCanEdit))';

/** Columns of a tab that are protected from us; both ends counted from 0, `undefined`: to the tab's last. */
export interface ProtectedColumns {
  readonly from: number;
  readonly before: number | undefined;
}

/** What people have set up on a tab that may be in somebody's way. */
export interface TabLook {
  readonly tabId: number;
  readonly title: string;
  /** A filter hides rows from everybody who looks. */
  readonly filtered: boolean;
  /** Where our account may not write. */
  readonly forbidden: readonly ProtectedColumns[];
}

export function tabLooks(answer: SpreadsheetAnswer): TabLook[] {
  return (answer.sheets ?? []).map((sheet) => ({
    tabId: sheet.properties?.sheetId ?? 0,
    title: sheet.properties?.title ?? '',
    filtered: (sheet.basicFilter?.filterSpecs ?? []).length > 0,
    forbidden: forbiddenIn(sheet),
  }));
}

/** Of a range whose bounds are not told, as of a named one, everything is taken to be protected. */
function forbiddenIn({ protectedRanges }: SheetAnswer): ProtectedColumns[] {
  return (protectedRanges ?? [])
    .filter(
      ({ warningOnly, requestingUserCanEdit }) => warningOnly !== true && requestingUserCanEdit !== true,
    )
    .map(({ range }) => ({ from: range?.startColumnIndex ?? 0, before: range?.endColumnIndex ?? undefined }));
}
