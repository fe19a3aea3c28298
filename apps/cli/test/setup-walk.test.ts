import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { SetUpError, SetUpReport } from '@quiz-sync/core';
import { errAsync, okAsync, ResultAsync } from 'neverthrow';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Settings } from '../src/command-line/command.js';
import { compose } from '../src/compose.js';
import type { Compose } from '../src/needs.js';
import { runCli } from '../src/run-cli.js';
import { capturedProcess, NOW } from './capture.js';
import { emulatedGoogle } from './emulated-places.js';
import { type Asked, fakeComposition, fakeQuizSync } from './fake-composition.js';
import { OVERVIEW, problem, SET_UP, syncStatus } from './samples.js';

/**
 * `setup` as far as it is a conversation: real files and settings, somebody who types, and an application that answers
 * what it is told to. That all of it works together is told by process-setup.test.ts.
 */
const emulator = emulatedGoogle();
const ACCOUNT = 'sync@school.iam.gserviceaccount.com';
const KEY = JSON.stringify({ type: 'service_account', client_email: ACCOUNT, private_key: 'a key' });
const ID = '1aB-school';
const ADDRESS = `https://docs.google.com/spreadsheets/u/1/d/${ID}/edit?gid=0#gid=0`;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'quiz-sync-setup-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const at = (name: string): string => path.join(folder, name);
const held = async (): Promise<unknown> => JSON.parse(await readFile(at('quiz-sync.config.json'), 'utf8'));

/** What is set where an emulator stands for Google. */
const emulated = () => ({ SHEETS_EMULATOR_HOST: new URL(emulator().url).host });

const refusal = (code: string): SetUpError => ({ type: 'sync_failed', problem: problem({ code }) });

interface Sitting {
  /** What is typed, question by question; when there is no more, they leave. Absent: it is a script. */
  readonly types?: readonly string[];
  /** What stands in the way of the first tries to make the tabs; the next one succeeds. */
  readonly refusals?: readonly SetUpError[];
  readonly answers?: Partial<Asked>;
  readonly env?: Record<string, string>;
  /** Ctrl-C during the first wait, or at the question of this number. */
  readonly leaves?: 'waiting' | number;
  /** Ctrl-C while the application is at this, which never ends. */
  readonly hangs?: 'setUp' | 'makeOverview';
}

async function setup(words: readonly string[], sitting: Sitting = {}) {
  const { types, refusals = [], answers = {}, env = {}, leaves, hangs } = sitting;
  const cli = capturedProcess(['setup', ...words, '--config', at('quiz-sync.config.json')], {
    env: { HOME: folder, ...env },
    isTTY: types !== undefined,
  });
  const told = { asked: [] as string[], settings: [] as Settings[], tries: 0, waitedMs: 0 };
  const inWay = [...refusals];
  const typed = [...(types ?? [])];
  const setUp = () => {
    const refused = inWay.shift();
    told.tries += 1;
    return refused === undefined ? okAsync<SetUpReport, never>(SET_UP) : errAsync(refused);
  };
  const hang = () => {
    cli.signal('SIGINT');
    return new ResultAsync<never, never>(new Promise(() => {}));
  };
  const hanging: Partial<Asked> = hangs === undefined ? {} : { [hangs]: hang };
  const application = fakeComposition({ quizSync: fakeQuizSync({ setUp, ...answers, ...hanging }) });
  const code = await runCli(
    {
      ...cli,
      now: () => NOW + told.waitedMs,
      pause: async (ms) => {
        told.waitedMs += ms;
        if (leaves === 'waiting') cli.signal('SIGINT');
      },
      ...(types === undefined ? {} : { ask }),
    },
    withApplication(application.compose, told.settings),
  );
  return { code, out: cli.stdout.text(), err: cli.stderr.text(), ...told };

  async function ask(question: string): Promise<string | undefined> {
    told.asked.push(question.trim());
    if (leaves === told.asked.length) cli.signal('SIGINT');
    return cli.stop.aborted ? undefined : typed.shift();
  }
}

/** Real in all but the application that is opened in the end. */
function withApplication(application: Compose, opened: Settings[]): Compose {
  return async (request) =>
    (await compose(request)).map((composition) => ({
      ...composition,
      unfinished: {
        ...composition.unfinished,
        finished: async (settings) => {
          opened.push(settings);
          return application({ ...request, examining: false });
        },
      },
    }));
}

const FRESH = syncStatus({ last_success_at: undefined });
const SENT: Partial<Asked> = {
  syncStatus: () => okAsync(FRESH),
  sendTestRow: () => okAsync({ target: ID, row: 2 }),
};

describe('from an empty folder', () => {
  test('a key that is typed, a spreadsheet that is pasted, and a row there and back', async () => {
    await writeFile(at('my key.json'), KEY);
    await writeFile(at('client.json'), '{"installed":{}}');
    const dragged = `'${at('my key.json')}'`;
    const types = ['n', 'client.json', 'nowhere.json', dragged, 'https://example.org', ADDRESS];
    const { code, out, err, asked, settings } = await setup([], { types, answers: SENT });
    expect({ code, asked: asked.length }).toEqual({ code: 0, asked: types.length });
    expect(asked[0]).toBe(`Use my key.json, of ${ACCOUNT}? [Y/n]`);
    expect(err).toContain('client.json is the secret of an OAuth client');
    expect(err).toContain('nowhere.json cannot be read: there is no such file or folder');
    expect(err).toContain('That is no address of a spreadsheet');
    expect(err).toContain('It came out in row 2, and was taken back');
    expect(out).toContain('Test row     It got into the spreadsheet and was taken back');
    expect(out).toMatch(/Settings .* has google_credentials_file and spreadsheet_id now\./);
    expect(settings).toEqual([{ googleCredentialsFile: at('my key.json'), spreadsheetId: ID }]);
    expect(await held()).toEqual({ google_credentials_file: at('my key.json'), spreadsheet_id: ID });
  });

  test('says how to get a key, and goes on where it was left', async () => {
    const { code, err, asked } = await setup([], { types: ['', ''], leaves: 2 });
    expect({ code, asked }).toEqual({ code: 130, asked: ['Key file:', 'Key file:'] });
    expect(err).toContain('https://console.cloud.google.com/iam-admin/serviceaccounts/create');
    expect(err).toContain('There is no key of a service account in');
    expect(err).toContain('Stopped. Nothing was changed. quiz-sync setup goes on from here.');
    await writeFile(at('key.json'), KEY);
    const left = await setup([], { types: ['y'] });
    expect(left).toMatchObject({ code: 130, asked: [expect.any(String), 'Address:'] });
    expect(left.err).toContain(
      'quiz-sync.config.json has google_credentials_file now. quiz-sync setup goes on',
    );
    expect(await held()).toEqual({ google_credentials_file: at('key.json') });
    expect(await setup([], { types: [ADDRESS] })).toMatchObject({ code: 0, asked: ['Address:'] });
    expect(await setup([], { types: [] })).toMatchObject({ code: 0, asked: [] });
  });

  test('a spreadsheet that is not there is asked for again', async () => {
    await writeFile(at('key.json'), KEY);
    const sitting = {
      types: ['', 'noSuchSpreadsheet', ADDRESS],
      refusals: [refusal('spreadsheet_not_found')],
    };
    const { code, err, settings } = await setup([], sitting);
    expect({ code, err }).toEqual({
      code: 0,
      err: expect.stringContaining('There is no spreadsheet of that'),
    });
    expect(settings.map(({ spreadsheetId }) => spreadsheetId)).toEqual(['noSuchSpreadsheet', ID]);
    expect(await held()).toMatchObject({ spreadsheet_id: ID });
  });

  test('somebody without Google gets a spreadsheet on this machine', async () => {
    const { code, out, asked } = await setup([], { types: ['local'] });
    expect({ code, asked }).toEqual({ code: 0, asked: ['Key file:'] });
    const local = 'Spreadsheet  on this machine; quiz-sync serve shows it';
    expect(out).toContain(local);
    for (const words of [[], ['--local']])
      expect(await setup(words)).toMatchObject({ code: 0, out: expect.stringContaining(local) });
  });

  test.each([
    ['in a script', undefined],
    ['at a terminal', ['']],
  ])('with an emulator no key is asked for, and a spreadsheet is made in it, %s', async (_where, types) => {
    const sitting = types === undefined ? {} : { types };
    const { code, out, asked, settings } = await setup([], { ...sitting, env: emulated() });
    expect({ code, asked }).toEqual({ code: 0, asked: types === undefined ? [] : ['Address:'] });
    const made = {
      emulator_host: emulated().SHEETS_EMULATOR_HOST,
      spreadsheet_id: settings[0]?.spreadsheetId,
    };
    expect(await held()).toEqual(made);
    expect(emulator().spreadsheetIds).toContain(made.spreadsheet_id);
    expect(out).toMatch(/has spreadsheet_id and emulator_host now\.\n.*To go on to Google/);
    expect(await setup([], { types: [] })).toMatchObject({ code: 0, asked: [] });
    expect(await setup(['--local'], { env: emulated() })).toMatchObject({ code: 2 });
  });

  test('an emulator that is not there is what is said', async () => {
    const env = { SHEETS_EMULATOR_HOST: '127.0.0.1:9' };
    const { code, err } = await setup([], { env });
    expect({ code, err }).toEqual({
      code: 75,
      err: expect.stringContaining('The emulator cannot be reached'),
    });
    expect(err).toContain('Start one with quiz-sync emulator');
  });
});

describe('without a key', () => {
  const named = { QUIZ_SYNC_SPREADSHEET_ID: ID };

  test('a login of gcloud will do, and so will the account of a machine', async () => {
    const asked = await setup([], { types: ['login'], env: named });
    expect(asked).toMatchObject({ code: 0, asked: ['Key file:'] });
    await mkdir(at('.config/gcloud'), { recursive: true });
    await writeFile(at('.config/gcloud/application_default_credentials.json'), '{"type":"authorized_user"}');
    const found = await setup([], { types: [], env: named });
    expect(found).toMatchObject({ code: 0, asked: [], err: expect.stringContaining('your login of gcloud') });
  });

  test('one that is gone is asked for again, and the file keeps what it says until yes is said', async () => {
    const gone = { google_credentials_file: at('gone.json'), spreadsheet_id: ID };
    await writeFile(at('quiz-sync.config.json'), JSON.stringify(gone));
    await writeFile(at('key.json'), KEY);
    const { code, err, asked } = await setup([], { types: ['y', 'y'] });
    expect({ code, err }).toEqual({ code: 0, err: expect.stringContaining('gone.json cannot be read') });
    expect(asked).toEqual([expect.stringMatching(/^Use key\.json/), expect.stringContaining('Write')]);
    expect(await held()).toEqual({ google_credentials_file: at('key.json'), spreadsheet_id: ID });
  });
});

describe('a spreadsheet that is not shared yet', () => {
  const NOT_SHARED = refusal('spreadsheet_not_shared');

  async function named() {
    await writeFile(at('key.json'), KEY);
    return { QUIZ_SYNC_SPREADSHEET_ID: ID, GOOGLE_APPLICATION_CREDENTIALS: at('key.json') };
  }

  test('is waited for, with a modest number of looks', async () => {
    const refusals = [...Array.from({ length: 10 }, () => NOT_SHARED), refusal('unavailable')];
    const { code, err, waitedMs, tries } = await setup([], { types: [], env: await named(), refusals });
    expect({ code, tries }).toEqual({ code: 0, tries: 12 });
    expect(err).toContain('choose Editor (Viewer is not enough)');
    expect(err.split(`    ${ACCOUNT}\n`)).toHaveLength(2);
    expect(waitedMs).toBeGreaterThan(60_000);
  });

  test('is left by Ctrl-C, which says what was left', async () => {
    const sitting = { types: [], env: await named(), refusals: [NOT_SHARED], leaves: 'waiting' } as const;
    const { code, err } = await setup([], sitting);
    expect(code).toBe(130);
    expect(err).toMatch(/Stopped\. Nothing was changed\. quiz-sync setup goes on from here\.\n$/);
  });

  test('may lack the API: then that is what is said', async () => {
    const sitting = { types: [], env: await named(), refusals: [refusal('sheets_api_disabled'), NOT_SHARED] };
    const { code, err } = await setup([], sitting);
    expect({ code, err }).toEqual({
      code: 0,
      err: expect.stringContaining('apis/library/sheets.googleapis.com'),
    });
    expect(err).toContain('press Share');
  });

  test('is waited for while somebody else writes, as a setup that was killed does for ten seconds', async () => {
    const held: SetUpError = { type: 'lease_held', holder: 'a-setup', expiresAt: '2026-11-23T12:00:10.000Z' };
    const { code, err, tries } = await setup([], { types: [], env: await named(), refusals: [held, held] });
    expect({ code, tries, err }).toEqual({
      ...{ code: 0, tries: 3 },
      err: expect.stringContaining('Somebody else is writing to the spreadsheet, which is waited for.'),
    });
  });

  test('is an error in a script, 4; with --wait after that time', async () => {
    const env = await named();
    const refusals = Array.from({ length: 40 }, () => NOT_SHARED);
    expect(await setup([], { env, refusals })).toMatchObject({ code: 4, tries: 1, waitedMs: 0 });
    const waited = await setup(['--wait', '--timeout', '30s'], { env, refusals });
    expect(waited).toMatchObject({ code: 4, err: expect.stringContaining(`\n  ${ACCOUNT}\n`) });
    expect(waited.waitedMs).toBe(30_000);
  });
});

/** Of a test row that was not taken back. */
const LEFT = {
  ...{ user_id: 'quiz-sync-setup-test', first_name: undefined, last_name: undefined, email: undefined },
  ...{ total_chats: 0, quizzes_taken: 1, day_streak: 1, days_active: 1, courses_enrolled: 1 },
  ...{ courses_completed: 0, total_course_score: 100, course_details: '', courses: [], progress: [] },
};

describe('in a script', () => {
  const google = ['--spreadsheet', ADDRESS];

  test('flags say it all, and are kept; no row is sent', async () => {
    await writeFile(at('other.json'), KEY);
    const { out, ...first } = await setup([...google, '--credentials', at('other.json'), '--json']);
    expect(first).toMatchObject({ code: 0, err: '', asked: [] });
    expect(JSON.parse(out)).toEqual({
      ...SET_UP,
      ...{
        account: ACCOUNT,
        test_row: 'not_wanted',
        shared_with: [],
        overview: null,
        hints: [expect.stringMatching(/chmod/)],
      },
      configuration: {
        file: at('quiz-sync.config.json'),
        ...{ written: ['google_credentials_file', 'spreadsheet_id'], left: [] },
      },
    });
  });

  test.each([
    [SENT, 0, 'went_through'],
    [{}, 0, 'not_needed'],
    [{ learnerStatistics: () => okAsync(LEFT) }, 0, 'went_through'],
    [{ ...SENT, sendTestRow: () => errAsync({ type: 'sync_disabled' } as const) }, 0, 'syncing_is_off'],
    [
      { ...SENT, sendTestRow: () => errAsync({ type: 'row_not_seen', message: 'Gone.' } as const) },
      75,
      undefined,
    ],
  ])('--test-row yes: %#', async (answers, code, row) => {
    const ended = await setup([...google, '--test-row', 'yes', '--json'], { answers });
    expect(ended.code).toBe(code);
    if (row !== undefined) expect(JSON.parse(ended.out)).toMatchObject({ test_row: row });
  });

  test('nothing is kept, when that is not wanted', async () => {
    expect((await setup([...google, '--no-save'])).code).toBe(0);
    expect(await stat(at('quiz-sync.config.json')).catch(() => 'none')).toBe('none');
  });

  test('nothing is kept of what turned out to be wrong', async () => {
    const refusals = [refusal('spreadsheet_not_found')];
    expect((await setup(google, { refusals })).code).toBe(5);
    expect(await stat(at('quiz-sync.config.json')).catch(() => 'none')).toBe('none');
  });

  test('what somebody else wrote into the file is left, unless yes was said', async () => {
    await writeFile(at('quiz-sync.config.json'), '{"spreadsheet_id":"another","time_zone":"Asia/Tokyo"}');
    const left = await setup(google);
    expect(left).toMatchObject({
      code: 0,
      out: expect.stringContaining('was left with another spreadsheet_id'),
    });
    await writeFile(at('key.json'), KEY);
    const asked = await setup([...google, '--credentials', at('key.json')], { types: ['n'] });
    expect(asked).toMatchObject({
      code: 0,
      asked: [expect.stringContaining('has spreadsheet_id another. Write')],
    });
    expect(await held()).toMatchObject({ spreadsheet_id: 'another' });
    expect((await setup(google, { types: ['n'], env: emulated() })).code).toBe(0);
    expect(await held()).not.toHaveProperty('emulator_host');
    expect((await setup([...google, '--yes'])).code).toBe(0);
    expect(await held()).toMatchObject({ spreadsheet_id: ID, time_zone: 'Asia/Tokyo' });
  });

  test.each([
    [['--share-with', 'ada'], 2, '--share-with must be an e-mail address, not "ada"'],
    [['--spreadsheet', 'a/b'], 2, '--spreadsheet: must be the id of a spreadsheet'],
    [['--spreadsheet', 'https://docs.google.com/spreadsheets/d/e/2PACX/pub'], 2, '--spreadsheet: must be'],
    [['--local', '--spreadsheet', 'x'], 2, '--local goes without a spreadsheet'],
    [['--timeout', 'soon'], 2, '--timeout must be a duration'],
    [['--test-row', 'maybe'], 2, '--test-row must be one of yes, no'],
  ])('%j ends with %i', async (words, code, says) => {
    expect(await setup(words)).toMatchObject({ code, err: expect.stringContaining(says) });
  });

  test('Google itself: which of two keys, and no spreadsheet to a key, must be said', async () => {
    await writeFile(at('a.json'), KEY);
    expect(await setup(['--spreadsheet', 'x'])).toMatchObject({
      ...{ code: 0, settings: [{ googleCredentialsFile: at('a.json'), spreadsheetId: 'x' }] },
    });
    await rm(at('quiz-sync.config.json'));
    await writeFile(at('b.json'), KEY);
    const two = await setup(['--spreadsheet', 'x']);
    expect(two).toMatchObject({ code: 4, err: expect.stringContaining('a.json, b.json.\n  Name one: ') });
    const one = await setup(['--credentials', at('a.json')]);
    expect(one).toMatchObject({ code: 2, err: expect.stringContaining('a key is named and no spreadsheet') });
    const none = await setup(['--credentials', at('c.json'), '--spreadsheet', 'x']);
    expect(none).toMatchObject({
      code: 4,
      err: expect.stringContaining('c.json cannot be read: there is no'),
    });
  });
});

describe('sharing', () => {
  const friends = ['--share-with', 'ada@school.example', '--share-with', 'bob@school.example'];

  test('a spreadsheet that setup makes, with everybody who is named', async () => {
    const { code, out, settings } = await setup([...friends, '--json'], { env: emulated() });
    expect({ code, told: JSON.parse(out) }).toMatchObject({
      code: 0,
      told: { shared_with: ['ada@school.example', 'bob@school.example'] },
    });
    const id = settings[0]?.spreadsheetId;
    const file = `${emulator().url}/drive/v3/files/${id}/permissions?fields=*`;
    const { permissions } = Object(await (await fetch(file)).json());
    expect(permissions).toMatchObject([{ role: 'owner' }, { role: 'writer' }, { role: 'writer' }]);
    expect(await held()).toEqual({
      ...{ emulator_host: emulated().SHEETS_EMULATOR_HOST },
      spreadsheet_id: id,
    });
  });

  test.each([
    ['storageQuotaExceeded', 4, 'Google lets service accounts own no files', /https:\/\/sheets\.new/],
    ['accessNotConfigured', 4, 'The Google Drive API is switched off', /drive\.googleapis\.com/],
    ['rateLimitExceeded', 75, 'Google could not be asked', /it goes on from here/],
  ])('%s: %i, and what to do', async (reason, code, says, remedy) => {
    refuse(reason);
    const { err, ...ended } = await setup(friends, { env: emulated() });
    expect(ended.code).toBe(code);
    expect(err).toContain(says);
    expect(err).toMatch(remedy);
  });

  test('where the account may own nothing, somebody is asked for a spreadsheet', async () => {
    refuse('storageQuotaExceeded');
    const id = emulator().createSpreadsheet('School');
    const typed = `https://docs.google.com/spreadsheets/d/${id}/edit`;
    const { code, asked } = await setup(friends, { types: [typed], env: emulated() });
    expect({ code, asked }).toEqual({ code: 0, asked: ['Address:'] });
  });

  test('is not asked for without --share-with', async () => {
    emulator().clearCalls();
    expect((await setup(['--spreadsheet', ADDRESS], { env: emulated() })).code).toBe(0);
    expect(emulator().calls).toEqual([]);
  });

  function refuse(reason: string): void {
    const error = { code: 403, message: 'No.', errors: [{ domain: 'usageLimits', reason, message: 'No.' }] };
    const effect = { type: 'before', status: 403, body: { error } } as const;
    emulator().faults.add({ match: { path: '/drive/v3/files' }, effect });
  }
});

describe('with --overview', () => {
  const words = ['--overview', '--spreadsheet', ADDRESS];
  const there = { makeOverview: () => okAsync({ ...OVERVIEW, title: 'School', created: false }) };

  test('everything is set up, and then the overview is made', async () => {
    const { code, out, tries } = await setup(words);
    expect({ code, tries }).toEqual({ code: 0, tries: 1 });
    expect(await held()).toEqual({ spreadsheet_id: ID });
    expect(out).toMatch(/^Made 1 tab and [\s\S]*\nOverview {5}The tab "Overview" was made\. Restyle/);
    expect(out).toMatch(/\n {13}https:\S+#gid=730000000\n/);
  });

  test('one that is there is told, and left', async () => {
    const answers = there;
    expect((await setup(words, { answers })).out).toMatch(
      /The tab "School" was there, and was left as it is\.\n/,
    );
    const told: unknown = JSON.parse((await setup([...words, '--json'], { answers })).out);
    expect(told).toMatchObject({ overview: { title: 'School', created: false } });
  });

  test('a tab that it needs may be set aside', async () => {
    const refused = { type: 'sync_failed', problem: problem({ code: 'tab_headers_missing' }) } as const;
    expect(await setup(words, { answers: { makeOverview: () => errAsync(refused) } })).toMatchObject({
      code: 5,
    });
  });
});

describe('left by Ctrl-C', () => {
  const google = ['--spreadsheet', ADDRESS, '--overview'];

  test.each([
    ['setUp', /Stopped\. Making the tabs had begun: what is made of them is made wholly\. quiz-sync setup/],
    [
      'makeOverview',
      /has spreadsheet_id now\. The tabs are made; the overview is there wholly or not at all\./,
    ],
  ] as const)('during %s, it says what may be there', async (hangs, says) => {
    expect(await setup(google, { hangs })).toMatchObject({ code: 130, err: expect.stringMatching(says) });
  });

  test('at a question about the file, it has changed nothing', async () => {
    await writeFile(at('quiz-sync.config.json'), '{"spreadsheet_id":"another"}');
    const { code, err, tries } = await setup(google, { types: [], leaves: 1, env: emulated() });
    expect({ code, tries, err }).toEqual({
      code: 130,
      tries: 0,
      err: expect.stringContaining('Nothing was'),
    });
  });
});

describe('what holds secrets', () => {
  test('a configuration with a password is for its owner alone; another keeps its mode', async () => {
    const file = at('quiz-sync.config.json');
    await writeFile(file, '{"time_zone":"UTC"}');
    await chmod(file, 0o640);
    await setup(['--spreadsheet', ADDRESS]);
    expect((await stat(file)).mode & 0o777).toBe(0o640);
    await writeFile(file, JSON.stringify({ store: 'mongodb://quiz:secret@127.0.0.1/quiz' }));
    await setup(['--spreadsheet', ADDRESS]);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  test('a key that others can read, and one that git would take along, are told', async () => {
    await writeFile(at('key.json'), KEY);
    await chmod(at('key.json'), 0o644);
    await writeFile(at('.git'), 'gitdir: elsewhere');
    const { out } = await setup(['--spreadsheet', ADDRESS, '--credentials', at('key.json')]);
    expect(out).toContain(`Others on this machine can read the key: chmod 600 ${at('key.json')}`);
    expect(out).toContain('put .quiz-sync and key.json into .gitignore');
    await chmod(at('key.json'), 0o600);
    await writeFile(at('.gitignore'), '*.json\n.quiz-sync/\n');
    expect((await setup([])).out).not.toMatch(/chmod|gitignore/);
  });
});
