import { stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { errAsync, okAsync } from 'neverthrow';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createStatusWatch } from '../../src/status-stream/status-watch.js';
import { drifted } from '../check-reports.js';
import { launchChromium, serveScene } from '../open-page.js';
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
} from '../page-scenes.js';
import { schoolSheet } from '../school-sheet.js';
import { onlyWith, serveApp } from '../serve-app.js';
import { stubQuizSync } from '../stub-quiz-sync.js';

const IMAGES = fileURLToPath(new URL('../../../../docs/images/', import.meta.url));
const MOST_BYTES = 150_000;

const DESK = { width: 1_120, height: 1_200 };
const TOP = { width: 1_120, height: 640 };
const PHONE = { width: 390, height: 844 };

/** File name, scene, colours, and how large the window is. */
const SHOTS: readonly (readonly [string, (now: number) => Scene, 'light' | 'dark', typeof DESK])[] = [
  ['page-in-sync', inSyncScene, 'light', DESK],
  ['page-in-sync-dark', inSyncScene, 'dark', DESK],
  ['page-blocked', blockedScene, 'light', DESK],
  ['page-blocked-dark', blockedScene, 'dark', DESK],
  ['page-blocked-phone', blockedScene, 'light', PHONE],
  ['page-busy', busyScene, 'light', DESK],
  ['page-blocked-tab', setAsideScene, 'light', { width: 1_120, height: 640 }],
  ['page-empty', emptyScene, 'light', DESK],
  ['page-waiting', waitingScene, 'light', TOP],
  ['page-failing', failingScene, 'light', TOP],
  ['page-switched-off', disabledScene, 'dark', TOP],
  ['page-phone-dark', inSyncScene, 'dark', PHONE],
];

let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

test('page-local', async () => {
  const { url } = await serveScene(inSyncScene(Date.now()), { localSpreadsheet: schoolSheet });
  await take('page-local', url, 'light', { width: 1_440, height: 660 });
});

test('page-check', async () => {
  const quizSync = stubQuizSync({ verify: () => okAsync(drifted) });
  const { url } = await serveScene(setAsideScene(Date.now()), { quizSync });
  await take('page-check', url, 'light', { width: 1_120, height: 1_180 }, async (page) => {
    await page.getByRole('button', { name: 'Check every row' }).click();
    await page.getByRole('button', { name: 'Repair…' }).waitFor();
  });
});

test('page-set-aside', async () => {
  const { url } = await serveScene(setAsideScene(Date.now()));
  await take('page-set-aside', url, 'light', { width: 1_120, height: 760 }, (page) =>
    page.locator('#tabs').evaluate((tabs) => tabs.closest('section.card')?.scrollIntoView()),
  );
});

test('page-runs', async () => {
  const { url } = await serveScene(inSyncScene(Date.now()));
  await take('page-runs', url, 'light', { width: 1_120, height: 640 }, (page) =>
    page.locator('#runs').evaluate((runs) => runs.closest('section.card')?.scrollIntoView()),
  );
});

test('page-no-answer', async () => {
  const quizSync = stubQuizSync({
    syncStatus: () => errAsync({ type: 'store_unavailable', message: 'The connection is refused' }),
  });
  const statusWatch = createStatusWatch(quizSync);
  const { url } = await serveApp({ quizSync, statusWatch });
  const page = await browser.newPage({ viewport: TOP, locale: 'en-GB' });
  await page.goto(url);
  await page.getByText(/The database is down/).waitFor();
  await keep(page, 'page-no-answer');
});

test('page-sign-in', async () => {
  const { url } = await serveScene(inSyncScene(Date.now()), { authenticate: onlyWith('a key') });
  const page = await browser.newPage({ viewport: { width: 1_120, height: 620 }, locale: 'en-GB' });
  await page.goto(url);
  await page.getByLabel('API key').waitFor();
  await keep(page, 'page-sign-in');
});

test.each(SHOTS)('%s', async (name, scene, colorScheme, viewport) => {
  const { url } = await serveScene(scene(Date.now()));
  await take(name, url, colorScheme, viewport);
});

/** Opens the page, waits until all is drawn, and keeps a picture of it. */
async function take(
  name: string,
  url: string,
  colorScheme: 'light' | 'dark',
  viewport: typeof DESK,
  before: (page: Page) => Promise<unknown> = async () => {},
): Promise<void> {
  const page = await browser.newPage({ viewport, colorScheme, reducedMotion: 'reduce', locale: 'en-GB' });
  await page.goto(url);
  await page.locator('#link[data-link=live]').waitFor();
  await page.locator('#runs tr').first().waitFor();
  // The plot is drawn anew once the sheet has taken its room.
  const plot = page.locator('#backlog-plot svg');
  await expect
    .poll(() =>
      plot.evaluate((svg) => Number(svg.getAttribute('width')) - (svg.parentElement?.clientWidth ?? 0)),
    )
    .toBe(0);
  await before(page);
  await keep(page, name);
}

async function keep(page: Page, name: string): Promise<void> {
  const path = `${IMAGES}${name}.png`;
  await page.screenshot({ path });
  await page.close();
  expect((await stat(path)).size).toBeLessThan(MOST_BYTES);
}
