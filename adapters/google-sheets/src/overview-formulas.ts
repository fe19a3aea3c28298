import type { OverviewSources, SourceColumn } from '@quiz-sync/core';
import { columnLetters } from './a1-range.js';

/*
 * Formulas as every spreadsheet takes them. Google reads a formula in the spreadsheet's own locale, whichever way it
 * comes: a comma between arguments is an error where it is the decimal sign. A semicolon is understood in all of them, and
 * nothing here needs a decimal or an array in braces. Whole columns are named, header and all, so that rows inserted
 * right below the header belong to them; Google itself carries references along when tabs are renamed and columns moved.
 */

/** Courses that the overview lists; there is a line that tells of more. */
export const COURSE_ROWS = 20;
/** Days of the chart of submissions; the last one is today, in the spreadsheet's time zone. */
export const DAYS = 30;

/** Totals, as label, formula and how it is shown. */
export function totals(sources: OverviewSources): readonly Total[] {
  const { responseKey, correct, learnerKey, progressKey, completed } = columnsOf(sources);
  const responses = count(responseKey, '"*:*"');
  const begun = belowHeader(progressKey);
  const done = count(completed, 'TRUE');
  return [
    { label: 'Responses', formula: responses, format: 'count' },
    { label: 'Submissions', formula: count(responseKey, '"*:0"'), format: 'count' },
    { label: 'Learners', formula: belowHeader(learnerKey), format: 'count' },
    { label: 'Courses', formula: `IFERROR(ROWS(${courseNames(sources)});0)`, format: 'count' },
    { label: 'Correct answers', formula: share(count(correct, 'TRUE'), responses), format: 'percent' },
    { label: 'Courses begun', formula: begun, format: 'count' },
    { label: 'Courses completed', formula: done, format: 'count' },
    { label: 'Completion', formula: share(done, begun), format: 'percent' },
  ];
}

export interface Total {
  readonly label: string;
  /** Without its `=`. */
  readonly formula: string;
  readonly format: 'count' | 'percent';
}

/** When the newest response was given: how fresh all the rest is, without anybody having to write it. */
export function asOf(sources: OverviewSources): string {
  const { answeredAt } = columnsOf(sources);
  return `IF(COUNT(${answeredAt})=0;"no responses yet";MAX(${answeredAt}))`;
}

/**
 * A course's name, in alphabetical order; nothing once there are no more. `counter` names the rows from the first one to this
 * one, which stays true when people insert rows above.
 */
export function courseAt(sources: OverviewSources, counter: string): string {
  return `IFERROR(INDEX(SORT(${courseNames(sources)});ROWS(${counter})))`;
}

/** Learners with a score in the course that a cell names. */
export function learnersIn(sources: OverviewSources, nameCell: string): string {
  return `IF(${nameCell}="";"";COUNT(${scoresOf(sources, nameCell)}))`;
}

/** The mean of their scores; nothing where there is none, so that a chart leaves it out. */
export function scoreOf(sources: OverviewSources, nameCell: string): string {
  return `IFERROR(AVERAGE(${scoresOf(sources, nameCell)}))`;
}

export function furtherCourses(coursesCell: string): string {
  const more = `${coursesCell}-${COURSE_ROWS}`;
  return `IF(${coursesCell}>${COURSE_ROWS};"and "&(${more})&" more: copy the row above downwards";"")`;
}

/** The day that many rows down, of those that end today. */
export function dayAt(counter: string): string {
  return `TODAY()-${DAYS}+ROWS(${counter})`;
}

/** Submissions of the day that a cell holds. */
export function submissionsOn(sources: OverviewSources, dayCell: string): string {
  const { responseKey, answeredAt } = columnsOf(sources);
  const within = `${answeredAt};">="&${dayCell};${answeredAt};"<"&(${dayCell}+1)`;
  return `COUNTIFS(${responseKey};"*:0";${within})`;
}

/** Whoever has a score counts: the header has none, nor have rows that were emptied. */
function courseNames(sources: OverviewSources): string {
  const { courseName, score } = columnsOf(sources);
  return `UNIQUE(FILTER(${courseName};ISNUMBER(${score})))`;
}

/** Names are compared exactly: as criteria of COUNTIF, some would be patterns and others comparisons. */
function scoresOf(sources: OverviewSources, nameCell: string): string {
  const { courseName, score } = columnsOf(sources);
  return `FILTER(${score};EXACT(${courseName};${nameCell}))`;
}

function count(column: string, criterion: string): string {
  return `COUNTIF(${column};${criterion})`;
}

function belowHeader(column: string): string {
  return `MAX(0;COUNTA(${column})-1)`;
}

/** Nothing, where there is nothing to share. */
function share(part: string, whole: string): string {
  return `IFERROR(${part}/${whole})`;
}

function columnsOf(sources: OverviewSources): Readonly<Record<keyof OverviewSources, string>> {
  const entries = Object.entries(sources).map(([name, source]) => [name, wholeColumn(source)]);
  return Object.fromEntries(entries);
}

/** `'It''s'!B:B` */
function wholeColumn({ title, column }: SourceColumn): string {
  const letters = columnLetters(column);
  return `'${title.replaceAll("'", "''")}'!${letters}:${letters}`;
}
