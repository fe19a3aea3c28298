import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { openSqliteStore } from '@quiz-sync/sqlite';
import { describe, expect, test } from 'vitest';
import { emulatedPlaces } from './emulated-places.js';
import { insertSubmissions } from './insert-submissions.js';
import { BIN, workplace } from './spawned-cli.js';

/** The program as people and scripts run it: processes on a store in a folder of their own and an emulated Google. */

const { emulator, place } = emulatedPlaces();

function submit(folder: string, submissions: number): Promise<void> {
  return insertSubmissions(path.join(folder, '.quiz-sync/quiz-sync.db'), submissions);
}

describe('in an empty folder', () => {
  test('status shows that nothing waits, and asks Google nothing', async () => {
    await using here = await place();
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

describe('from set-up to a synced sheet', () => {
  test('each command does its part', async () => {
    await using here = await place();
    const made = await here.run('setup --json');
    expect(made.code).toBe(0);
    expect(JSON.parse(made.out).tabs).toHaveLength(5);
    expect(emulator().spreadsheet(here.spreadsheetId).tabs).toContain('QuizResponses');
    expect((await here.run('setup')).out).toMatch(/^Nothing to make/);

    await submit(here.folder, 3);
    const waiting = JSON.parse((await here.run('status --json')).out);
    expect(waiting).toMatchObject({ state: 'pending', submissions: 3, pending: { total: 3, submission: 3 } });
    expect((await here.run('status')).out).toMatch(/Waiting +3 changes \(3 submissions\), the oldest for/);

    const forced = await here.run('force');
    expect(forced.code).toBe(0);
    expect(forced.out).toMatch(/^Synced 3 changes in .* with 1 read and 1 write\n/);
    expect(forced.out).toMatch(/\nQuizResponses +0 +3 +0\n/);
    const rows = emulator().spreadsheet(here.spreadsheetId).values('QuizResponses');
    expect(rows.filter((row) => row[0] === 'learner-1')).toHaveLength(3);
    expect((await here.run('status')).out).toMatch(/^in sync\n/);
  });

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

  test('plan shows what force would write, and verify what people changed (fault 25)', async () => {
    await using here = await place();
    await submit(here.folder, 2);
    await here.run('setup');
    const planned = await here.run('plan');
    expect(planned.code).toBe(0);
    expect(planned.out).toMatch(/^Would write \d+ rows in 1 batch, with \d reads? and 1 write/);
    expect(planned.out).toMatch(/\nadd {2}QuizResponses, row 2, s0:0\n {2}user_id: nothing -> "learner-1"\n/);
    await here.run('force');

    emulator().people(here.spreadsheetId).type('QuizResponses', 'D3', 'Geometry');
    const drifted = await here.run('verify');
    expect(drifted.code).toBe(3);
    expect(drifted.out).toContain(
      '\nedited  QuizResponses, row 3, s1:0, topic_tag: "Geometry" instead of "algebra"\n',
    );
  });

  test('cleanup counts with --dry-run what it then removes', async () => {
    await using here = await place();
    const store = await openSqliteStore(path.join(here.folder, '.quiz-sync/quiz-sync.db'));
    await store.sessions.upsert('old', { user_id: 'learner-1' }, '2020-01-01T00:00:00.000Z');
    await store.close();
    await here.run('force');
    const counted = JSON.parse((await here.run('cleanup --dry-run --json')).out);
    expect(counted).toEqual({ removed: 1, dry_run: true });
    expect((await here.run('cleanup')).out).toMatch(/^Removed 1 empty session last heard of over 30 d ago;/);
    expect(JSON.parse((await here.run('cleanup --json')).out)).toEqual({ removed: 0, dry_run: false });
  });
});

describe('when something is wrong, the exit code and one line say what', () => {
  test('another spreadsheet than there is: 5', async () => {
    await using here = await place();
    const { code, out, err } = await here.run('setup --spreadsheet no-such-spreadsheet');
    expect({ code, out }).toEqual({ code: 5, out: '' });
    expect(err).toMatch(
      /^quiz-sync: There is no such spreadsheet: .*\n {2}Compare QUIZ_SYNC_SPREADSHEET_ID.*\n$/,
    );
  });

  test('a spreadsheet that is not shared: 4, and status tells it afterwards', async () => {
    await using here = await place();
    emulator().access.revoke(here.spreadsheetId);
    await submit(here.folder, 1);
    const { code, err } = await here.run('force --json');
    expect(code).toBe(4);
    expect(JSON.parse(err)).toMatchObject({ error: { code: 'spreadsheet_not_shared', exit_code: 4 } });
    const status = await here.run('status');
    expect(status.code).toBe(0);
    expect(status.out).toMatch(/^blocked: .*\n/);
    expect(status.out).toMatch(/\n {2}what to do +Share the spreadsheet with/);
    emulator().access.share(here.spreadsheetId);
    expect((await here.run('force')).code).toBe(0);
  });

  test('a tab whose header is gone: 3, and the other tabs are written', async () => {
    await using here = await place();
    await here.run('setup');
    emulator().people(here.spreadsheetId).type('UserProfiles', 'A1', 'Vorname');
    await submit(here.folder, 1);
    const { code, out } = await here.run('force');
    expect(code).toBe(3);
    expect(out).toMatch(/\nQuizResponses +0 +1 +0\n/);
    expect(out).toMatch(/\nUserProfiles: .* \[tab_headers_missing\]\n {2}what to do: Put "first_name" back/);
  });

  test('Google out of reach: 75', async () => {
    await using here = await place();
    const { code, err } = await here.run('setup', { SHEETS_EMULATOR_HOST: '127.0.0.1:1' });
    expect(code).toBe(75);
    expect(err).toMatch(/^quiz-sync: Google cannot be reached: /);
  });

  test('another writer: 6', async () => {
    await using here = await place();
    const store = await openSqliteStore(path.join(here.folder, '.quiz-sync/quiz-sync.db'));
    const lease = await store.lease.acquire(here.spreadsheetId, 'the-other', 60_000);
    expect(lease.isOk()).toBe(true);
    const { code, err } = await here.run('setup');
    await store.close();
    expect(code).toBe(6);
    expect(err).toMatch(/^quiz-sync: Another instance is writing: the-other holds the lease until/);
  });

  test('syncing switched off: 1', async () => {
    await using here = await place();
    const { code, err } = await here.run('force', { QUIZ_SYNC_SYNC_ENABLED: 'false' });
    expect(code).toBe(1);
    expect(err).toMatch(/quiz-sync: Syncing is switched off\n/);
  });

  test('a store that cannot be opened: 1', async () => {
    await using here = await place();
    await writeFile(path.join(here.folder, 'file'), '');
    const { code, err } = await here.run('status --store sqlite:file/quiz-sync.db');
    expect(code).toBe(1);
    expect(err).toMatch(/^quiz-sync: .*file\/quiz-sync\.db.*\n$/);
  });
});

describe('the configuration', () => {
  test('is shown with where each value came from, flags before environment before file, secrets masked', async () => {
    await using here = await workplace({
      LOG_LEVEL: 'warn',
      QUIZ_SYNC_TIME_ZONE: 'Europe/Berlin',
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
  test('a wrong flag is one line, with no stack trace', async () => {
    await using here = await workplace();
    const { code, out, err } = await here.run('cleanup --older-than soon');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toBe(
      'quiz-sync: --older-than must be a duration such as 30d, 12h or 90m, not "soon"\n  See quiz-sync --help.\n',
    );
  });

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
      expect(err).not.toMatch(/yargs|inversify|\/core\/|\/server\//);
    },
  );

  test('--verbose logs to stderr, and stdout stays data', async () => {
    await using here = await place();
    const { code, out, err } = await here.run('force --json --verbose');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ run: { status: 'succeeded' } });
    expect(err).toContain('Forcing immediate sync to Google Sheets');
  });

  test('`| head` ends quietly (fault 53)', async () => {
    await using here = await workplace();
    const env = { ...process.env, BIN, NODE: process.execPath };
    const line = '"$NODE" "$BIN" config show | head -n 1; "$NODE" "$BIN" --help | true';
    const { stdout, stderr } = await promisify(execFile)('sh', ['-c', line], { cwd: here.folder, env });
    expect(stdout).toMatch(/^SETTING +VALUE +FROM\n$/);
    expect(stderr).toBe('');
  });

  test('Ctrl-C ends it with 130, and what was not written stays pending', async () => {
    await using here = await place();
    await submit(here.folder, 1);
    const fault = emulator().faults.add({ effect: { type: 'hang' }, times: 'always' });
    emulator().clearCalls();
    const forcing = here.start('force');
    await expect.poll(() => emulator().calls.length, { timeout: 15_000 }).toBeGreaterThan(0);
    forcing.process.kill('SIGINT');
    await expect.poll(() => forcing.err()).toContain('Interrupted.');
    forcing.process.kill('SIGINT');
    const { code, out } = await forcing.ended;
    emulator().faults.remove(fault);
    expect({ code, out }).toEqual({ code: 130, out: '' });
    expect(JSON.parse((await here.run('status --json')).out)).toMatchObject({ pending: { total: 1 } });
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
