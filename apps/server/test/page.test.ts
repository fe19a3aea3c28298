import { existsSync } from 'node:fs';
import type { QuizSync, SyncStatus } from '@quiz-sync/core';
import { errAsync, okAsync } from 'neverthrow';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { loadApiKeys } from '../src/access/api-keys.js';
import { authenticate } from '../src/access/authenticate.js';
import type { HttpAppParts } from '../src/http/http-app.js';
import type { LocalSpreadsheet } from '../src/local-spreadsheet/local-spreadsheet.js';
import { keysFile } from './keys-file.js';
import { serveApp } from './serve-app.js';
import { run, status, stubQuizSync } from './stub-quiz-sync.js';

const CHROMIUM = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
const isThere = existsSync(CHROMIUM);
if (!isThere && process.env['QUIZ_SYNC_TEST_NO_SKIP'] === '1') throw new Error(`No Chromium at ${CHROMIUM}`);
if (!isThere)
  process.stderr.write(
    `\n*** SKIPPED: the tests of the page need Chromium, and there is none at ${CHROMIUM}: apt-get install chromium, or set CHROMIUM_PATH. ***\n\n`,
  );

const ROWS = 5_000;
const COLUMNS = ['user_id', 'timestamp', 'topic_tag', 'explanation'];

/** A spreadsheet whose rows say which they are. */
const localSpreadsheet: LocalSpreadsheet = {
  describe: () =>
    okAsync({
      spreadsheet_id: 's',
      title: 'Quiz Sync (local)',
      tabs: [
        { tab_id: 9, title: 'Sheet1', rows: 999, columns: [{ header: '', hidden: false }] },
        ...['QuizResponses', 'UserProfiles'].map((title, index) => ({
          tab_id: index,
          title,
          rows: ROWS + 200,
          columns: [
            ...COLUMNS.map((header) => ({ header, hidden: false })),
            { header: 'quiz_sync_key', hidden: true },
          ],
        })),
      ],
    }),
  rows: (tabId, from, count) =>
    okAsync(
      Array.from({ length: Math.max(0, Math.min(count, ROWS - from)) }, (_, offset) =>
        [`learner-${tabId}-${from + offset}`, 'now', '<b>risk</b>', '=1+1', `key-${from + offset}`].map(
          (text) => ({
            text,
            kind: 'text' as const,
          }),
        ),
      ),
    ),
};

describe.skipIf(!isThere)('the page', () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    });
  });

  afterAll(async () => {
    await browser.close();
  });

  /** The page of a service of these parts; whatever the browser complains of fails the test. */
  async function opened(
    parts: Partial<HttpAppParts> = {},
    options: { expectComplaints?: boolean } = {},
  ): Promise<Page> {
    const { url } = await serveApp(parts);
    const page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    onTestFinished(async () => {
      await page.close();
      if (options.expectComplaints !== true) expect(complaints).toEqual([]);
    });
    await page.goto(url);
    return page;
  }

  const withStatus = (changes: Partial<SyncStatus>, more: Partial<QuizSync> = {}): Partial<HttpAppParts> => ({
    quizSync: stubQuizSync({ syncStatus: () => okAsync({ ...status, ...changes }), ...more }),
  });

  const problem = {
    title: 'The spreadsheet is not shared with sync@school.example',
    cause: 'It was never shared with the account.',
    command: 'npx quiz-sync doctor',
    code: 'spreadsheet_not_shared',
    message: 'The spreadsheet is not shared with sync@school.example.',
    remedy: 'Share it with sync@school.example as Editor.',
    since: '2026-11-23T11:00:00.000Z',
    blocked: true,
  };

  test('says at a glance that all is well, with numbers, tabs and runs', async () => {
    const page = await opened();
    await page.getByRole('heading', { name: 'In sync' }).waitFor();
    await page.getByText('4,812').first().waitFor();
    await page.getByRole('row', { name: /UserProfiles.*260.*fine/ }).waitFor();
    await page.getByRole('row', { name: /succeeded.*12.*52.*2.*840 ms/ }).waitFor();
    expect(await page.locator('#state').getAttribute('data-state')).toBe('in_sync');
    expect(await page.locator('#remedy').isVisible()).toBe(false);
  });

  test('says what to do when a person is needed', async () => {
    const pending = { ...status.pending, total: 112, submission: 112 };
    const page = await opened(
      withStatus({ state: 'blocked', summary: 'blocked: not shared', last_error: problem, pending }),
    );
    await page.getByRole('heading', { name: 'Blocked' }).waitFor();
    await page.getByText(problem.remedy).waitFor();
    await page.getByText('112 submissions').waitFor();
    expect(await page.title()).toContain('Blocked');
  });

  test('says how full the spreadsheet is, and how far a long run is', async () => {
    const page = await opened(
      withStatus({
        ...{ state: 'syncing', summary: 'syncing', cut_rows: 2 },
        pending: { ...status.pending, total: 388_000, submission: 388_000 },
        progress: { done: 12_000, total: 400_000, since: '2026-11-23T11:00:00.000Z' },
        cells: {
          used: 1_234_567,
          limit: 10_000_000,
          as_of: '2026-11-23T11:00:00.000Z',
          full_on: '2027-03-01',
        },
      }),
    );
    await page.getByText('12,000 of 400,000 changes written').waitFor();
    await page.getByText('1,234,567 of 10,000,000 cells; full about 2027-03-01').waitFor();
    await page.getByText('2 rows have text too long for a cell').waitFor();
  });

  test('says which tab is set aside, and why', async () => {
    const [first, ...others] = status.tabs;
    if (first === undefined) throw new Error('the stub has tabs');
    const tabs = [
      { ...first, problem: { ...problem, tab: first.tab, message: 'The header correct is gone.' } },
      ...others,
    ];
    const page = await opened(withStatus({ tabs }));
    await page.getByRole('row', { name: /QuizResponses.*set aside.*The header correct is gone/ }).waitFor();
  });

  test('follows the state by itself', async () => {
    let state: SyncStatus['state'] = 'pending';
    const quizSync = stubQuizSync({ syncStatus: () => okAsync({ ...status, state, summary: '3 waiting' }) });
    const page = await opened({ quizSync });
    await page.getByRole('heading', { name: 'Waiting to sync' }).waitFor();
    state = 'in_sync';
    await page.getByRole('heading', { name: 'In sync' }).waitFor();
  });

  test('asks for a sync, and says what came of it', async () => {
    const page = await opened(withStatus({}, { forceSync: () => okAsync(run) }));
    await page.getByRole('button', { name: 'Sync now' }).click();
    await page.getByText('Synced: 12 changes are in the spreadsheet.').waitFor();
  });

  test('says when a sync cannot be asked for', async () => {
    const parts = withStatus({ state: 'disabled' }, { forceSync: () => errAsync({ type: 'sync_disabled' }) });
    const page = await opened(parts, { expectComplaints: true });
    await page.getByRole('button', { name: 'Sync now' }).click();
    await page.getByText(/nothing is written to the spreadsheet/).waitFor();
  });

  test('links to Google’s spreadsheet, and only there', async () => {
    const url = 'https://docs.google.com/spreadsheets/d/abc/edit';
    const page = await opened(withStatus({ spreadsheet_url: url }));
    await page.getByRole('link', { name: 'Open spreadsheet' }).waitFor();
    expect(await page.getByRole('link', { name: 'Open spreadsheet' }).getAttribute('href')).toBe(url);
    expect(await page.locator('#sheet').isVisible()).toBe(false);
    const local = await opened({ localSpreadsheet });
    await local.locator('#sheet').waitFor();
    expect(await local.getByRole('link', { name: 'Open spreadsheet' }).isVisible()).toBe(false);
  });

  test('shows the local spreadsheet as text, without its key column, drawing only what is seen', async () => {
    const page = await opened({ localSpreadsheet });
    await page.getByRole('cell', { name: 'learner-0-0', exact: true }).waitFor();
    expect(await page.locator('#grid thead th').allTextContents()).toEqual(['', ...COLUMNS]);
    expect(await page.getByRole('cell', { name: '<b>risk</b>' }).count()).toBeGreaterThan(0);
    expect(await page.locator('#grid-rows tr').count()).toBeLessThan(100);
    expect(await page.locator('#grid-table').getAttribute('aria-rowcount')).toBe(String(ROWS + 201));
  });

  test('reaches any row of thousands, and the newest with one press', async () => {
    const page = await opened({ localSpreadsheet });
    await page.getByRole('cell', { name: 'learner-0-0', exact: true }).waitFor();
    await page.locator('#grid').evaluate((grid) => grid.scrollTo(0, 2_500 * 27));
    await page.getByRole('cell', { name: 'learner-0-2505', exact: true }).waitFor();
    await page.getByRole('button', { name: 'Newest rows' }).click();
    await page.getByRole('cell', { name: `learner-0-${ROWS - 1}`, exact: true }).waitFor();
  });

  test('changes tabs by pointer and by keyboard', async () => {
    const page = await opened({ localSpreadsheet });
    await page.getByRole('tab', { name: 'UserProfiles' }).click();
    await page.getByRole('cell', { name: 'learner-1-0', exact: true }).waitFor();
    await page.getByRole('tab', { name: 'UserProfiles' }).press('ArrowLeft');
    await page.getByRole('cell', { name: 'learner-0-0', exact: true }).waitFor();
    expect(await page.getByRole('tab', { name: 'QuizResponses' }).getAttribute('aria-selected')).toBe('true');
  });

  test('says so while the service does not answer, and goes on when it does', async () => {
    const page = await opened({}, { expectComplaints: true });
    await page.getByRole('heading', { name: 'In sync' }).waitFor();
    await page.context().setOffline(true);
    await page.getByRole('heading', { name: 'No answer' }).waitFor();
    await page.context().setOffline(false);
    await page.getByRole('heading', { name: 'In sync' }).waitFor();
  });

  test('asks for a key where one is needed, and works with it', async () => {
    const keys = loadApiKeys(keysFile('right-key'))._unsafeUnwrap();
    const page = await opened(
      { authenticate: authenticate(keys), localSpreadsheet },
      { expectComplaints: true },
    );
    const field = page.getByLabel('API key');
    await field.fill('wrong-key');
    await page.getByRole('button', { name: 'Use it' }).click();
    await page.getByText('This key is not known here.').waitFor();
    await field.fill('right-key');
    await page.getByRole('button', { name: 'Use it' }).click();
    await page.getByRole('heading', { name: 'In sync' }).waitFor();
    await page.getByRole('cell', { name: 'learner-0-0', exact: true }).waitFor();
    expect(await field.isVisible()).toBe(false);
  });

  test.each([
    ['a phone', 360, 'light'],
    ['a desk', 1400, 'dark'],
  ] as const)('fits %s without scrolling sideways', async (_, width, colorScheme) => {
    const page = await opened({ ...withStatus({ state: 'blocked', last_error: problem }), localSpreadsheet });
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 800 });
    await page.getByRole('cell', { name: 'learner-0-0', exact: true }).waitFor();
    const overflow = await page.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth);
    expect(overflow).toBe(0);
  });
});
