import { invalid } from '../api/api-error.ts';
import { type Cell, cellOf, hasContent, slotOf } from '../cells/cell.ts';
import { copiedFormula } from '../formulas/rewrite-formula.ts';
import type { Sheet } from '../model/sheet.ts';
import type { Area } from '../ranges/area.ts';
import { checkedArea, gridSheet, type Handler, type Handlers } from './edit.ts';
import { checkProtection } from './protection.ts';

/** The step of evenly spaced numbers; `undefined` for anything else. */
const stepOf = (cells: readonly Cell[]): number | undefined => {
  const numbers = cells.flatMap(({ value, formula }) =>
    typeof value === 'number' && !formula ? [value] : [],
  );
  if (numbers.length !== cells.length || numbers.length < 2) return undefined;
  const step = (numbers[1] ?? 0) - (numbers[0] ?? 0);
  const even = numbers.every(
    (number, i) => i === 0 || Math.abs(number - (numbers[i - 1] ?? 0) - step) < 1e-9,
  );
  return even ? step : undefined;
};

/** One step along the series: one row or one column, forwards or back. */
interface Way {
  readonly rows: number;
  readonly columns: number;
}

/** The cell that comes `count` lines after the last of a series. */
const continued = (series: readonly Cell[], count: number, way: Way): Cell => {
  const length = series.length;
  const last = series[length - 1];
  const step = stepOf(series);
  if (step !== undefined && typeof last?.value === 'number')
    return { ...last, value: last.value + step * count };
  const index = (((count - 1) % length) + length) % length;
  const source = series[index] ?? {};
  if (source.formula === undefined) return source;
  const away = length - index - 1 + count;
  return { ...source, formula: copiedFormula(source.formula, away * way.rows, away * way.columns) };
};

/** Continues one line of cells from `from` on over `fill`. Counted along the line; negative goes back. */
const fillLine = (
  sheet: Sheet,
  at: (i: number) => readonly [number, number],
  known: readonly number[],
  fill: readonly number[],
  way: Way,
): void => {
  const series = known.map((i) => cellOf(sheet.grid.slot(...at(i))));
  fill.forEach((i, count) => {
    const [row, column] = at(i);
    sheet.grid.put(row, column, slotOf(continued(series, count + 1, way)));
  });
};

const span = (start: number, end: number): number[] =>
  Array.from({ length: Math.max(0, end - start) }, (_, i) => start + i);

/** Of a range without a source, the filled lines at its start are the source. */
const knownLines = (sheet: Sheet, area: Area): number => {
  let row = area.startRow;
  while (
    row < area.endRow &&
    sheet.grid.row(row)?.cells.slice(area.startColumn, area.endColumn).some(hasContent)
  )
    row += 1;
  return row - area.startRow;
};

const autoFill: Handler<'autoFill'> = (edit, { range, sourceAndDestination }) => {
  if (range !== undefined) {
    const sheet = gridSheet(edit, range.sheetId);
    const area = checkedArea(sheet, range);
    checkProtection(edit, sheet, area);
    const known = knownLines(sheet, area);
    if (known === 0) return undefined;
    for (const column of span(area.startColumn, area.endColumn)) {
      const lines = span(area.startRow, area.startRow + known);
      fillLine(sheet, (i) => [i, column], lines, span(area.startRow + known, area.endRow), {
        rows: 1,
        columns: 0,
      });
    }
    return undefined;
  }
  const { source, dimension, fillLength = 0 } = sourceAndDestination ?? {};
  if (source === undefined) throw invalid('No range or sourceAndDestination specified.');
  const sheet = gridSheet(edit, source.sheetId);
  const area = checkedArea(sheet, source);
  const down = dimension !== 'COLUMNS';
  const [start, end] = down ? [area.startRow, area.endRow] : [area.startColumn, area.endColumn];
  const fill = fillLength >= 0 ? span(end, end + fillLength) : span(start + fillLength, start).reverse();
  const known = fillLength >= 0 ? span(start, end) : span(start, end).reverse();
  const sign = fillLength < 0 ? -1 : 1;
  const way = { rows: down ? sign : 0, columns: down ? 0 : sign };
  const across = down ? span(area.startColumn, area.endColumn) : span(area.startRow, area.endRow);
  for (const line of across) fillLine(sheet, (i) => (down ? [i, line] : [line, i]), known, fill, way);
  return undefined;
};

/** Requests that continue a series. */
export const autoFillRequests: Handlers = { autoFill };
