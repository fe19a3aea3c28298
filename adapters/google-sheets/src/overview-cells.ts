import type { OverviewSources } from '@quiz-sync/core';
import {
  asOf,
  COURSE_ROWS,
  courseAt,
  DAYS,
  dayAt,
  furtherCourses,
  learnersIn,
  scoreOf,
  submissionsOn,
  totals,
} from './overview-formulas.js';
import type { CellAnswer, RowAnswer } from './sheets-types.js';

/* Rows are counted from 0 here; in formulas, as people count them. */

const TOTALS_ROW = 5;
/** The row of the courses' headings; the courses are below. */
export const COURSES_ROW = 16;
/** Likewise. */
export const DAYS_ROW = COURSES_ROW + COURSE_ROWS + 4;
export const ROW_COUNT = DAYS_ROW + DAYS + 3;

const NOTE =
  'Computed by this spreadsheet from the other tabs. Move, restyle or delete what you like: Quiz Sync never writes here again.';

type NumberFormat = { readonly type: string; readonly pattern: string };
const COUNT: NumberFormat = { type: 'NUMBER', pattern: '#,##0' };
const PERCENT: NumberFormat = { type: 'PERCENT', pattern: '0.0%' };
const SCORE: NumberFormat = { type: 'NUMBER', pattern: '0.0' };
const DAY: NumberFormat = { type: 'DATE', pattern: 'yyyy-mm-dd' };
const MOMENT: NumberFormat = { type: 'DATE_TIME', pattern: 'yyyy-mm-dd hh:mm' };

/** All cells of the overview's tab, from its first row on. */
export function overviewCells(sources: OverviewSources): RowAnswer[] {
  const table = new Map<number, CellAnswer[]>([
    [0, [text('Overview', { bold: true, fontSize: 16 })]],
    [1, [text(NOTE, { italic: true })]],
    [3, [text('As of the newest response', { bold: true }), formula(asOf(sources), MOMENT)]],
    [COURSES_ROW - 1, [text('Score by course', { bold: true, fontSize: 12 })]],
    [COURSES_ROW, headings('Course', 'Learners', 'Mean score (%)')],
    [COURSES_ROW + COURSE_ROWS + 1, [formula(furtherCourses(`$B$${TOTALS_ROW + 4}`))]],
    [DAYS_ROW - 1, [text('Submissions per day', { bold: true, fontSize: 12 })]],
    [DAYS_ROW, headings('Day', 'Submissions')],
  ]);
  for (const [index, { label, formula: of, format }] of totals(sources).entries())
    table.set(TOTALS_ROW + index, [text(label), formula(of, format === 'count' ? COUNT : PERCENT)]);
  for (let index = 1; index <= COURSE_ROWS; index += 1)
    table.set(COURSES_ROW + index, courseRow(sources, COURSES_ROW + index + 1));
  for (let index = 1; index <= DAYS; index += 1)
    table.set(DAYS_ROW + index, dayRow(sources, DAYS_ROW + index + 1));
  return Array.from({ length: ROW_COUNT }, (_, row) => ({ values: table.get(row) ?? [] }));
}

function courseRow(sources: OverviewSources, row: number): CellAnswer[] {
  const name = `$A${row}`;
  return [
    formula(courseAt(sources, `$A$${COURSES_ROW + 2}:${name}`)),
    formula(learnersIn(sources, name), COUNT),
    formula(scoreOf(sources, name), SCORE),
  ];
}

function dayRow(sources: OverviewSources, row: number): CellAnswer[] {
  const day = `$A${row}`;
  return [formula(dayAt(`$A$${DAYS_ROW + 2}:${day}`), DAY), formula(submissionsOn(sources, day), COUNT)];
}

function headings(...titles: string[]): CellAnswer[] {
  return titles.map((title) => text(title, { bold: true }));
}

function text(stringValue: string, textFormat: object = {}): CellAnswer {
  return { userEnteredValue: { stringValue }, userEnteredFormat: { textFormat } };
}

function formula(of: string, numberFormat?: NumberFormat): CellAnswer {
  const format = numberFormat === undefined ? {} : { userEnteredFormat: { numberFormat } };
  return { userEnteredValue: { formulaValue: `=${of}` }, ...format };
}
