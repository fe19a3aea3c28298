import type { VerifyOptions, VerifyReport } from '@quiz-sync/core';
import { errAsync, okAsync, ResultAsync } from 'neverthrow';
import { describe, expect, test } from 'vitest';
import { clean, drifted } from './check-reports.js';
import { hasChromium, serveScene } from './open-page.js';
import { axeFindings, pageBrowser } from './page-browser.js';
import { inSyncScene } from './page-scenes.js';
import { stubQuizSync } from './stub-quiz-sync.js';

describe.skipIf(!hasChromium)('the check of every row', () => {
  const opened = pageBrowser();

  async function checking(
    verify: (options?: VerifyOptions) => ResultAsync<VerifyReport, never>,
    expected?: RegExp,
  ) {
    const { url } = await serveScene(inSyncScene(Date.now()), { quizSync: stubQuizSync({ verify }) });
    const page = await opened(url, expected);
    await page.getByRole('button', { name: 'Check every row' }).click();
    return page;
  }

  test('says when all is as it should be', async () => {
    const page = await checking(() => okAsync(clean));
    await page.getByText('All 204,812 rows are as they should be.').waitFor();
    expect(await page.getByRole('button', { name: 'Repair…' }).isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Close' }).click();
    expect(await page.locator('#check').isVisible()).toBe(false);
  });

  test('first shows what is wrong, and mends it only when that is agreed to', async () => {
    const asked: (boolean | undefined)[] = [];
    const page = await checking((options) => {
      asked.push(options?.repair);
      const repaired = { rewritten: 3, removed: 0, left: 0 };
      return okAsync(options?.repair === true ? { ...drifted, repaired } : drifted);
    });
    await page.getByText('3 differences found. Nothing has been changed yet.').waitFor();
    await page.getByRole('row', { name: /QuizResponses 204,811 1 0 2 0 0/ }).waitFor();
    await page.getByRole('row', { name: /UserProfiles its headers are lost/ }).waitFor();
    await page.getByText('row 12, topic: is empty, should be “<b>x</b>”').waitFor();
    await page.getByText('and 1 more').waitFor();
    expect(await axeFindings(page)).toEqual([]);

    await page.getByRole('button', { name: 'Repair…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Repair the spreadsheet?' });
    await dialog.getByText('3 differences were found.').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    expect(asked).toEqual([false]);

    await page.getByRole('button', { name: 'Repair…' }).press('Enter');
    await dialog.getByRole('button', { name: 'Repair it' }).press('Enter');
    await page.getByText('Repaired: 3 rows written again, 0 cleared, 0 left as they are.').waitFor();
    expect(asked).toEqual([false, true]);
    expect(await page.getByRole('button', { name: 'Repair…' }).isVisible()).toBe(false);
  });

  test('can be stopped', async () => {
    let signal: VerifyOptions['signal'];
    const page = await checking((options) => {
      signal = options?.signal;
      return ResultAsync.fromSafePromise(new Promise<VerifyReport>(() => {}));
    });
    await page.getByRole('button', { name: 'Stop the check' }).click();
    await page.getByText(/^Stopped\./).waitFor();
    await expect.poll(() => signal?.aborted).toBe(true);
    await page.getByRole('button', { name: 'Check every row' }).isEnabled();
  });

  test('says why it cannot be made', async () => {
    const held = { type: 'lease_held', holder: 'another', expiresAt: '2026-11-23T12:00:00.000Z' } as const;
    const page = await checking(() => errAsync(held) as never, /Failed to load resource/);
    await page.getByText(/Only one instance writes to a spreadsheet at a time/).waitFor();
  });
});
