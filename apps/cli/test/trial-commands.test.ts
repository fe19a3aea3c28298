import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { okAsync } from 'neverthrow';
import { describe, expect, test } from 'vitest';
import { runCli } from '../src/run-cli.js';
import { capturedProcess } from './capture.js';
import { fakeComposition, fakeQuizSync } from './fake-composition.js';
import { syncRun } from './samples.js';
import { type SpawnedCli, workplace } from './spawned-cli.js';

/** Waits until it has said, in JSON, where it is. */
async function answerOf(cli: SpawnedCli): Promise<{ url: string; spreadsheet_id: string }> {
  await expect.poll(() => cli.out(), { timeout: 15_000 }).toContain('}\n');
  return JSON.parse(cli.out());
}

describe('rebuild', () => {
  test('asks for every row, syncs, and says what was written', async () => {
    const asked: string[] = [];
    const quizSync = fakeQuizSync({
      rebuild: () => {
        asked.push('rebuild');
        return okAsync({ rows: 12 });
      },
      forceSync: () => {
        asked.push('force');
        return okAsync(syncRun());
      },
    });
    const cli = capturedProcess(['rebuild']);
    expect(await runCli(cli, fakeComposition({ quizSync }).compose)).toBe(0);
    expect(asked).toEqual(['rebuild', 'force']);
    expect(cli.stdout.text()).toContain('Synced: wrote 15 rows');
  });
});

describe('the emulator', () => {
  test('is a spreadsheet for other commands, and stays in its file', async () => {
    await using here = await workplace();
    const serving = here.start('emulator --port 0 --data sheet.jsonl --json');
    const { url, spreadsheet_id: id } = await answerOf(serving);
    const settings = { SHEETS_EMULATOR_HOST: url.replace('http://', ''), QUIZ_SYNC_SPREADSHEET_ID: id };
    const made = await here.run('setup --json', settings);
    expect({ code: made.code, target: JSON.parse(made.out).target }).toEqual({ code: 0, target: id });
    serving.process.kill('SIGINT');
    const { code, err } = await serving.ended;
    expect({ code, err }).toEqual({ code: 130, err: expect.stringContaining('stays in sheet.jsonl') });
    expect(await readFile(path.join(here.folder, 'sheet.jsonl'), 'utf8')).toContain(id);
    const again = here.start('emulator --port 0 --data sheet.jsonl');
    await expect
      .poll(() => again.out(), { timeout: 15_000 })
      .toContain(`export QUIZ_SYNC_SPREADSHEET_ID=${id}`);
    again.process.kill('SIGTERM');
    expect((await again.ended).code).toBe(0);
  });

  test.each([
    ['emulator --port 70000', 2, '--port must be a whole number from 0 to 65535, not "70000"'],
    ['emulator --port 0 --data /dev/null/x.jsonl', 1, 'The emulator cannot be started: '],
  ])('%s', async (line, exitCode, says) => {
    const cli = capturedProcess(line.split(' '));
    expect(await runCli(cli, fakeComposition().compose)).toBe(exitCode);
    expect(cli.stderr.text()).toContain(says);
  });
});

async function submissionsAt(url: string): Promise<number> {
  const status = await (await fetch(`${url}/api/sync/status`)).json();
  return Number(Object(status).submissions);
}

describe('the demo', () => {
  test('feeds made-up learners to a service of its own', async () => {
    await using here = await workplace();
    const running = here.start('demo --port 0');
    await expect.poll(() => running.out(), { timeout: 15_000 }).toMatch(/Quiz Sync is at http:\S+ /);
    const [, url] = /Quiz Sync is at (http:\S+)/.exec(running.out()) ?? [];
    await expect.poll(() => submissionsAt(url ?? ''), { timeout: 15_000 }).toBeGreaterThan(0);
    running.process.kill('SIGINT');
    const { code, err } = await running.ended;
    expect({ code, err }).toEqual({ code: 130, err: expect.stringContaining('What was stored stays.') });
  });

  test('keeps away from a spreadsheet of Google’s', async () => {
    await using here = await workplace({
      GOOGLE_CLIENT_EMAIL: 'a@b.iam.gserviceaccount.com',
      GOOGLE_PRIVATE_KEY: 'x',
    });
    const { code, err } = await here.run('demo --port 0 --spreadsheet 1AbC');
    expect({ code, err }).toEqual({
      code: 2,
      err: expect.stringContaining('unset QUIZ_SYNC_SPREADSHEET_ID'),
    });
  });
});
