import type { GridRange } from '../schema/sheets-types.ts';

export type Dimension = 'ROWS' | 'COLUMNS';

/** What happens to the lines of one dimension. `to` is where a moved block goes, counted before the move. */
export type Shift =
  | { readonly kind: 'insert'; readonly at: number; readonly count: number }
  | { readonly kind: 'delete'; readonly at: number; readonly count: number }
  | { readonly kind: 'move'; readonly from: number; readonly count: number; readonly to: number };

/** A span of lines; an open end is `undefined` and stays so. */
export interface Span {
  readonly start: number | undefined;
  readonly end: number | undefined;
}

const inserted = (span: Span, at: number, count: number): Span => ({
  start: span.start !== undefined && span.start >= at ? span.start + count : span.start,
  end: span.end !== undefined && span.end > at ? span.end + count : span.end,
});

const deleted = (span: Span, at: number, count: number): Span | undefined => {
  const after = (index: number): number => (index <= at ? index : Math.max(at, index - count));
  const start = span.start === undefined ? undefined : after(span.start);
  const end = span.end === undefined ? undefined : after(span.end);
  if (end !== undefined && end <= (start ?? 0)) return undefined;
  return { start, end };
};

const moved = (span: Span, from: number, count: number, to: number): Span => {
  const target = to > from ? to - count : to;
  const { start, end } = span;
  if (start !== undefined && end !== undefined && start >= from && end <= from + count) {
    return { start: start - from + target, end: end - from + target };
  }
  const without = deleted(span, from, count) ?? span;
  // A block that is put down right at the end of what it was taken from still belongs to it.
  const within = end !== undefined && without.end === target && to <= end && from >= (start ?? 0);
  const after = inserted(without, target, count);
  return within ? { start: without.start, end: (without.end ?? 0) + count } : after;
};

/** Where a span is after the shift; `undefined` when all of it was deleted. */
export const shiftSpan = (span: Span, shift: Shift): Span | undefined => {
  if (shift.kind === 'insert') return inserted(span, shift.at, shift.count);
  if (shift.kind === 'delete') return deleted(span, shift.at, shift.count);
  return moved(span, shift.from, shift.count, shift.to);
};

/** Where one line is after the shift; `undefined` when it was deleted. */
export const shiftIndex = (index: number, shift: Shift): number | undefined =>
  shiftSpan({ start: index, end: index + 1 }, shift)?.start;

/** Where a range is after the shift; `undefined` when all of it was deleted. */
export const shiftRange = (range: GridRange, dimension: Dimension, shift: Shift): GridRange | undefined => {
  const rows = dimension === 'ROWS';
  const span = shiftSpan(
    rows
      ? { start: range.startRowIndex, end: range.endRowIndex }
      : { start: range.startColumnIndex, end: range.endColumnIndex },
    shift,
  );
  if (span === undefined) return undefined;
  const sides: Record<string, number> = {};
  if (span.start !== undefined) sides[rows ? 'startRowIndex' : 'startColumnIndex'] = span.start;
  if (span.end !== undefined) sides[rows ? 'endRowIndex' : 'endColumnIndex'] = span.end;
  return { ...range, ...sides };
};
