import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { openSqliteStore } from '@quiz-sync/sqlite';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { COMMANDS } from '../src/command-table.js';
import { emulatedPlaces, type Place } from './emulated-places.js';
import { insertSubmissions } from './insert-submissions.js';
import type { SpawnedCli } from './spawned-cli.js';

/**
 * Every command as a process, in a pipe and at a terminal, on one store and one emulated Google; and those that can ask
 * a service, with one. What each says in full is told by the tests of the command.
 */
const { emulator, place } = emulatedPlaces();

const GOES_ON = ['serve', 'demo', 'emulator'];

/** What each is called with, and what is seen of it. They are run in this order. */
const SUCCEEDS: readonly (readonly [line: string, says: RegExp])[] = [
  ['setup', /Made 5 tabs|Nothing to make/],
  ['import data.csv', /Imported responses from data\.csv: (3 lines new|0 lines new, 3 there already)/],
  ['plan', /Would write|Nothing to write/],
  ['force', /Synced \d+ changes?|Nothing to write/],
  ['verify', /The spreadsheet holds what the store holds/],
  ['rebuild', /Synced \d+ changes?/],
  ['status', /State +in_sync/],
  ['cleanup --no-input', /Removed 0 empty sessions/],
  ['export responses', /submission_id,user_id/],
  ['erase nobody --no-input', /Nothing is stored of nobody/],
  ['copy-store --from sqlite:.quiz-sync/quiz-sync.db --to sqlite:copy-$WHERE.db', /Copied: /],
  ['keys create --label $WHERE', /\w{20}/],
  ['keys list', /[Kk]ey|KEY|ID/],
  ['doctor', /ok +runtime/],
  ['config show', /SETTING +VALUE +FROM/],
  ['completion bash', /complete -F _quiz_sync quiz-sync/],
];

const isThere = spawnSync('script', ['--version']).stdout?.toString().includes('util-linux') ?? false;
const withTerminal = isThere || process.env['QUIZ_SYNC_TEST_NO_SKIP'] === '1';
if (!withTerminal) process.stderr.write('SKIPPED: commands at a terminal, for want of util-linux script\n');

const ESCAPE = '\u001b';

let here: Place;

beforeAll(async () => {
  here = await place();
  const header = 'submission_id,user_id,quiz_type,submitted_at,quiz_id,topic,selected_option,correct';
  const lines = ['i1', 'i2', 'i3'].map((id) => `${id},ada,micro,2026-01-01T00:00:00Z,q1,Fractions,A,1`);
  await writeFile(path.join(here.folder, 'data.csv'), [header, ...lines].join('\n'));
  await writeFile(path.join(here.folder, 'bad.csv'), `${header}\ni9,ada,micro,yesterday,q1,Fractions,A,1\n`);
});
afterAll(() => here[Symbol.asyncDispose]());

test('the table has every command that ends by itself', () => {
  const names = COMMANDS.map(({ name }) => name).filter((name) => !GOES_ON.includes(name));
  const missing = names.filter((name) => !SUCCEEDS.some(([line]) => line.startsWith(name)));
  // Its success ends a key that others lean on: see its own tests.
  expect(missing).toEqual(['keys revoke']);
});

describe('success', () => {
  test.each(SUCCEEDS)('%s, in a pipe', { timeout: 60_000 }, async (line, says) => {
    const { code, out, err } = await here.run(line.replace('$WHERE', 'pipe'));
    expect({ code, out }).toEqual({ code: 0, out: expect.stringMatching(says) });
    expect(out + err).not.toContain(ESCAPE);
  });

  test.runIf(withTerminal).each(SUCCEEDS)('%s, at a terminal', { timeout: 60_000 }, async (line, says) => {
    const { code, out } = await here.startAtTerminal(line.replace('$WHERE', 'terminal')).ended;
    expect({ code, out: withoutDress(out) }).toEqual({ code: 0, out: expect.stringMatching(says) });
  });
});

/** Without colours, and with line ends as in files. */
function withoutDress(screen: string): string {
  return screen
    .split(ESCAPE)
    .map((piece, index) => (index === 0 ? piece : piece.replace(/^\[[\d;]*[A-Za-z]/, '')))
    .join('')
    .replaceAll('\r\n', '\n');
}

describe('manners at a terminal', () => {
  test.runIf(withTerminal)('colours, unless they are not wanted', async () => {
    const [dressed, plain, asked] = await Promise.all([
      here.startAtTerminal('status').ended,
      here.startAtTerminal('status', { NO_COLOR: '1' }).ended,
      here.startAtTerminal('status --no-color').ended,
    ]);
    expect(dressed.out).toContain(ESCAPE);
    expect(plain.out + asked.out).not.toContain(ESCAPE);
  });

  test.runIf(withTerminal).each([
    ['n\n', 130, 'Nothing was erased.'],
    ['y\n', 0, 'Nothing is stored of nobody'],
    ['\u0003', 130, 'Interrupted.'],
  ])('a question answered with %j', async (typed, code, says) => {
    const asking = here.startAtTerminal('erase nobody');
    await vi.waitFor(() => expect(asking.out()).toContain('[y/N]'), { timeout: 15_000 });
    asking.process.stdin?.write(typed);
    const ended = await asking.ended;
    expect({ code: ended.code, out: ended.out }).toEqual({ code, out: expect.stringContaining(says) });
  });
});

interface Failing {
  readonly line: string;
  readonly code: number;
  readonly says: RegExp;
  readonly env?: Record<string, string>;
}

/** Exit codes that are no success, each by a command that meets it. */
const FAILS: readonly Failing[] = [
  { line: 'status --store sqlite:/dev/null/x.db', code: 1, says: /\/dev\/null\/x\.db/ },
  { line: 'stauts', code: 2, says: /did you mean "status"\?/ },
  { line: 'force --spreadsheet a/b', code: 2, says: /--spreadsheet: must be the id/ },
  { line: 'import bad.csv', code: 3, says: /bad\.csv:2: submitted_at must be/ },
  { line: 'force --url http://127.0.0.1:9', code: 75, says: /cannot be reached/ },
  {
    line: 'force --spreadsheet nobodyHasThisOne --store sqlite:other.db',
    code: 5,
    says: /There is no spreadsheet|not found|does not exist/i,
  },
  { line: 'verify', code: 75, says: /reach/, env: { SHEETS_EMULATOR_HOST: '127.0.0.1:9' } },
];

describe('failure', () => {
  beforeAll(() => insertSubmissions(path.join(here.folder, 'other.db'), 1));

  test.each(FAILS)(
    '$line ends with $code, in a pipe',
    { timeout: 60_000 },
    async ({ line, code, says, env }) => {
      const [ended, scripted] = await Promise.all([here.run(line, env), here.run(`${line} --json`, env)]);
      expect({ code: ended.code, err: ended.err }).toEqual({ code, err: expect.stringMatching(says) });
      expect(ended.err).not.toMatch(/\n +at /);
      expect(scripted.code).toBe(code);
      const told = JSON.parse(scripted.err.trim().split('\n').at(-1) ?? '');
      if (code !== 3) expect(told).toMatchObject({ error: { exit_code: code } });
    },
  );

  test.runIf(withTerminal).each(FAILS)(
    '$line ends with $code, at a terminal',
    { timeout: 60_000 },
    async ({ line, code, says, env }) => {
      const { code: ended, out } = await here.startAtTerminal(line, env).ended;
      expect({ code: ended, out: withoutDress(out) }).toEqual({ code, out: expect.stringMatching(says) });
    },
  );

  test('a spreadsheet that is not shared is 4', { timeout: 60_000 }, async () => {
    const fault = emulator().faults.add({ times: 'always', effect: { type: 'before', status: 403 } });
    const { code, err } = await here.run('setup');
    emulator().faults.remove(fault);
    expect({ code, err }).toEqual({ code: 4, err: expect.stringContaining('Share the spreadsheet') });
  });

  test('another writer is 6, for whoever needs the lease', { timeout: 60_000 }, async () => {
    const store = await openSqliteStore(path.join(here.folder, '.quiz-sync/quiz-sync.db'));
    (await store.lease.acquire(here.spreadsheetId, 'another one', 60_000))._unsafeUnwrap();
    const { code, err } = await here.run('rebuild');
    await store.close();
    expect({ code, err }).toEqual({ code: 6, err: expect.stringContaining('another one') });
  });
});

describe('commands that go on until they are stopped', () => {
  const LINES = ['serve --port 0', 'emulator --port 0'] as const;

  test.each(LINES)('%s, in a pipe', async (line) => {
    await stops(here.start(line), (cli) => cli.process.kill('SIGINT'));
  });

  test.runIf(withTerminal).each(LINES)('%s, at a terminal, by Ctrl-C', async (line) => {
    await stops(here.startAtTerminal(line), (cli) => cli.process.stdin?.write('\u0003'));
  });

  async function stops(cli: SpawnedCli, stop: (cli: SpawnedCli) => void): Promise<void> {
    await vi.waitFor(() => expect(cli.out()).toContain('http://127.0.0.1:'), { timeout: 15_000 });
    stop(cli);
    expect((await cli.ended).code).toBe(130);
  }
});
