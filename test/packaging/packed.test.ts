import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startSheetsEmulator } from '@quiz-sync/sheets-emulator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSpreadsheet, readTab } from '../end-to-end/sheet-over-http.ts';

const HERE = dirname(fileURLToPath(import.meta.url));
const ROOT = resolve(HERE, '../..');
const EMBEDDED = ['core', 'express', 'google-sheets', 'sqlite', 'timer-scheduler'];
const run = promisify(execFile);

const folder = mkdtempSync(join(tmpdir(), 'quiz-sync-stranger-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Packs the packages that embedding takes; answers their tarballs by package name. */
async function packAll(): Promise<Record<string, string>> {
  const tarballs: Record<string, string> = {};
  for (const manifest of globSync(`{packages,adapters}/{${EMBEDDED.join(',')}}/package.json`, {
    cwd: ROOT,
  })) {
    const { name } = JSON.parse(readFileSync(join(ROOT, manifest), 'utf8'));
    const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', folder, '-w', name], {
      cwd: ROOT,
    });
    const packed = JSON.parse(stdout);
    tarballs[name] = `file:${join(folder, (Array.isArray(packed) ? packed[0] : packed[name]).filename)}`;
  }
  return tarballs;
}

/** A project of its own, outside the workspace, that knows the packages as tarballs alone. */
beforeAll(async () => {
  const tarballs = await packAll();
  const { version } = JSON.parse(readFileSync(join(ROOT, 'node_modules/express/package.json'), 'utf8'));
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({
      type: 'module',
      private: true,
      dependencies: { ...tarballs, express: version },
      overrides: tarballs,
    }),
  );
  copyFileSync(join(HERE, 'stranger/server.js'), join(folder, 'server.js'));
  await run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline'], { cwd: folder });
}, 240_000);

describe('the packages as packed', () => {
  it("embed into a stranger's Express app, and a quiz result lands in the sheet", async () => {
    const emulator = await startSheetsEmulator({ port: 0 });
    const spreadsheetId = await createSpreadsheet(emulator.url, 'Embedded');
    const env = {
      PATH: process.env['PATH'],
      SPREADSHEET_ID: spreadsheetId,
      EMULATOR: `127.0.0.1:${emulator.port}`,
    };
    const child = spawn(process.execPath, ['server.js'], {
      cwd: folder,
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      const [port] = await once(createInterface(child.stdout), 'line');
      const response = { quiz_id: 'q1', topic: 'Algebra', selected_option: 'A', correct: true };
      const body = { user_id: 'u1', quiz_type: 'micro', submission_id: 's1', responses: [response] };
      const answer = await fetch(`http://127.0.0.1:${port}/api/quiz/submit`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      const { data } = (await answer.json()) as { data: { overall_score: number } };
      expect([answer.status, data.overall_score]).toEqual([201, 100]);
      const forced = await fetch(`http://127.0.0.1:${port}/api/sync/force?wait=true`, { method: 'POST' });
      expect(await forced.json()).toMatchObject({ status: 'succeeded' });
      expect(await readTab(emulator.url, spreadsheetId, 'QuizResponses')).toMatchObject([
        { user_id: 'u1', quiz_id: 'q1', topic_tag: 'Algebra', correct: true, quiz_sync_key: 's1:0' },
      ]);
    } finally {
      child.kill();
      await once(child, 'exit');
      await emulator.close();
    }
  }, 60_000);

  it('is ten lines of application', () => {
    const lines = readFileSync(join(HERE, 'stranger/server.js'), 'utf8').split('\n');
    const own = lines.filter((line) => line.trim() !== '' && !line.startsWith('import '));
    expect(own.length).toBeLessThanOrEqual(10);
  });
});
