import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { emulatedPlaces } from './emulated-places.js';
import { insertSubmissions } from './insert-submissions.js';
import { makeStore } from './make-store.js';
import { workplace } from './spawned-cli.js';

/** What processes do besides what `table.test.ts` has of every command. */

const { emulator, place } = emulatedPlaces();

function submit(folder: string, submissions: number): Promise<void> {
  return insertSubmissions(path.join(folder, '.quiz-sync/quiz-sync.db'), submissions);
}

describe('in a fresh folder', () => {
  test('status says that there is no store, how to name one, and what makes one', async () => {
    await using here = await workplace();
    const { code, out, err } = await here.run('status');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(
      /^quiz-sync: There is no store at \/.*quiz-sync\.db\.\n.*--store.*--url.*quiz-sync setup/,
    );
    expect(await readdir(here.folder)).toEqual([]);
  });

  test('status of a new store shows that nothing waits, and asks Google nothing', async () => {
    await using here = await place();
    await makeStore(here.folder);
    emulator().clearCalls();
    const { code, out, err } = await here.run('status');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^in sync\n/);
    expect(emulator().calls).toEqual([]);
  });

  test('without a spreadsheet setup makes one of its own', async () => {
    await using here = await workplace();
    const { code, out, err } = await here.run('setup');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^Made 5 tabs\n/);
  });
});

describe('in the background', () => {
  test('force --no-wait answers at once, and another process does it', async () => {
    await using here = await place();
    await here.run('setup');
    await submit(here.folder, 1);
    const { code, out } = await here.run('force --no-wait --json');
    expect(code).toBe(0);
    const { process_id: processId } = JSON.parse(out);
    await expect.poll(() => isAlive(processId), { timeout: 15_000 }).toBe(false);
    const rows = emulator().spreadsheet(here.spreadsheetId).values('QuizResponses');
    expect(rows.filter((row) => row[0] === 'learner-1')).toHaveLength(1);
  });
});

describe('when something is wrong, the exit code and one line say what', () => {
  test('syncing switched off: 1', async () => {
    await using here = await place();
    await makeStore(here.folder);
    const { code, err } = await here.run('force', { QUIZ_SYNC_SYNC_ENABLED: 'false' });
    expect(code).toBe(1);
    expect(err).toMatch(/quiz-sync: Syncing is switched off\n/);
  });
});

describe('the configuration', () => {
  test('is shown with where each value came from, flags before environment before file, secrets masked', async () => {
    await using here = await workplace({
      LOG_LEVEL: 'warn',
      QUIZ_SYNC_TIME_ZONE: 'Europe/Berlin',
      QUIZ_SYNC_TIMEZONE: 'Europe/Paris',
      GOOGLE_CLIENT_EMAIL: 'sync@school.example',
      GOOGLE_PRIVATE_KEY: 'very-secret',
    });
    await writeFile(
      path.join(here.folder, 'quiz-sync.config.json'),
      JSON.stringify({ port: 4000, log_level: 'debug' }),
    );
    const shown = await here.run('config show --json --spreadsheet 1AbC');
    expect(shown.code).toBe(0);
    expect(shown.out).not.toContain('very-secret');
    expect(shown.err).toBe(
      'quiz-sync: QUIZ_SYNC_TIMEZONE: is not a setting; did you mean QUIZ_SYNC_TIME_ZONE?\n',
    );
    const settings: { name: string; value: string | null; from: string }[] = JSON.parse(shown.out).settings;
    const of = (name: string) => settings.find((setting) => setting.name === name);
    expect(of('spreadsheetId')).toMatchObject({ value: '1AbC', from: '--spreadsheet' });
    expect(of('logLevel')).toMatchObject({ value: 'warn', from: 'LOG_LEVEL' });
    expect(of('port')).toMatchObject({ value: '4000', from: 'port in quiz-sync.config.json' });
    expect(of('host')).toMatchObject({ value: '127.0.0.1', from: 'default' });
    expect(of('emulatorHost')).toMatchObject({ value: null });
    const forPeople = await here.run('config');
    expect(forPeople.out).toMatch(/\ntimeZone +Europe\/Berlin +QUIZ_SYNC_TIME_ZONE\n/);
    expect(forPeople.out).not.toContain('very-secret');
  });

  test('that is wrong: each problem is a line that names the value', async () => {
    await using here = await workplace({ LOG_LEVEL: 'loud' });
    const { code, out, err } = await here.run('status --store postgres:x');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(
      /^quiz-sync: --store: must be sqlite:PATH, .*\nquiz-sync: LOG_LEVEL: must be one of .*\n$/,
    );
  });
});

describe('as a process', () => {
  test.each(['--help', '--version', 'status --help'])(
    '%s loads neither parser nor application',
    async (line) => {
      const tell = 'process.on("exit", () => process.stderr.write(loaded.join("\\n")))';
      const hook = `import { registerHooks } from 'node:module';
      const loaded = [];
      registerHooks({ load(url, context, next) { loaded.push(url); return next(url, context); } });
      ${tell};`;
      await using here = await workplace({
        NODE_OPTIONS: `--import="data:text/javascript,${encodeURIComponent(hook)}"`,
      });
      const { code, err } = await here.run(line);
      expect(code).toBe(0);
      expect(err).toContain('/render/help.js');
      // Of the server, what tells of an old Node and of typing errors stands by itself.
      expect(err).not.toMatch(
        /yargs|inversify|\/core\/|\/server\/(?!dist\/(suggest|node-too-old|refuse-old-node)\.js)/,
      );
    },
  );

  test('--verbose logs to stderr, and stdout stays data', async () => {
    await using here = await place();
    await makeStore(here.folder);
    const { code, out, err } = await here.run('force --json --verbose');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ run: { status: 'succeeded' } });
    expect(err).toContain('Forcing immediate sync to Google Sheets');
  });
});

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch {
    return false;
  }
}
