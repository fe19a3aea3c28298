import { errAsync, okAsync } from 'neverthrow';
import { describe, expect, test } from 'vitest';
import { runCli } from '../src/run-cli.js';
import { capturedProcess, NOW } from './capture.js';
import { type Asked, fakeComposition, fakeQuizSync } from './fake-composition.js';
import {
  DRIFTED,
  PROBLEM,
  problem,
  SET_UP,
  syncPlan,
  syncRun,
  syncStatus,
  tabProblem,
  tabStatus,
  verifyReport,
} from './samples.js';

async function run(line: string, answers: Partial<Asked> = {}) {
  const cli = capturedProcess(line.split(' '));
  const fake = fakeComposition({ quizSync: fakeQuizSync(answers) });
  const code = await runCli(cli, fake.compose);
  return { code, out: cli.stdout.text(), err: cli.stderr.text(), fake, started: cli.started };
}

const LEASE = { holder: 'server-1', expiresAt: '2026-11-23T12:00:30.000Z' };
const TABS_SET_ASIDE = syncStatus({
  tabs: [
    tabStatus(),
    tabStatus({ tab: 'profiles', title: 'UserProfiles', rows: 500, problem: tabProblem('profiles') }),
  ],
});

/** How each command ends, by what the application answers. */
const ENDS: readonly {
  readonly line: string;
  readonly when: string;
  readonly answers: Partial<Asked>;
  readonly code: number;
  readonly out?: RegExp;
  readonly err?: RegExp;
}[] = [
  { line: 'status', when: 'all is well', answers: {}, code: 0, out: /^in sync\n/ },
  {
    line: 'status',
    when: 'it is blocked: looking still works',
    answers: { syncStatus: () => okAsync(syncStatus({ state: 'blocked', last_error: PROBLEM })) },
    code: 0,
    out: /what to do +Share the spreadsheet/,
  },
  {
    line: 'status',
    when: 'the store does not answer',
    answers: {
      syncStatus: () => errAsync({ type: 'store_unavailable', message: 'The database is locked.' }),
    },
    code: 75,
    err: /^quiz-sync: The store cannot be reached: The database is locked\.\n {2}Check that the database runs/,
  },
  {
    line: 'status',
    when: 'the store is not readable',
    answers: { syncStatus: () => errAsync({ type: 'store_corrupt', message: 'The file is no database.' }) },
    code: 1,
    err: /^quiz-sync: The store cannot be read: The file is no database\.\n/,
  },
  {
    line: 'force',
    when: 'rows were written',
    answers: {},
    code: 0,
    out: /^Synced: wrote 15 rows in 2 tabs \(0\.8 s, 1 read and 1 write\)\n\nTAB +UPDATED +ADDED +REMOVED\nQuizResponses +0 +12 +0\nUserProfiles +2 +1 +0\n$/,
    err: /^$/,
  },
  {
    line: 'force --quiet',
    when: 'rows were written: nothing is said',
    answers: {},
    code: 0,
    out: /^$/,
    err: /^$/,
  },
  {
    line: 'force',
    when: 'there was nothing to write',
    answers: { forceSync: () => okAsync(syncRun({ changes: 0, writes: 0, tabs: {} })) },
    code: 0,
    out: /^Nothing to write: everything stored is in the spreadsheet \(0\.8 s, 1 read and 0 writes\)\n$/,
  },
  {
    line: 'force',
    when: 'a tab was set aside',
    answers: { syncStatus: () => okAsync(TABS_SET_ASIDE) },
    code: 3,
    out: /\nUserProfiles: The range UserProfiles!A1:C9 is protected\. \[protected\]\n {2}what to do: Remove/,
  },
  {
    line: 'force',
    when: 'the run failed',
    answers: { forceSync: () => okAsync(syncRun({ status: 'failed', problem: PROBLEM })) },
    code: 4,
    out: /^$/,
    err: /^quiz-sync: Google does not let the service account open the spreadsheet\.\n {2}Share the spreadsheet with sync@school\.example as Editor\.\n$/,
  },
  {
    line: 'force',
    when: 'another instance was writing',
    answers: {
      forceSync: () => okAsync(syncRun({ status: 'skipped' })),
      syncStatus: () => okAsync(syncStatus({ lease: LEASE })),
    },
    code: 6,
    err: /Another instance, server-1, was writing to the spreadsheet\.\n/,
  },
  {
    line: 'force',
    when: 'another instance has just finished writing',
    answers: { forceSync: () => okAsync(syncRun({ status: 'skipped' })) },
    code: 6,
    err: /Another instance was writing to the spreadsheet\.\n/,
  },
  {
    line: 'force',
    when: 'the run was stopped',
    answers: { forceSync: () => okAsync(syncRun({ status: 'queued' })) },
    code: 75,
    err: /The sync was stopped before its end\.\n/,
  },
  {
    line: 'force',
    when: 'syncing is switched off',
    answers: { forceSync: () => errAsync({ type: 'sync_disabled' }) },
    code: 1,
    err: /Syncing is switched off/,
  },
  {
    line: 'setup',
    when: 'something was missing',
    answers: {},
    code: 0,
    out: /^Made 1 tab and 1 missing column\n\nTAB +STATE +COLUMNS ADDED\nQuizResponses +made +all 2\nUserProfiles +was there +email\nEngagementLogs +was there +none\n\nSpreadsheet {2}https:\/\/docs\.google\.com\/spreadsheets\/d\/sheet-1\/edit\nLate writes {2}The spreadsheet refuses a write that comes late or twice[^\n]*\nTest row {5}None was sent\.\n\nNext: quiz-sync serve /,
  },
  {
    line: 'setup',
    when: 'nothing was missing',
    answers: {
      setUp: () =>
        okAsync({
          ...SET_UP,
          tabs: SET_UP.tabs.map((tab) => ({ ...tab, created: false, columns_added: [] })),
        }),
    },
    code: 0,
    out: /^Nothing to make: every tab and column is there\n/,
  },
  {
    line: 'setup',
    when: 'the credentials are refused',
    answers: {
      setUp: () =>
        errAsync({ type: 'sync_failed', problem: problem({ code: 'credentials_rejected', message: 'No.' }) }),
    },
    code: 4,
    err: /^quiz-sync: No\.\n {2}Share/,
  },
  {
    line: 'setup',
    when: 'there is no such spreadsheet',
    answers: {
      setUp: () => errAsync({ type: 'sync_failed', problem: problem({ code: 'spreadsheet_not_found' }) }),
    },
    code: 5,
  },
  {
    line: 'setup',
    when: 'another instance is writing',
    answers: { setUp: () => errAsync({ type: 'lease_held', ...LEASE }) },
    code: 6,
    err: /Another instance is writing: server-1 holds the lease until 2026-11-23T12:00:30\.000Z\n/,
  },
  {
    line: 'verify',
    when: 'nothing differs',
    answers: {},
    code: 0,
    out: /^The spreadsheet holds what the store holds \(9 reads and 0 writes\)\n\nTAB +ROWS +WAITING .*\nQuizResponses +20,000 +0 .* compared\n$/,
  },
  {
    line: 'verify',
    when: 'something differs',
    answers: { verify: () => okAsync(DRIFTED) },
    code: 3,
    out: /^Found drift: 1 missing, 120 edited \(9 reads and 0 writes\)\n[\s\S]*UserProfiles .* headers lost\n\nmissing {2}QuizResponses, s9:2\nedited {2}QuizResponses, row 12, s4:0, correct: nothing instead of true\nand 119 more\n\nquiz-sync verify --repair mends it\n$/,
  },
  {
    line: 'verify --quiet',
    when: 'something differs: that is what was asked for',
    answers: { verify: () => okAsync(DRIFTED) },
    code: 3,
    out: /^Found drift/,
  },
  {
    line: 'verify --quiet --repair',
    when: 'all of it is mended: nothing is said',
    answers: {
      verify: () =>
        okAsync({
          ...DRIFTED,
          tabs: DRIFTED.tabs.slice(0, 1),
          repaired: { rewritten: 121, removed: 0, left: 0 },
        }),
    },
    code: 0,
    out: /^$/,
  },
  {
    line: 'verify --repair',
    when: 'some of it is left',
    answers: {
      verify: () => okAsync({ ...DRIFTED, repaired: { rewritten: 1, removed: 2, left: 3 } }),
    },
    code: 3,
    out: /\nRepaired: 1 row written again, 2 removed; 3 left as they are, since people typed or moved them\n$/,
  },
  {
    line: 'verify',
    when: 'a sync is on',
    answers: { verify: () => errAsync({ type: 'lease_held', ...LEASE }) },
    code: 6,
    err: /Another instance is writing/,
  },
  {
    line: 'verify',
    when: 'Google is over its quota',
    answers: {
      verify: () => errAsync({ type: 'sync_failed', problem: problem({ code: 'rate_limited' }) }),
    },
    code: 75,
  },
  {
    line: 'plan',
    when: 'something waits',
    answers: {},
    code: 0,
    out: /^Would write 2 rows in 1 batch, with 2 reads and 1 write and 2 kB\nThe rows are of the oldest 2 of 3 changes that wait; the cost is estimated for all\nEvery row of the store is compared again besides\n\nTAB[\s\S]*UserProfiles +0 +1 +0 {2}will be made\n\nadd {2}QuizResponses, row 2, s1:0\n {2}quiz_id: nothing -> "007"\n\nand 1 more\n$/,
  },
  {
    line: 'plan',
    when: 'nothing waits',
    answers: {
      plan: () =>
        okAsync(
          syncPlan({
            rows: [],
            further_rows: 0,
            pending: { total: 0, looked_at: 0 },
            compares_everything: false,
          }),
        ),
    },
    code: 0,
    out: /^Nothing to write: everything stored is in the spreadsheet\n\nTAB/,
  },
  {
    line: 'plan',
    when: 'the spreadsheet is gone',
    answers: {
      plan: () => errAsync({ type: 'sync_failed', problem: problem({ code: 'spreadsheet_not_found' }) }),
    },
    code: 5,
  },
  {
    line: 'cleanup',
    when: 'sessions went',
    answers: {},
    code: 0,
    out: /^Removed 7 empty sessions last heard of over 30 d ago; their rows go with the next sync \(now: quiz-sync force\)\n$/,
  },
  {
    line: 'cleanup --older-than 12h --dry-run',
    when: 'they are only counted',
    answers: {},
    code: 0,
    out: /^Would remove 7 empty sessions last heard of over 12 h ago \(dry run: nothing was changed\)\n$/,
  },
  {
    line: 'cleanup',
    when: 'the disk is full',
    answers: { cleanUpSessions: () => errAsync({ type: 'store_full', message: 'The disk is full.' }) },
    code: 1,
    err: /^quiz-sync: The store is full or read-only: The disk is full\.\n {2}Make room/,
  },
];

describe('a command ends', () => {
  test.each(ENDS)('$line, when $when: $code', async ({ line, answers, code, out = /^$/, err = /(?:)/ }) => {
    const ended = await run(line, answers);
    expect(ended.code).toBe(code);
    expect(ended.out).toMatch(out);
    expect(ended.err).toMatch(err);
    expect(ended.fake.closed()).toBe(1);
  });

  test.each(ENDS)('$line --json, when $when: $code', async ({ line, answers, code }) => {
    const ended = await run(`${line} --json`, answers);
    expect(ended.code).toBe(code);
    if (ended.out !== '') expect(JSON.parse(ended.out)).toBeTypeOf('object');
    if (code === 0 || code === 3) {
      expect(ended.out).not.toBe('');
      expect(ended.err).toBe('');
    } else {
      expect(JSON.parse(ended.err)).toMatchObject({ error: { exit_code: code } });
    }
  });
});

test('cleanup asks for exactly what the flags say', async () => {
  const asked: unknown[] = [];
  await run('cleanup --older-than 90m --dry-run', {
    cleanUpSessions: (options) => {
      asked.push(options);
      return okAsync({ removed: 0, dry_run: true });
    },
  });
  expect(asked).toEqual([{ olderThanMs: 5_400_000, dryRun: true }]);
});

test('somebody at a terminal is told how far a verification is, once a second at most', async () => {
  const cli = capturedProcess(['verify', '--repair', '--no-color'], { isTTY: true });
  let now = 0;
  const asked: unknown[] = [];
  const quizSync = fakeQuizSync({
    verify: (options) => {
      asked.push(options?.repair);
      for (const done of [5_000, 10_000, 15_000, 20_000]) {
        now += 600;
        options?.onProgress?.({ phase: 'comparing', tab: 'responses', done, total: 20_000 });
      }
      return okAsync(verifyReport());
    },
  });
  expect(await runCli({ ...cli, now: () => now }, fakeComposition({ quizSync }).compose)).toBe(0);
  expect(asked).toEqual([true]);
  expect(cli.stderr.text().split('\n')).toEqual([
    'Comparing and repairing ...',
    '\r\u001b[2KComparing, responses: 10,000 of 20,000 rows\r\u001b[2KComparing, responses: 20,000 of 20,000 rows (8,333/s)\r\u001b[2K',
  ]);
});

test('force waits for the end of the run', async () => {
  const asked: unknown[] = [];
  await run('force', {
    forceSync: (options) => {
      asked.push(options);
      return okAsync(syncRun());
    },
  });
  expect(asked).toEqual([expect.objectContaining({ wait: true })]);
});

describe('force --no-wait', () => {
  test('leaves the sync to another process with the same flags', async () => {
    const { code, out, started } = await run(
      'force --no-wait --store sqlite:a.db --spreadsheet=-x --quiet --json',
    );
    expect(code).toBe(0);
    expect(started).toEqual([['force', '--wait', '--store=sqlite:a.db', '--spreadsheet=-x']]);
    expect(JSON.parse(out)).toEqual({ run: null, tabs_set_aside: [], process_id: 4711 });
  });

  test('tells people where to look', async () => {
    expect((await run('force --no-wait')).out).toContain('quiz-sync status shows how it went');
  });

  test('fails when no process can be started', async () => {
    const cli = { ...capturedProcess(['force', '--no-wait']), startDetached: () => undefined };
    expect(await runCli(cli, fakeComposition().compose)).toBe(75);
  });
});

describe('JSON', () => {
  test('of status is the document of the HTTP interface, with null for what is not known', async () => {
    const document = JSON.parse((await run('status --json')).out);
    expect(Object.keys(document)).toEqual(Object.keys(syncStatus()));
    expect(document).toMatchObject({ state: 'in_sync', last_error: null, lease: null, responses: 20_000 });
  });

  test('of force is the run and the tabs set aside', async () => {
    const answers = { syncStatus: () => okAsync(TABS_SET_ASIDE) };
    expect(JSON.parse((await run('force --json', answers)).out)).toEqual({
      run: syncRun(),
      tabs_set_aside: [tabProblem('profiles')],
      process_id: null,
    });
  });

  test('of a run that failed is on stdout, and the error on stderr', async () => {
    const failed = syncRun({ status: 'failed', problem: PROBLEM });
    const ended = await run('force --json', { forceSync: () => okAsync(failed) });
    expect(JSON.parse(ended.out).run).toEqual(failed);
    expect(JSON.parse(ended.err)).toEqual({
      error: { code: PROBLEM.code, message: PROBLEM.message, remedy: PROBLEM.remedy, exit_code: 4 },
    });
  });

  test('of verify and plan are the documents of the HTTP interface', async () => {
    expect(JSON.parse((await run('verify --json')).out)).toMatchObject({ clean: true, repaired: null });
    expect(JSON.parse((await run('plan --json')).out)).toMatchObject({
      further_rows: 1,
      spreadsheet_url: null,
    });
  });

  test('of setup is the report, and what was found and done besides', async () => {
    expect(JSON.parse((await run('setup --json')).out)).toEqual({
      ...SET_UP,
      configuration: { file: 'quiz-sync.config.json', written: [], left: [] },
      ...{ account: null, test_row: 'not_wanted', shared_with: [], overview: null, hints: [] },
    });
  });
});

describe('before something is deleted', () => {
  const counted = (asked: boolean[]) => ({
    cleanUpSessions: ({ dryRun }: { dryRun: boolean }) => {
      asked.push(dryRun);
      return okAsync({ removed: 7, dry_run: dryRun });
    },
  });

  async function cleanUp(words: string, typed: string | undefined) {
    const asked: boolean[] = [];
    const questions: string[] = [];
    const ask = async (question: string) => {
      questions.push(question);
      return typed;
    };
    const cli = { ...capturedProcess(['cleanup', ...words.split(' ').filter(Boolean)]), ask };
    const quizSync = fakeQuizSync(counted(asked));
    const code = await runCli(cli, fakeComposition({ quizSync }).compose);
    return { code, asked, questions, err: cli.stderr.text() };
  }

  test.each(['y', 'Yes'])('"%s" at a terminal goes on', async (typed) => {
    const { code, asked, questions } = await cleanUp('', typed);
    expect({ code, asked }).toEqual({ code: 0, asked: [true, false] });
    expect(questions).toEqual(['Remove 7 empty sessions last heard of over 30 d ago? [y/N] ']);
  });

  test.each(['', 'n', 'sure', undefined])('%j does not', async (typed) => {
    const { code, asked, err } = await cleanUp('', typed);
    expect({ code, asked }).toEqual({ code: 130, asked: [true] });
    expect(err).toContain('Nothing was changed.');
  });

  test.each(['--yes', '--yes --no-input', '--dry-run', '--dry-run --no-input'])(
    'with %s nobody is asked',
    async (words) => {
      const { code, questions } = await cleanUp(words, 'n');
      expect({ code, questions }).toEqual({ code: 0, questions: [] });
    },
  );

  /** Each command that asks, and what it would do if it did not wait for the answer. */
  const ASKERS = ['cleanup', 'erase ada', 'keys revoke 0a1b2c3d4e5f', 'rebuild', 'verify --repair'];

  test.each(ASKERS)('%s is not done without a yes', async (line) => {
    const questions: string[] = [];
    const ask = async (question: string) => {
      questions.push(question);
      return 'n';
    };
    const untouched = fakeQuizSync({
      verify: () => expect.fail('it was verified'),
      rebuild: () => expect.fail('it was rebuilt'),
    });
    const cli = { ...capturedProcess(line.split(' ')), ask };
    expect(await runCli(cli, fakeComposition({ quizSync: untouched }).compose)).toBe(130);
    expect(questions).toEqual([expect.stringMatching(/\? .*\[y\/N\] $/)]);
  });

  test.each(ASKERS)('%s --no-input is refused before anything is opened', async (line) => {
    const { code, err, fake } = await run(`${line} --no-input`);
    expect({ code, err, opened: fake.requests }).toEqual({
      code: 2,
      err: expect.stringMatching(/asks first, which --no-input forbids; add --yes/),
      opened: [],
    });
  });
});

describe('progress at a terminal', () => {
  async function watched(env: Record<string, string>) {
    let time = NOW;
    const cli = { ...capturedProcess(['force'], { isTTY: true, env }), now: () => time };
    const forceSync: Asked['forceSync'] = ({ onProgress } = {}) => {
      for (const done of [100, 200, 300]) {
        onProgress?.({ done, total: 500 });
        time += 1_000;
      }
      return okAsync(syncRun());
    };
    await runCli(cli, fakeComposition({ quizSync: fakeQuizSync({ forceSync }) }).compose);
    return cli.stderr.text();
  }

  test('is one line, written anew, whose last state stays', async () => {
    expect(await watched({ NO_COLOR: '1' })).toBe(
      'Syncing ...\n\r\u001b[2KWriting: 200 of 500 changes (100/s, 3 s left)\r\u001b[2KWriting: 300 of 500 changes (100/s, 2 s left)\r\u001b[2K',
    );
  });

  test('is line by line on a terminal that cannot go back', async () => {
    expect(await watched({ TERM: 'dumb' })).toMatch(/^Syncing \.\.\.\nWriting: 200 .*\nWriting: 300 .*\n$/);
  });
});

describe('status for those who go by it', () => {
  const problem = { code: 'spreadsheet_not_shared', blocked: true };
  test.each([
    [{ state: 'in_sync' }, 0],
    [{ state: 'syncing' }, 0],
    [{ state: 'pending' }, 3],
    [{ state: 'disabled' }, 1],
    [{ state: 'blocked', last_error: { ...PROBLEM, ...problem } }, 4],
    [{ state: 'blocked' }, 5],
    [{ state: 'failing', last_error: { ...PROBLEM, code: 'rate_limited' } }, 75],
  ] as const)('--exit-code of %j is %i', async (found, code) => {
    const answers = { syncStatus: () => okAsync(syncStatus(found)) };
    expect((await run('status --exit-code', answers)).code).toBe(code);
    expect((await run('status', answers)).code).toBe(0);
  });

  test('--watch shows it again until it is stopped', async () => {
    const cli = capturedProcess(['status', '--watch']);
    const quizSync = fakeQuizSync({
      syncStatus: () => {
        cli.signal('SIGINT');
        return okAsync(syncStatus());
      },
    });
    expect(await runCli(cli, fakeComposition({ quizSync }).compose)).toBe(130);
  });

  test('--watch ends quietly when nobody reads any more (fault 53)', async () => {
    const cli = capturedProcess(['status', '--watch']);
    cli.stdout.fail('EPIPE');
    expect(await runCli(cli, fakeComposition().compose)).toBe(0);
    expect(cli.stderr.text()).toBe('');
  });
});
