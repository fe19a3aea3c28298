import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { emulatorForTests } from './emulated-sheets.ts';

const emulator = emulatorForTests();

/** Runs in a process of its own, where nothing else has loaded the client; prints what is loaded when. */
const SCRIPT = `
  import { createRequire } from 'node:module';
  import { googleSheets } from '@quiz-sync/google-sheets';
  const cache = createRequire(import.meta.url).cache;
  const loaded = () => {
    const files = Object.keys(cache).map((file) => file.replaceAll('\\\\', '/'));
    return {
      client: files.some((file) => file.includes('/googleapis-common/') || file.includes('/google-auth-library/')),
      apis: [...new Set(files.flatMap((file) => /\\/googleapis\\/build\\/src\\/apis\\/([^/]+)\\//.exec(file)?.[1] ?? []))],
    };
  };
  const sheets = googleSheets({ spreadsheetId: process.env.SPREADSHEET_ID, emulatorHost: process.env.EMULATOR });
  const before = loaded();
  const read = await sheets.read({ tabs: 'all', ranges: [] });
  console.log(JSON.stringify({ before, ok: read.isOk(), after: loaded() }));
`;

test('loads nothing of Google’s before the first call, and then one API', async () => {
  const env = {
    ...process.env,
    SPREADSHEET_ID: emulator().createSpreadsheet('A test'),
    EMULATOR: `127.0.0.1:${emulator().port}`,
  };
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', SCRIPT], {
    env,
  });
  expect(JSON.parse(stdout)).toEqual({
    before: { client: false, apis: [] },
    ok: true,
    after: { client: true, apis: ['sheets'] },
  });
});
