import { OVERVIEW_TAB_ID, type OverviewSources } from '@quiz-sync/core';
import { describe, expect, it } from 'vitest';
import { overviewRequests } from '../src/overview-requests.js';
import { emulatorForTests, newSpreadsheet } from './emulated-sheets.ts';

/** What the overview shows, on tabs as a school has them after people have been at work. */

const emulator = emulatorForTests();

const DAY_MS = 86_400_000;
/** Today at noon as a cell has it, in UTC. */
const NOON = Math.floor(Date.now() / DAY_MS) + 25_569 + 0.5;

const RESPONSES = [
  ['timestamp', 'correct', 'quiz_sync_key'],
  [NOON, true, 's1:0'],
  [NOON, false, 's1:1'],
  [NOON - 1, true, 's2:0'],
  [null, null, null],
  [NOON - 40, true, 's3:0'],
];
const PROFILES = [
  ['name', 'quiz_sync_key'],
  ['Ada', 'ada'],
  [null, null],
  ['Eve', 'eve'],
];
const STATISTICS = [
  ['Course Name', 'Score (%)'],
  ['Maths', 80],
  ['>5 * fractions?', 40],
  ['Maths', 90],
  [null, null],
  ['maths', 10],
];
const PROGRESS = [
  ['completed', 'quiz_sync_key'],
  [true, 'a'],
  [false, 'b'],
  [true, 'c'],
  [true, 'd'],
];

const SOURCES: OverviewSources = {
  responseKey: { title: "It's answers", column: 2 },
  answeredAt: { title: "It's answers", column: 0 },
  correct: { title: "It's answers", column: 1 },
  learnerKey: { title: 'Learners', column: 1 },
  courseName: { title: 'Statistics', column: 0 },
  score: { title: 'Statistics', column: 1 },
  progressKey: { title: 'Progress', column: 1 },
  completed: { title: 'Progress', column: 0 },
};

async function withOverview(onlyHeaders = false) {
  const { sheets, spreadsheetId, people } = newSpreadsheet(emulator(), { timeZone: 'Etc/GMT' });
  const tabs = { "It's answers": RESPONSES, Learners: PROFILES, Statistics: STATISTICS, Progress: PROGRESS };
  for (const [title, rows] of Object.entries(tabs)) {
    people.do({ addSheet: { properties: { title } } });
    people.type(title, 'A1', onlyHeaders ? rows.slice(0, 1) : rows);
  }
  const change = {
    type: 'add_overview',
    tabId: OVERVIEW_TAB_ID,
    title: 'Overview',
    sources: SOURCES,
  } as const;
  const batch = { from: null, to: 'quiz_sync_r1_a', timeZone: 'Etc/GMT', anchorTabId: 0, readBack: [] };
  expect((await sheets.write({ ...batch, changes: [change] })).isOk()).toBe(true);
  const shown = (title = 'Overview') => {
    const view = emulator().spreadsheet(spreadsheetId);
    const rows = view.values(title);
    const after = (label: string) => rows.find(([first]) => first === label)?.[1];
    const below = (heading: string, count: number) => {
      const at = rows.findIndex(([first]) => first === heading);
      return rows.slice(at + 1, at + 1 + count);
    };
    return { rows, after, below };
  };
  return { people, spreadsheetId, shown };
}

const TOTALS = {
  Responses: 4,
  Submissions: 3,
  Learners: 2,
  Courses: 3,
  'Correct answers': 0.75,
  'Courses begun': 4,
  'Courses completed': 3,
  Completion: 0.75,
};

describe('the overview', () => {
  it('shows totals, how fresh they are, scores by course and submissions by day', async () => {
    const { shown } = await withOverview();
    const { after, below } = shown();
    for (const [label, value] of Object.entries(TOTALS))
      expect([label, after(label)]).toEqual([label, value]);
    expect(after('As of the newest response')).toBe(NOON);
    expect(below('Course', 4)).toEqual([['>5 * fractions?', 1, 40], ['maths', 1, 10], ['Maths', 2, 85], []]);
    const days = below('Day', 30);
    expect(days.at(-1)).toEqual([Math.floor(NOON), 1]);
    expect(days.at(-2)).toEqual([Math.floor(NOON) - 1, 1]);
    expect(days.reduce((sum, [, count]) => sum + Number(count), 0)).toBe(2);
  });

  it('shows no error where there is nothing yet', async () => {
    const { shown } = await withOverview(true);
    const { rows, after } = shown();
    expect(rows.flat().filter((cell) => String(cell).startsWith('#'))).toEqual([]);
    expect(after('As of the newest response')).toBe('no responses yet');
    expect([after('Responses'), after('Learners'), after('Courses')]).toEqual([0, 0, 0]);
    expect(after('Completion')).toBeUndefined();
  });

  it('goes on when people rename tabs, move columns and insert rows, also right below a header', async () => {
    const { people, shown } = await withOverview();
    people
      .renameTab("It's answers", 'Answers')
      .renameTab('Overview', 'Our school')
      .moveColumn('Answers', 'C', 'A')
      .insertColumn('Statistics', 'A')
      .insertRows('Learners', 2)
      .insertRows('Our school', 1, 3)
      .type('Learners', 'A2', [['Eva', 'eva']]);
    const { after, below } = shown('Our school');
    for (const [label, value] of Object.entries({ ...TOTALS, Learners: 3 }))
      expect([label, after(label)]).toEqual([label, value]);
    expect(below('Course', 3).at(-1)).toEqual(['Maths', 2, 85]);
    expect(below('Day', 30).at(-1)).toEqual([Math.floor(NOON), 1]);
  });

  it('tells of courses that it has no row for', async () => {
    const { people, shown } = await withOverview();
    people.type(
      'Statistics',
      'A7',
      Array.from({ length: 25 }, (_, i) => [`Course ${i}`, 50]),
    );
    const { rows, after } = shown();
    expect(after('Courses')).toBe(28);
    expect(rows.flat()).toContain('and 8 more: copy the row above downwards');
  });

  it('has a chart of each, on its own tables', async () => {
    const { spreadsheetId } = await withOverview();
    const fields = 'sheets(properties(sheetId),charts(spec(title,basicChart(domains,series)),position))';
    const answer = await fetch(`${emulator().url}/v4/spreadsheets/${spreadsheetId}?fields=${fields}`);
    const { sheets } = (await answer.json()) as { sheets: { charts?: unknown[] }[] };
    const charts = sheets.flatMap((sheet) => sheet.charts ?? []);
    expect(charts).toHaveLength(2);
    expect(JSON.stringify(charts)).not.toMatch(/"sheetId":(?!730000000)/);
    expect(charts).toMatchObject([
      { spec: { title: 'Submissions per day, the last 30 days' } },
      { spec: { title: 'Score by course, mean of the learners' } },
    ]);
  });

  it('is written so that every locale reads it: no comma between arguments, no decimals, no braces', () => {
    const requests = overviewRequests({
      type: 'add_overview',
      tabId: OVERVIEW_TAB_ID,
      title: 'Overview',
      sources: SOURCES,
    });
    const formulas = [...JSON.stringify(requests).matchAll(/"formulaValue":("(?:[^"\\]|\\.)*")/g)].map(
      ([, text = '""']) => String(JSON.parse(text)),
    );
    expect(formulas).toHaveLength(9 + 20 * 3 + 1 + 30 * 2);
    for (const formula of formulas) {
      const bare = formula.replaceAll(/"[^"]*"|'(?:[^']|'')*'/g, '');
      expect(bare, formula).not.toMatch(/,|\d\.\d|[{}]/);
    }
  });
});
