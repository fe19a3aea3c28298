import { expect, test } from 'vitest';
import { a1Range, columnLetters } from '../src/a1-range.js';

test.each([
  [0, 'A'],
  [25, 'Z'],
  [26, 'AA'],
  [51, 'AZ'],
  [52, 'BA'],
  [701, 'ZZ'],
  [702, 'AAA'],
  [18_277, 'ZZZ'],
])('column %i is %s', (column, letters) => {
  expect(columnLetters(column)).toBe(letters);
});

test.each([
  { range: [1, 2, 3, 1], title: 'QuizResponses', a1: "'QuizResponses'!D2:D3" },
  { range: [0, 1, 0, undefined], title: 'A1', a1: "'A1'!1:1" },
  { range: [4, 3, 2, undefined], title: 'A1', a1: "'A1'!C5:J7" },
  { range: [1, undefined, 26, 2], title: "It's", a1: "'It''s'!AA2:AB" },
  { range: [0, undefined, 0, undefined], title: 'Übung 1', a1: "'Übung 1'!A1:J" },
  { range: [999_999, 1, 10, 1], title: 'x!y', a1: "'x!y'!K1000000:K1000000" },
] as const)('$a1', ({ range: [firstRow, rows, firstColumn, columns], title, a1 }) => {
  expect(a1Range(title, { tabId: 7, firstRow, rows, firstColumn, columns }, 10)).toBe(a1);
});
