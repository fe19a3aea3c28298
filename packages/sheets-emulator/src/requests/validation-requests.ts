import { cellOf, slotOf } from '../cells/cell.ts';
import { checkCondition } from './check-condition.ts';
import { checkedArea, gridSheet, type Handler, type Handlers } from './edit.ts';
import { checkProtection } from './protection.ts';

const setDataValidation: Handler<'setDataValidation'> = (edit, { range = {}, rule }) => {
  const sheet = gridSheet(edit, range.sheetId);
  const area = checkedArea(sheet, range);
  checkProtection(edit, sheet, area);
  checkCondition(rule?.condition);
  const { grid } = sheet;
  const endRow = rule === undefined ? Math.min(area.endRow, grid.usedRows) : area.endRow;
  for (let row = area.startRow; row < endRow; row++) {
    for (let column = area.startColumn; column < area.endColumn; column++) {
      const cell = cellOf(grid.slot(row, column));
      grid.put(row, column, slotOf({ ...cell, dataValidation: rule }));
    }
  }
  return undefined;
};

/** Requests about what a cell accepts. Rules are kept and answered; the API itself is not held to them by Google. */
export const validationRequests: Handlers = { setDataValidation };
