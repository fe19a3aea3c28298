import { cellOf, hasContent, slotOf } from '../cells/cell.ts';
import type { Sheet } from '../model/sheet.ts';
import { a1Text } from '../ranges/a1-text.ts';
import type { Area } from '../ranges/area.ts';
import { resolveRange } from '../ranges/resolve-range.ts';
import type { Edit } from '../requests/edit.ts';
import { checkProtection } from '../requests/protection.ts';
import { checkMessage } from '../schema/check-message.ts';
import type { BatchClearValuesByDataFilterRequest, BatchClearValuesRequest } from '../schema/sheets-types.ts';
import { chosenByList } from './data-filters.ts';
import type { Operation } from './operation.ts';
import { changeSpreadsheet } from './spreadsheet-of.ts';

/** Takes the values away; formats, notes and rules stay. Returns the range as it is answered. */
const clearArea = (edit: Edit, sheet: Sheet, area: Area): string => {
  checkProtection(edit, sheet, area);
  const { grid } = sheet;
  for (let row = area.startRow; row < Math.min(area.endRow, grid.usedRows); row++) {
    const cells = grid.row(row)?.cells ?? [];
    for (let column = area.startColumn; column < Math.min(area.endColumn, cells.length); column++) {
      const slot = grid.slot(row, column);
      if (!hasContent(slot)) continue;
      const { value: _, formula: __, hyperlink: ___, textFormatRuns: ____, ...rest } = cellOf(slot);
      grid.put(row, column, slotOf(rest));
    }
  }
  return a1Text(sheet.properties.title, area);
};

const clear: Operation['run'] = (drive, call) =>
  changeSpreadsheet(drive, call, (edit) => {
    const { sheet, area } = resolveRange(edit.spreadsheet, call.params['range'] ?? '');
    return { spreadsheetId: edit.spreadsheet.id, clearedRange: clearArea(edit, sheet, area) };
  });

const batchClear: Operation['run'] = (drive, call) => {
  const { ranges = [] } = checkMessage<BatchClearValuesRequest>('BatchClearValuesRequest', call.body);
  return changeSpreadsheet(drive, call, (edit) => {
    const found = ranges.map((range) => resolveRange(edit.spreadsheet, range));
    const clearedRanges = found.map(({ sheet, area }) => clearArea(edit, sheet, area));
    return { spreadsheetId: edit.spreadsheet.id, ...(clearedRanges.length > 0 ? { clearedRanges } : {}) };
  });
};

const batchClearByDataFilter: Operation['run'] = (drive, call) => {
  const { dataFilters = [] } = checkMessage<BatchClearValuesByDataFilterRequest>(
    'BatchClearValuesByDataFilterRequest',
    call.body,
  );
  return changeSpreadsheet(drive, call, (edit) => {
    const chosen = chosenByList(edit.spreadsheet, dataFilters);
    const clearedRanges = chosen.map(({ sheet, area }) => clearArea(edit, sheet, area));
    return { spreadsheetId: edit.spreadsheet.id, ...(clearedRanges.length > 0 ? { clearedRanges } : {}) };
  });
};

const BASE = '/v4/spreadsheets/{spreadsheetId}/values';

/** The methods that clear values. */
export const valuesClearOperations: readonly Operation[] = [
  {
    id: 'sheets.spreadsheets.values.clear',
    answer: 'ClearValuesResponse',
    query: [],
    verb: 'POST',
    path: `${BASE}/{range}:clear`,
    kind: 'write',
    changes: true,
    run: clear,
  },
  {
    id: 'sheets.spreadsheets.values.batchClear',
    answer: 'BatchClearValuesResponse',
    query: [],
    verb: 'POST',
    path: `${BASE}:batchClear`,
    kind: 'write',
    changes: true,
    run: batchClear,
  },
  {
    id: 'sheets.spreadsheets.values.batchClearByDataFilter',
    answer: 'BatchClearValuesByDataFilterResponse',
    query: [],
    verb: 'POST',
    path: `${BASE}:batchClearByDataFilter`,
    kind: 'write',
    changes: true,
    run: batchClearByDataFilter,
  },
];
