import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type SheetsEmulator, startSheetsEmulator } from '@quiz-sync/sheets-emulator';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ServerProcess, startServer } from './server-process.ts';
import { createSpreadsheet, readTab } from './sheet-over-http.ts';

const CHROMIUM = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
const isThere = existsSync(CHROMIUM);
if (!isThere && process.env['QUIZ_SYNC_TEST_NO_SKIP'] === '1') throw new Error(`No Chromium at ${CHROMIUM}`);

describe.skipIf(!isThere)('an operator before the page of the real service', () => {
  let folder: string;
  let emulator: SheetsEmulator;
  let spreadsheetId: string;
  let server: ServerProcess;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'quiz-sync-page-'));
    emulator = await startSheetsEmulator({ port: 0 });
    spreadsheetId = await createSpreadsheet(emulator.url, 'School');
    server = await serve();
    browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    });
    page = await browser.newPage();
    // A check takes some ten calls to Google, and there is no more than about one a second.
    page.setDefaultTimeout(30_000);
  });

  afterAll(async () => {
    await browser?.close();
    await server?.kill();
    await emulator?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  function serve(port?: number): Promise<ServerProcess> {
    const env = {
      SHEETS_EMULATOR_HOST: `127.0.0.1:${emulator.port}`,
      QUIZ_SYNC_SPREADSHEET_ID: spreadsheetId,
    };
    return startServer({ cwd: folder, env, ...(port === undefined ? {} : { port }) });
  }

  async function submit(submissionId: string): Promise<number> {
    const response = { quiz_id: 'q1', topic: 'Fractions', selected_option: 'A', correct: true };
    const body = { submission_id: submissionId, user_id: 'u1', quiz_type: 'micro', responses: [response] };
    const answer = await fetch(`${server.url}/api/quiz/submit`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return answer.status;
  }

  const state = (name: string) => page.getByRole('heading', { name, level: 2 }).waitFor();

  it('sees a new installation, and the first result arrive in the spreadsheet beside it', async () => {
    await page.goto(server.url);
    await page.getByText('Nothing has been stored yet.').waitFor();
    expect(await submit('s1')).toBe(201);
    await page.getByRole('row', { name: /^QuizResponses fine 1 1 / }).waitFor();
    await state('In sync');
    await page.getByRole('row', { name: /succeeded QuizResponses \+1/ }).waitFor();
    await page.getByRole('tab', { name: 'QuizResponses' }).click();
    await page.getByRole('cell', { name: 'Fractions' }).waitFor();
  });

  it('is told what to do when the spreadsheet is not shared any more, and that it is mended', async () => {
    emulator.access.revoke(spreadsheetId, 'nothing');
    expect(await submit('s2')).toBe(201);
    await state('Blocked: needs you');
    await page.getByText(/^Share the spreadsheet with .* as Editor/).waitFor();
    await page.getByText('npx quiz-sync doctor').waitFor();
    emulator.access.share(spreadsheetId);
    await page.getByRole('button', { name: 'Sync now' }).click();
    await page.getByText('Synced: 1 change is in the spreadsheet.').waitFor();
    await state('In sync');
  });

  it('checks every row, sees what somebody has changed, and has it mended', async () => {
    emulator.people(spreadsheetId).type('QuizResponses', 'D2', 'Poetry');
    await page.getByRole('button', { name: 'Check every row' }).click();
    await page.getByText('1 difference found. Nothing has been changed yet.').waitFor();
    await page.getByText('is “Poetry”, should be “Fractions”').waitFor();
    await page.getByRole('button', { name: 'Repair…' }).click();
    await page.getByRole('button', { name: 'Repair it' }).click();
    await page.getByText(/^Repaired: 1 row written again/).waitFor();
    const rows = await readTab(emulator.url, spreadsheetId, 'QuizResponses');
    expect(rows.map((row) => row['topic_tag'])).toEqual(['Fractions', 'Fractions']);
    await page.getByText(/what differed was mended/).waitFor();
  }, 60_000);

  it('sees that the service is gone, and that it is back', async () => {
    await server.stop();
    await state('No answer');
    server = await serve(Number(new URL(server.url).port));
    expect(await submit('s3')).toBe(201);
    await page.getByRole('row', { name: /^QuizResponses fine 3 3 / }).waitFor();
    await state('In sync');
    expect(await page.locator('#backlog-rows tr').count()).toBeGreaterThan(0);
  });
});
