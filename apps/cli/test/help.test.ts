import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { flagName } from '../src/command-line/flags.js';
import { GLOBAL_FLAGS } from '../src/command-line/global-flags.js';
import { COMMANDS } from '../src/command-table.js';
import { usageLine } from '../src/render/help.js';
import { runCli } from '../src/run-cli.js';
import { version } from '../src/version.js';
import { capturedProcess } from './capture.js';
import { fakeComposition } from './fake-composition.js';

async function read(line: string): Promise<string> {
  const cli = capturedProcess(line === '' ? [] : line.split(' '));
  const fake = fakeComposition();
  expect(await runCli(cli, fake.compose)).toBe(0);
  expect(cli.stderr.text()).toBe('');
  expect(fake.requests).toEqual([]);
  return cli.stdout.text();
}

describe('help', () => {
  test.each(['', '--help', '-h', 'help', '--json --help'])('"%s" lists every command', async (line) => {
    const text = await read(line);
    for (const { name, summary } of COMMANDS) expect(text).toMatch(new RegExp(`  ${name} +${summary}`));
    expect(text).toMatch(/75 +temporary/);
  });

  test.each(COMMANDS)('of $name shows its flags and examples', async (command) => {
    const { name, examples, flags } = command;
    const text = await read(`${name} --help`);
    expect(text).toContain(usageLine(command));
    expect(examples.length).toBeGreaterThan(0);
    for (const { line } of examples) expect(text).toContain(line);
    for (const { says } of Object.values(flags)) expect(text).toContain(says);
    expect(await read(`help ${name}`)).toBe(text);
    expect(await read(`${name} --bogus -h`)).toBe(text);
  });

  test('of a group is that of its command', async () => {
    expect(await read('config --help')).toBe(await read('config show --help'));
  });

  test('knows a value of a flag from a command', async () => {
    expect(await read('--config status cleanup --help')).toContain('quiz-sync cleanup [flags]');
  });

  test('shows defaults and negations', async () => {
    expect(await read('cleanup --help')).toMatch(/--older-than DURATION +.* \(default: 30d\)/);
    expect(await read('force --help')).toContain('--[no-]wait');
  });

  test('words after -- are no wish for help', async () => {
    const cli = capturedProcess(['status', '--', '--help']);
    expect(await runCli(cli, fakeComposition().compose)).toBe(2);
  });
});

test('the README tells every command and every flag', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  for (const { name, flags } of COMMANDS) {
    expect(readme).toContain(`### \`quiz-sync ${name}`);
    for (const flag of Object.keys({ ...flags, ...GLOBAL_FLAGS }))
      expect(readme).toMatch(new RegExp(`--(no-)?${flagName(flag)}\\b`));
  }
});

test('--version is the version of the package', async () => {
  expect(await read('--version')).toBe(`${version()}\n`);
  expect(version()).toMatch(/^\d+\.\d+\.\d+/);
});
