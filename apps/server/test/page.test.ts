import { errAsync, okAsync } from 'neverthrow';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { COLUMNS, localSpreadsheet, ROWS } from './local-sheet.js';
import { hasChromium, serveScene } from './open-page.js';
import { axeFindings, pageBrowser, sidewaysOverflow } from './page-browser.js';
import {
  blockedScene,
  busyScene,
  disabledScene,
  emptyScene,
  failingScene,
  inSyncScene,
  type Scene,
  setAsideScene,
  waitingScene,
} from './page-scenes.js';
import { run, stubQuizSync } from './stub-quiz-sync.js';

const CUT_CELL = { tab: 'responses', title: 'QuizResponses', key: 's7:0', column: 'explanation' } as const;
const knowsCutCells = stubQuizSync({
  cutCells: () =>
    okAsync({ limit: 50_000, cut_cells: [{ ...CUT_CELL, characters: 61_000 }], further: false }),
});

/** A browser says so of every answer that is no success. */
const REFUSED = /Failed to load resource/;

describe.skipIf(!hasChromium)('the page', () => {
  const opened = pageBrowser();
  const heading = (page: Page, name: string) => page.getByRole('heading', { name, level: 2 });

  const shown = async (scene: (now: number) => Scene, parts = {}, expected?: RegExp) => {
    const service = await serveScene(scene(Date.now()), parts);
    return { ...service, page: await opened(service.url, expected) };
  };

  test('of a new installation says that all is well, and that there is nothing yet', async () => {
    const { page } = await shown(emptyScene);
    await heading(page, 'In sync').waitFor();
    await page.getByText('no run has ended well yet').waitFor();
    await page.getByText('Nothing has been stored yet.').waitFor();
    await page.getByRole('cell', { name: 'None yet.' }).waitFor();
    await page.getByRole('row', { name: /UserProfiles fine 0 0 never/ }).waitFor();
  });

  test('says at a glance that all is well, with numbers, tabs, cells and what runs wrote', async () => {
    const { page } = await shown(inSyncScene);
    await heading(page, 'In sync').waitFor();
    await page.getByText('204,812').first().waitFor();
    await page.getByRole('row', { name: /UserProfiles fine 1,260 1,260 7 min ago/ }).waitFor();
    await page.getByText('1,834,567 of 10,000,000 cells; full about 2027-09-14').waitFor();
    await page.getByText('Every row was last checked 3 h ago: nothing differed.').waitFor();
    await page
      .getByRole('row', { name: /succeeded QuizResponses \+5 UserProfiles \+1, 1 changed 1 2 620 ms/ })
      .waitFor();
    expect(await page.locator('#runs tr').count()).toBe(50);
    expect(await page.locator('#remedies').isVisible()).toBe(false);
    const link = page.getByRole('link', { name: 'Open spreadsheet' });
    expect(await link.getAttribute('href')).toMatch(/^https:\/\/docs\.google\.com\//);
    expect(await page.locator('#sheet').isVisible()).toBe(false);
  });

  test('shows how far a long run is, and how much waited when', async () => {
    const { page } = await shown(busyScene);
    await heading(page, 'Syncing').waitFor();
    await page.getByText('29,000 changes have been waiting for').waitFor();
    await page.getByText('12,000 of 41,000 changes written').waitFor();
    expect(await page.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('29');
    await page.getByText(/29,000 waiting now; in this time at most 41,000 at .* ends of 50 runs/).waitFor();
    expect(await page.locator('#backlog-plot path').count()).toBe(4);
    await page.getByText('As a table').click();
    await page
      .getByRole('region', { name: /as a table/ })
      .getByRole('cell', { name: '41,000' })
      .first()
      .waitFor();
  });

  test('says what to do when a person is needed, and that it is mended once it is', async () => {
    const { page, become } = await shown(blockedScene);
    await heading(page, 'Blocked: needs you').waitFor();
    await page.getByText(/112 changes have been waiting for 25 min/).waitFor();
    await page.getByText(/^Share the spreadsheet with quiz-sync@/).waitFor();
    expect(await page.locator('.steps code').allTextContents()).toEqual([
      'quiz-sync@school-project.iam.gserviceaccount.com',
      'npx quiz-sync doctor',
    ]);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: 'Copy: Address' }).click();
    await page.getByText('Copied').waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toMatch(/^quiz-sync@/);
    await page.getByText('Why').click();
    await page.getByText('or is not shared any more.').waitFor();
    expect(await page.title()).toContain('Blocked');
    become(inSyncScene(Date.now()));
    await heading(page, 'In sync').waitFor();
    expect(await page.locator('#remedies').isVisible()).toBe(false);
    expect(await page.title()).toBe('Quiz Sync');
  });

  test('says what is set aside and why, and which quota was used up', async () => {
    const { page } = await shown(setAsideScene, { quizSync: knowsCutCells });
    await page.getByRole('heading', { name: 'What to do about UserProfiles' }).waitFor();
    await page.getByRole('row', { name: /UserProfiles.*set aside.*has lost the header/ }).waitFor();
    await page.getByText('QuizResponses: 3 rows').waitFor();
    await page.getByText('Which cells').click();
    await page.getByText('s7:0 explanation: 61,000 characters').waitFor();
    await page.getByText('the account’s write quota was used up 8 min ago').waitFor();
  });

  test('says that nobody needs to do anything, and when the next attempt is', async () => {
    const { page, become } = await shown(failingScene);
    await heading(page, 'Trying again').waitFor();
    await page.getByText(/112 changes have been waiting for 25 min; next attempt in \d+ s/).waitFor();
    await page.getByRole('heading', { name: 'What is going on' }).waitFor();
    become(waitingScene(Date.now()));
    await page.getByText(/^3 changes have been waiting for [1-9] s\.$/).waitFor();
    become(disabledScene(Date.now()));
    await page.getByText(/nothing is written to the spreadsheet/).waitFor();
  });

  test('asks for a sync by keyboard alone, and says what came of it', async () => {
    const quizSync = stubQuizSync({ forceSync: () => okAsync(run) });
    const { page } = await shown(inSyncScene, { quizSync });
    await heading(page, 'In sync').waitFor();
    for (const name of ['Skip to the state', /Open spreadsheet/, 'Sync now']) {
      await page.keyboard.press('Tab');
      const focused = page.locator(':focus');
      expect(await focused.textContent()).toMatch(name);
    }
    await page.keyboard.press('Enter');
    await page.getByText('Synced: 12 changes are in the spreadsheet.').waitFor();
    await expect.poll(() => page.locator(':focus').textContent()).toBe('Sync now');
  });

  test('says when a sync cannot be asked for', async () => {
    const quizSync = stubQuizSync({ forceSync: () => errAsync({ type: 'sync_disabled' }) });
    const { page } = await shown(inSyncScene, { quizSync }, REFUSED);
    await page.getByRole('button', { name: 'Sync now' }).click();
    await page.getByText(/nothing is written to the spreadsheet/).waitFor();
  });

  test('shows the local spreadsheet as text, without its key column, drawing only what is seen', async () => {
    const { page } = await shown(inSyncScene, { localSpreadsheet });
    await page.getByRole('cell', { name: 'learner-0-0', exact: true }).waitFor();
    expect(await page.locator('#grid thead th').allTextContents()).toEqual(['#', ...COLUMNS]);
    expect(await page.getByRole('cell', { name: '<b>risk</b>' }).count()).toBeGreaterThan(0);
    expect(await page.locator('#grid-rows tr').count()).toBeLessThan(100);
    expect(await page.locator('#grid-table').getAttribute('aria-rowcount')).toBe(String(ROWS + 201));
    expect(await page.getByRole('link', { name: 'Open spreadsheet' }).isVisible()).toBe(false);
  });

  test('reaches any row of thousands, the newest with one press, and other tabs by keyboard', async () => {
    const { page } = await shown(inSyncScene, { localSpreadsheet });
    await page.getByRole('cell', { name: 'learner-0-0', exact: true }).waitFor();
    await page.locator('#grid').evaluate((grid) => grid.scrollTo(0, 2_500 * 27));
    await page.getByRole('cell', { name: 'learner-0-2505', exact: true }).waitFor();
    await page.getByRole('button', { name: 'Newest rows' }).click();
    await page.getByRole('cell', { name: `learner-0-${ROWS - 1}`, exact: true }).waitFor();
    await page.getByRole('tab', { name: 'UserProfiles' }).click();
    await page.getByRole('cell', { name: 'learner-1-0', exact: true }).waitFor();
    await page.getByRole('tab', { name: 'UserProfiles' }).press('ArrowLeft');
    await page.getByRole('cell', { name: 'learner-0-0', exact: true }).waitFor();
    expect(await page.getByRole('tab', { name: 'QuizResponses' }).getAttribute('aria-selected')).toBe('true');
  });

  test.each([
    ['empty', emptyScene],
    ['in sync', inSyncScene],
    ['busy', busyScene],
    ['blocked', blockedScene],
    ['set aside', setAsideScene],
    ['waiting', waitingScene],
    ['failing', failingScene],
    ['switched off', disabledScene],
  ] as const)('axe finds nothing, and a phone shows all: %s', async (_, scene) => {
    const { page } = await shown(scene, { localSpreadsheet, quizSync: knowsCutCells });
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.getByRole('cell', { name: 'learner-0-0', exact: true }).waitFor();
    for (const details of await page.locator('details summary').all()) await details.click();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await axeFindings(page)).toEqual([]);
    }
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await sidewaysOverflow(page)).toBe(0);
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await sidewaysOverflow(page)).toBe(0);
  });

  test('that describes the API has nothing that axe finds, on a phone and in the dark', async () => {
    const { url } = await serveScene(emptyScene());
    const page = await opened(`${url}/docs`);
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expect(await sidewaysOverflow(page)).toBe(0);
  });
});
