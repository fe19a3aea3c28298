import { spawnSync } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { type SheetsEmulator, startSheetsEmulator } from '@quiz-sync/sheets-emulator';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { COMMANDS } from '../src/command-table.js';
import { EXIT_CODES } from '../src/exit-code.js';
import { JSON_OUTPUTS } from '../src/json-shapes.js';
import { DATA } from './table/data.js';
import { GOING_ON } from './table/going-on.js';
import { interrupt } from './table/interrupt.js';
import { LOOKING } from './table/looking.js';
import type { CommandRows, FailureName, Row } from './table/row.js';
import { type Seen, see, type Way } from './table/see.js';
import { ofShape } from './table/shape-of.js';
import { SYNCING } from './table/syncing.js';
import { type WorldName, type Worlds, worldsOn } from './table/worlds.js';

/**
 * Every command as a process, at a terminal and in a pipe, with a running service and without, for success, each
 * failure and interruption: what it says where, how it ends, and what is then in store and spreadsheet. The rows are in
 * `table/`; a command without them all does not compile, or fails the first test.
 */
const TABLE: readonly CommandRows[] = [...SYNCING, ...LOOKING, ...DATA, ...GOING_ON];

// Most of them wait most of the time: for a process, or for the turn that the quota gives them.
vi.setConfig({ maxConcurrency: 10 });

const isThere = spawnSync('script', ['--version']).stdout?.toString().includes('util-linux') ?? false;
const withTerminal = isThere || process.env['QUIZ_SYNC_TEST_NO_SKIP'] === '1';
if (!withTerminal) process.stderr.write('SKIPPED: commands at a terminal, for want of util-linux script\n');

const WAYS: readonly Way[] = [
  { at: 'pipe', service: false },
  { at: 'terminal', service: false },
  { at: 'pipe', service: true },
  { at: 'terminal', service: true },
];

/** Each takes its turn among others; a slow machine has many. */
const TIMEOUT = { timeout: 120_000 };

/** Where each failure is at home. */
const HOMES: Readonly<Record<FailureName, WorldName>> = {
  failed: 'store away',
  usage: 'empty',
  partly: 'waiting',
  access: 'not shared',
  spreadsheet: 'no spreadsheet',
  otherWriter: 'held',
  later: 'unreachable',
};

let emulator: SheetsEmulator;
let worlds: Worlds;

beforeAll(async () => {
  emulator = await startSheetsEmulator();
  worlds = await worldsOn(emulator);
});
afterAll(async () => {
  await worlds[Symbol.asyncDispose]();
  await emulator.close();
});

test('the table has every command', () => {
  expect(TABLE.map(({ command }) => command).toSorted()).toEqual(COMMANDS.map(({ name }) => name).toSorted());
  for (const { command, withService } of TABLE) {
    const asksService = COMMANDS.find(({ name }) => name === command)?.asksService ?? false;
    expect({ command, asksService }).toEqual({ command, asksService: withService === true });
  }
});

/** The ways in which a row can be gone. */
function waysOf(row: Row, { withService }: CommandRows): readonly Way[] {
  const possible = withTerminal ? WAYS : WAYS.filter(({ at }) => at === 'pipe');
  return withService === true && row.hereAlone !== true ? possible : possible.filter((way) => !way.service);
}

function wayWords({ at, service }: Way): string {
  return `${at === 'pipe' ? 'in a pipe' : 'at a terminal'}${service ? ', with a service' : ''}`;
}

/** Rows with the ways to go them, as tests take them. */
function gone(rows: CommandRows, list: readonly Row[]) {
  return list.flatMap((row) => waysOf(row, rows).map((way) => [row.line, wayWords(way), row, way] as const));
}

describe('with --json, the documented shape', () => {
  test('of every command is there', () => {
    expect(Object.keys(JSON_OUTPUTS).toSorted()).toEqual(COMMANDS.map(({ name }) => name).toSorted());
  });

  /** What is called otherwise than in its first row. */
  const LINES: Readonly<Record<string, string>> = { export: 'export responses --output all.csv' };
  const shapes = TABLE.flatMap(({ command, done }) => {
    const output = JSON_OUTPUTS[command];
    if (output === undefined || 'document' in output || typeof done === 'string') return [];
    const [row] = done;
    return row === undefined
      ? []
      : [[LINES[command] ?? row.line, row.world ?? 'waiting', output.shape] as const];
  });

  test.concurrent.each(shapes)('%s', TIMEOUT, async (line, name, shape) => {
    await using world = await worlds.make(name);
    const { code, out } = await see(world, `${line} --json`, { at: 'pipe', service: false });
    expect(code).toBe(EXIT_CODES.done);
    expect(JSON.parse(out)).toEqual(ofShape(shape));
  });

  const goingOn = GOING_ON.flatMap(({ command, interrupted }) => {
    const output = JSON_OUTPUTS[command];
    if (output === undefined || 'document' in output || typeof interrupted === 'string') return [];
    return [[command, interrupted.world ?? 'waiting', output.shape] as const];
  });

  test.concurrent.each(goingOn)('%s, in its first line', TIMEOUT, async (command, name, shape) => {
    await using world = await worlds.make(name);
    const cli = world.place.start(`${command} --port 0 --json`);
    await vi.waitFor(() => expect(cli.out()).toContain('}\n'), { timeout: 30_000 });
    expect(JSON.parse(cli.out())).toEqual(ofShape(shape));
  });
});

describe('a store that is not there is told, and not made', () => {
  test.concurrent.each([
    ...['status', 'force', 'plan', 'verify --repair --yes', 'rebuild --yes', 'cleanup --yes'],
    ...['erase ada --yes', 'export responses', 'keys list', 'keys revoke 0a1b2c3d4e5f --yes'],
    'copy-store --from sqlite:folder/quiz.db --to sqlite:copy.db',
  ])('%s', TIMEOUT, async (line) => {
    await using world = await worlds.make('empty');
    const seen = await see(world, `${line} --store sqlite:folder/quiz.db`, { at: 'pipe', service: false });
    expectSaid(seen, { at: 'pipe', service: false }, 'usage', /There is no store at .*folder\/quiz\.db/);
    expect(await readdir(world.place.folder)).not.toContain('folder');
  });
});

describe.each(TABLE)('$command', (rows) => {
  const done = typeof rows.done === 'string' ? [] : rows.done;
  test.concurrent.each(gone(rows, done))('%s, %s', TIMEOUT, async (_line, _words, row, way) => {
    await using world = await worlds.make(row.world ?? 'waiting');
    const seen = await see(world, row.line, way);
    expectSaid(seen, way, 'done', row.says);
    if (row.leaves !== undefined) expect(world.state()).toMatchObject(row.leaves);
  });

  const failures = (Object.keys(HOMES) as FailureName[]).flatMap((name) => {
    const row = rows.failures[name];
    return typeof row === 'string'
      ? []
      : gone(rows, [name === 'usage' ? { ...row, hereAlone: true } : row]).map(
          (each) => [name, ...each] as const,
        );
  });
  test.concurrent.each(failures)('%s: %s, %s', TIMEOUT, async (name, _line, _words, row, way) => {
    await using world = await worlds.make(row.world ?? HOMES[name]);
    const before = world.state();
    const seen = await see(world, row.line, way);
    expectSaid(seen, way, name, row.says);
    if (name !== 'partly') expect(world.state()).toEqual(before);
  });

  const { interrupted } = rows;
  const ways = typeof interrupted === 'string' ? [] : gone(rows, [interrupted]);
  test.concurrent.each(ways)('interrupted: %s, %s', TIMEOUT, async (_line, _words, _row, way) => {
    if (typeof interrupted === 'string') return;
    await interrupt(worlds, emulator, interrupted, way);
  });
});

/** What is data goes to stdout, everything else to stderr; no escape codes but at a terminal, and no stack anywhere. */
function expectSaid(seen: Seen, { at }: Way, ending: FailureName | 'done', says: RegExp): void {
  const code = EXIT_CODES[ending];
  if (at === 'terminal')
    expect({ code: seen.code, screen: seen.out }).toEqual({ code, screen: expect.stringMatching(says) });
  else if (ending === 'done')
    expect(seen).toEqual({ code, out: expect.stringMatching(says), err: expect.any(String) });
  else if (ending === 'partly' || seen.out !== '')
    expect({ code: seen.code, said: seen.out + seen.err }).toEqual({
      code,
      said: expect.stringMatching(says),
    });
  else expect(seen).toEqual({ code, out: '', err: expect.stringMatching(says) });
  expect(seen.out + seen.err).not.toMatch(/\n +at /);
  if (at === 'pipe') expect(seen.out + seen.err).not.toContain('\u001b');
}
