import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createQuizSync, type QuizSync } from '@quiz-sync/core';
import { googleSheets } from '@quiz-sync/google-sheets';
import { type SheetsEmulator, startSheetsEmulator } from '@quiz-sync/sheets-emulator';
import { openSqliteStore } from '@quiz-sync/sqlite';
import { type ManualScheduler, manualScheduler } from '@quiz-sync/testing';

/** Quiz Sync as a server embeds it: a store in a file, and a new spreadsheet over HTTP. Runs when the test says so. */
export interface Embedded {
  readonly emulator: SheetsEmulator;
  readonly spreadsheetId: string;
  readonly scheduler: ManualScheduler;
  readonly quizSync: QuizSync;
  /** Ends all of it, and removes the file. */
  close(): Promise<void>;
}

export async function embedded(limits: { readonly cellLimit?: number } = {}): Promise<Embedded> {
  const folder = mkdtempSync(join(tmpdir(), 'quiz-sync-embedded-'));
  const emulator = await startSheetsEmulator({ port: 0, ...limits });
  const spreadsheetId = emulator.createSpreadsheet('School');
  const store = await openSqliteStore(join(folder, 'quiz.db'));
  const scheduler = manualScheduler();
  const sheets = googleSheets({ spreadsheetId, emulatorHost: `127.0.0.1:${emulator.port}` });
  const quizSync = createQuizSync({ store, sheets, scheduler });
  return {
    ...{ emulator, spreadsheetId, scheduler, quizSync },
    async close() {
      await quizSync.stop();
      await store.close();
      await emulator.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
