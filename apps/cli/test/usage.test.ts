import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../src/command-table.js';
import { runCli } from '../src/run-cli.js';
import { capturedProcess } from './capture.js';
import { fakeComposition } from './fake-composition.js';

const GLOBALS =
  '--json, --quiet, --verbose, --color, --input, --yes, --config, --store, --url, --key-file, --spreadsheet';
const ALL = COMMANDS.map(({ name }) => name).join(', ');

/** Command line and the one line it is answered with. */
const MISTAKES: readonly (readonly [line: string, message: string])[] = [
  ['stauts', 'unknown command "stauts"; did you mean "status"?'],
  ['frobnicate', `unknown command "frobnicate"; the commands are ${ALL}`],
  ['help frobnicate', `unknown command "frobnicate"; the commands are ${ALL}`],
  ['stauts --help', 'unknown command "stauts"; did you mean "status"?'],
  ['--json', `no command given; the commands are ${ALL}`],
  ['status now', 'status takes no arguments, but was given "now"'],
  ['force -- now', 'force takes no arguments, but was given "now"'],
  ['config shwo', 'unknown command "config shwo"; did you mean "config show"?'],
  ['config edit', 'unknown command "config edit"; the commands are config show'],
  ['config show all', 'config show takes no arguments, but was given "all"'],
  ['cleanup --older-then 30d', 'unknown flag --older-then for cleanup; did you mean --older-than?'],
  ['cleanup --olderThan 30d', 'unknown flag --olderThan for cleanup; did you mean --older-than?'],
  [
    'status --frobnicate',
    `unknown flag --frobnicate for status; accepted are ${GLOBALS}, --watch, --exit-code`,
  ],
  ['status --dry-run', `unknown flag --dry-run for status; accepted are ${GLOBALS}, --watch, --exit-code`],
  ['status -x', `unknown flag -x for status; accepted are ${GLOBALS}, --watch, --exit-code`],
  [
    'status --no-frobnicate',
    `unknown flag --no-frobnicate for status; accepted are ${GLOBALS}, --watch, --exit-code`,
  ],
  ['status --store.x=y', 'unknown flag --store.x for status; did you mean --store?'],
  ['cleanup --older-than 30', '--older-than needs a unit: 30d, 30h or 30m, not "30"'],
  ['cleanup --older-than soon', '--older-than must be a duration such as 30d, 12h or 90m, not "soon"'],
  ['cleanup --older-than', '--older-than needs a value: --older-than DURATION'],
  ['cleanup --older-than --dry-run', '--older-than needs a value: --older-than DURATION'],
  ['cleanup --older-than=', '--older-than needs a value: --older-than DURATION'],
  ['cleanup --no-older-than', '--older-than needs a value: --older-than DURATION'],
  ['cleanup --dry-run=maybe', '--dry-run is a switch and takes no value'],
  ['status --config', '--config needs a value: --config FILE'],
  ['status --json=yes', '--json is a switch and takes no value'],
];

describe('a mistake in the command line', () => {
  test.each(MISTAKES)('%s', async (line, message) => {
    const cli = capturedProcess(line.split(' '));
    const fake = fakeComposition();

    const code = await runCli(cli, fake.compose);

    expect(code).toBe(2);
    expect(cli.stdout.text()).toBe('');
    if (line.split(' ').includes('--json')) {
      expect(JSON.parse(cli.stderr.text())).toMatchObject({
        error: { code: 'usage', message, exit_code: 2 },
      });
    } else {
      expect(cli.stderr.text()).toBe(`quiz-sync: ${message}\n  See quiz-sync --help.\n`);
    }
    expect(fake.requests).toEqual([]);
  });
});

test('the last of a repeated flag counts', async () => {
  const cli = capturedProcess(['status', '--store', 'sqlite:a.db', '--store', 'sqlite:b.db']);
  const fake = fakeComposition();
  expect(await runCli(cli, fake.compose)).toBe(0);
  expect(fake.requests[0]?.flags).toMatchObject({ store: 'sqlite:b.db' });
});

test('flags may stand before the command', async () => {
  const cli = capturedProcess(['--json', '--store', 'sqlite:a.db', 'cleanup', '--dry-run']);
  const fake = fakeComposition();
  expect(await runCli(cli, fake.compose)).toBe(0);
  expect(JSON.parse(cli.stdout.text())).toEqual({ removed: 7, dry_run: true });
});
