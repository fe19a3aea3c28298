import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ERROR_CODES, type ErrorCodeEntry } from '@quiz-sync/core';
import { type SheetsEmulator, startSheetsEmulator } from '@quiz-sync/sheets-emulator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const page = (name: string): string => readFileSync(join(ROOT, 'docs/operate', name), 'utf8');

/** The way of docs/operate/first-sheet.md, as far as it can be gone without Google. */
describe('from npm start to a real sheet', () => {
  let folder: string;
  let emulator: SheetsEmulator;
  let spreadsheetId: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'quiz-sync-first-'));
    emulator = await startSheetsEmulator();
    spreadsheetId = emulator.createSpreadsheet('School');
  });

  afterAll(async () => {
    await emulator.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function quizSync(...words: string[]): Promise<{ code: number; said: string }> {
    const env = {
      PATH: process.env['PATH'],
      PORT: '0',
      SHEETS_EMULATOR_HOST: `127.0.0.1:${emulator.port}`,
      QUIZ_SYNC_SPREADSHEET_ID: spreadsheetId,
    };
    return new Promise((done) => {
      const cli = [join(ROOT, 'apps/cli/bin/quiz-sync.js'), ...words];
      const child = execFile(process.execPath, cli, { cwd: folder, env }, (_, stdout, stderr) =>
        done({ code: child.exitCode ?? -1, said: stdout + stderr }),
      );
    });
  }

  it('says what is missing while the spreadsheet is not shared, and all is well after setup', async () => {
    emulator.access.revoke(spreadsheetId, 'nothing');
    const before = await quizSync('doctor');
    expect(before).toMatchObject({
      code: 4,
      said: expect.stringContaining('The spreadsheet is not shared with'),
    });
    emulator.access.share(spreadsheetId);
    expect(await quizSync('setup')).toMatchObject({ code: 0, said: expect.stringMatching(/^Made 5 tabs/) });
    const after = await quizSync('doctor');
    expect(after).toMatchObject({ code: 0, said: expect.stringMatching(/^Everything is as it should be/) });
  }, 60_000);

  it('names settings that config show knows', async () => {
    const { said } = await quizSync('config', 'show', '--json');
    const named = [...page('first-sheet.md').matchAll(/export ([A-Z_]+)=/g)].map(([, name]) => name);
    expect(named).toEqual(['GOOGLE_APPLICATION_CREDENTIALS', 'QUIZ_SYNC_SPREADSHEET_ID']);
    for (const setting of ['googleCredentialsFile', 'spreadsheetId']) expect(said).toContain(setting);
  }, 30_000);

  it('names no command that there is not, and neither do the error codes', async () => {
    const codes = Object.values<ErrorCodeEntry>(ERROR_CODES).map(({ command = '' }) => command);
    const texts = [page('first-sheet.md'), page('page.md'), ...codes];
    const named = new Set(
      texts.flatMap((text) =>
        [...text.matchAll(/npx quiz-sync ([a-z]+(?: (?:show|create))?)/g)].map(([, name]) => name),
      ),
    );
    expect(named.size).toBeGreaterThanOrEqual(5);
    const { said } = await quizSync('--help');
    for (const name of named) expect(said).toMatch(new RegExp(`^  ${name} `, 'm'));
  }, 30_000);
});
