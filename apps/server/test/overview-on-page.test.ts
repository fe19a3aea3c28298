import { createQuizSync, OVERVIEW_TAB_ID } from '@quiz-sync/core';
import { googleSheets } from '@quiz-sync/google-sheets';
import { startSheetsEmulator } from '@quiz-sync/sheets-emulator';
import { manualScheduler, memoryStore } from '@quiz-sync/testing';
import { expect, test } from 'vitest';
import { emulatedSpreadsheet } from '../src/local-spreadsheet/emulated-spreadsheet.js';

test('the page shows the overview as any tab: what its formulas come to', async () => {
  const emulator = await startSheetsEmulator();
  try {
    const spreadsheetId = emulator.createSpreadsheet('School');
    const sheets = googleSheets({ spreadsheetId, emulatorHost: `127.0.0.1:${emulator.port}` });
    const quizSync = createQuizSync({ store: memoryStore(), sheets, scheduler: manualScheduler() });
    (await quizSync.makeOverview())._unsafeUnwrap();
    const shown = emulatedSpreadsheet(emulator.url, spreadsheetId);
    const { tabs } = (await shown.describe())._unsafeUnwrap();
    expect(tabs.at(-1)).toMatchObject({ tab_id: OVERVIEW_TAB_ID, title: 'Overview' });
    const rows = (await shown.rows(OVERVIEW_TAB_ID, 0, 100))._unsafeUnwrap();
    expect(rows).toContainEqual([
      { text: 'Responses', kind: 'text' },
      { text: '0', kind: 'number' },
    ]);
    expect(rows.flat().filter(({ text }) => text.startsWith('#'))).toEqual([]);
  } finally {
    await emulator.close();
  }
});
