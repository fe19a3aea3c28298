import { expect, test } from 'vitest';
import { cellAsRead, cellToWrite } from '../src/cell-value.js';

test.each([
  { cell: null, written: {} },
  { cell: '', written: { userEnteredValue: { stringValue: '' } } },
  { cell: '=1+1', written: { userEnteredValue: { stringValue: '=1+1' } } },
  { cell: '007', written: { userEnteredValue: { stringValue: '007' } } },
  { cell: 0, written: { userEnteredValue: { numberValue: 0 } } },
  { cell: -2.5, written: { userEnteredValue: { numberValue: -2.5 } } },
  { cell: false, written: { userEnteredValue: { boolValue: false } } },
  { cell: { instant: 86_400_000 }, written: { userEnteredValue: { numberValue: 1 } } },
])('writes $cell', ({ cell, written }) => {
  expect(cellToWrite(cell, (instant) => instant / 86_400_000)).toEqual(written);
});

test.each([
  { effectiveValue: undefined, read: null },
  { effectiveValue: null, read: null },
  { effectiveValue: {}, read: null },
  { effectiveValue: { stringValue: '' }, read: '' },
  { effectiveValue: { stringValue: 'x' }, read: 'x' },
  { effectiveValue: { numberValue: 0 }, read: 0 },
  { effectiveValue: { boolValue: false }, read: false },
  { effectiveValue: { errorValue: { type: 'REF', message: 'gone' } }, read: '#REF!' },
  { effectiveValue: { errorValue: { type: 'DIVIDE_BY_ZERO' } }, read: '#DIV/0!' },
  { effectiveValue: { errorValue: { type: 'N_A' } }, read: '#N/A' },
  { effectiveValue: { errorValue: { type: 'A_NEW_ONE' } }, read: '#ERROR!' },
  { effectiveValue: { errorValue: {} }, read: '#ERROR!' },
])('reads $effectiveValue', ({ effectiveValue, read }) => {
  expect(
    cellAsRead(effectiveValue === undefined ? undefined : { effectiveValue: effectiveValue ?? {} }),
  ).toBe(read);
});
