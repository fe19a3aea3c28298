import type { ExaminedTab } from '@quiz-sync/core';
import { errAsync, okAsync } from 'neverthrow';
import { describe, expect, test } from 'vitest';
import { checkTabs } from '../src/checks/check-tabs.js';
import type { TabLook } from './examined-google.js';
import { PROBLEM, READY_TAB } from './samples.js';

const PLACE = { url: 'https://sheet', account: 'sync@school.example' };
const LOOK: TabLook = { tabId: 7, title: 'QuizResponses', filtered: false, forbidden: [] };

async function checked(tab: Partial<ExaminedTab> = {}, look: Partial<TabLook> = {}) {
  const tabs = [{ ...READY_TAB, ...tab }];
  const checks = await checkTabs({ examineTabs: () => okAsync(tabs) }, [{ ...LOOK, ...look }], PLACE);
  return checks.filter(({ state }) => state !== 'ok');
}

describe('the tabs', () => {
  test('are all there, with nothing in the way', async () => {
    const checks = await checkTabs({ examineTabs: () => okAsync([READY_TAB]) }, [LOOK], PLACE);
    expect(checks.map(({ name, state, detail }) => [name, state, detail])).toEqual([
      ['tabs', 'ok', 'all 1 are there'],
      ['headers', 'ok', 'all 3 columns of ours are there'],
      ['protections', 'ok', 'none is in the way'],
      ['filters', 'ok', 'none hides rows'],
    ]);
  });

  test('one that is missing is told, with the command that makes it', async () => {
    const gone = { state: 'tab_missing', tab_id: undefined, columns: [] } as const;
    expect(await checked(gone)).toMatchObject([
      {
        name: 'tabs',
        state: 'warning',
        detail: expect.stringContaining('"QuizResponses"'),
        remedy: 'quiz-sync setup',
      },
      { name: 'headers', detail: 'not looked at: there are no tabs yet' },
    ]);
  });

  test('columns that never were are told, with the command that adds them', async () => {
    expect(await checked({ state: 'columns_missing', headers: ['email'], columns: [] })).toMatchObject([
      {
        name: 'headers',
        state: 'warning',
        detail: '"QuizResponses" lacks "email"',
        remedy: 'quiz-sync setup',
      },
    ]);
  });

  test('lost headers fail, with where to put them', async () => {
    expect(await checked({ state: 'headers_lost', headers: ['email'], columns: [] })).toMatchObject([
      {
        name: 'headers',
        state: 'failure',
        remedy: 'Put "email" back into the first row of "QuizResponses", above the column it belongs to.',
        exitCode: 5,
      },
    ]);
  });

  test.each([
    [{ from: 3, before: undefined }, true],
    [{ from: 0, before: 2 }, true],
    [{ from: 0, before: 1 }, false],
    [{ from: 4, before: undefined }, false],
  ])('protected columns %j are in the way: %s', async (forbidden, inTheWay) => {
    const found = await checked({}, { forbidden: [forbidden] });
    expect(found.map(({ name, state }) => [name, state])).toEqual(
      inTheWay ? [['protections', 'failure']] : [],
    );
    if (inTheWay)
      expect(found).toMatchObject([
        {
          remedy: expect.stringMatching(/^Open https:\/\/sheet.*add sync@school\.example as an editor/),
          exitCode: 5,
        },
      ]);
  });

  test('a filter is told as what it is', async () => {
    expect(await checked({}, { filtered: true })).toMatchObject([
      { name: 'filters', state: 'warning', remedy: expect.stringContaining('Data, Remove filter') },
    ]);
  });

  test('that cannot be read fail once', async () => {
    const examineTabs = () => errAsync({ type: 'sync_failed', problem: PROBLEM } as const);
    const checks = await checkTabs({ examineTabs }, [], PLACE);
    expect(checks.map(({ name, state }) => [name, state])).toEqual([
      ['tabs', 'failure'],
      ['headers', 'warning'],
      ['protections', 'warning'],
      ['filters', 'warning'],
    ]);
  });
});
