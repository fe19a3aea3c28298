import { cellOf, slotOf } from '../cells/cell.ts';
import { keptBorder } from '../cells/kept-border.ts';
import type { Area } from '../ranges/area.ts';
import type { Border, Borders } from '../schema/sheets-types.ts';
import { checkedArea, gridSheet, type Handler, type Handlers } from './edit.ts';
import { checkProtection } from './protection.ts';

interface AreaBorders {
  readonly top?: Border | undefined;
  readonly bottom?: Border | undefined;
  readonly left?: Border | undefined;
  readonly right?: Border | undefined;
  readonly innerHorizontal?: Border | undefined;
  readonly innerVertical?: Border | undefined;
}

/** The borders of one cell of an area: those of the area on its sides, the inner ones elsewhere. */
const bordersAt = (old: Borders, area: Area, row: number, column: number, given: AreaBorders): Borders => {
  const sides: Record<string, Border | undefined> = { ...old };
  const set = (side: keyof Borders, border: Border | undefined): void => {
    if (border !== undefined) sides[side] = keptBorder(border);
  };
  set('top', row === area.startRow ? given.top : given.innerHorizontal);
  set('bottom', row === area.endRow - 1 ? given.bottom : given.innerHorizontal);
  set('left', column === area.startColumn ? given.left : given.innerVertical);
  set('right', column === area.endColumn - 1 ? given.right : given.innerVertical);
  return Object.fromEntries(Object.entries(sides).filter(([, border]) => border !== undefined));
};

const updateBorders: Handler<'updateBorders'> = (edit, { range = {}, ...given }) => {
  const sheet = gridSheet(edit, range.sheetId);
  const area = checkedArea(sheet, range);
  checkProtection(edit, sheet, area);
  for (let row = area.startRow; row < area.endRow; row++) {
    for (let column = area.startColumn; column < area.endColumn; column++) {
      const cell = cellOf(sheet.grid.slot(row, column));
      const borders = bordersAt(cell.format?.borders ?? {}, area, row, column, given);
      const { borders: _, ...rest } = cell.format ?? {};
      const format = Object.keys(borders).length === 0 ? rest : { ...rest, borders };
      sheet.grid.put(
        row,
        column,
        slotOf({ ...cell, format: Object.keys(format).length === 0 ? undefined : format }),
      );
    }
  }
  return undefined;
};

/** Requests about lines around cells. */
export const borderRequests: Handlers = { updateBorders };
