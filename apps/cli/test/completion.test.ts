import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../src/command-table.js';
import type { Shell } from '../src/completion/shells.js';
import { runCli } from '../src/run-cli.js';
import { capturedProcess } from './capture.js';
import { fakeComposition } from './fake-composition.js';
import { workplace } from './spawned-cli.js';

async function script(shell: Shell): Promise<string> {
  const cli = capturedProcess(['completion', shell]);
  expect(await runCli(cli, fakeComposition().compose)).toBe(0);
  return cli.stdout.text();
}

/** What is offered when these words have been typed and the last is being completed, by the shell itself. */
type Complete = (typed: readonly string[], folder: string) => Promise<string[]>;

const COMPLETE: Readonly<Record<Shell, Complete>> = {
  bash: async (typed, folder) => {
    const words = typed.map((word) => `'${word}'`).join(' ');
    const ask = `COMP_WORDS=(${words}); COMP_CWORD=${typed.length - 1}; _quiz_sync; printf '%s\\n' "\${COMPREPLY[@]}"`;
    return run('bash', ['--norc', '-c', `${await script('bash')}\n${ask}`], folder);
  },
  // The two calls that show something are replaced: their display needs a terminal.
  zsh: async (typed, folder) => {
    const words = typed.map((word) => `'${word}'`).join(' ');
    const shown = `compdef() { : }; _describe() { print -rl -- "\${(@P)2%%:*}" }; _files() { ls }
      compadd() { shift; print -rl -- "$@" }`;
    const ask = `words=(${words}); CURRENT=${typed.length}; _quiz_sync`;
    const all = run('zsh', ['-f', '-c', `${shown}\n${await script('zsh')}\n${ask}`], folder);
    return all.filter((word) => word.startsWith(typed.at(-1) ?? ''));
  },
  fish: async (typed, folder) => {
    const file = path.join(folder, '.completion.fish');
    writeFileSync(file, await script('fish'));
    const line = typed.join(' ').replaceAll("'", "\\'");
    const lines = run('fish', ['--no-config', '-c', `source ${file}; complete -C '${line}'`], folder);
    return lines.map((each) => each.split('\t', 1).join(''));
  },
};

function run(shell: Shell, words: readonly string[], cwd: string): string[] {
  const { stdout, stderr, status } = spawnSync(shell, words, { cwd, encoding: 'utf8' });
  expect({ stderr, status }).toMatchObject({ stderr: '' });
  return stdout.split('\n').filter((line) => line !== '');
}

function isInstalled(shell: Shell): boolean {
  return spawnSync(shell, ['--version']).status === 0;
}

const ALWAYS = process.env['QUIZ_SYNC_TEST_NO_SKIP'] === '1';

describe.each(['bash', 'zsh', 'fish'] as const)('completion for %s', (shell) => {
  const there = ALWAYS || isInstalled(shell);
  if (!there) process.stderr.write(`SKIPPED: completion for ${shell}, which is not installed\n`);
  const complete = COMPLETE[shell];

  test.runIf(there).each<[typed: string, offered: string[]]>([
    ['quiz-sync st', ['status']],
    ['quiz-sync config ', ['show']],
    ['quiz-sync export cour', ['courses', 'course-statistics']],
    ['quiz-sync export responses --fo', ['--format']],
    ['quiz-sync export responses --format ', ['csv', 'jsonl', 'xlsx']],
    ['quiz-sync --store a.db completion ', ['bash', 'zsh', 'fish']],
    ['quiz-sync import da', ['data.csv']],
    ['quiz-sync force --no-w', ['--no-wait']],
  ])('after "%s"', async (typed, offered) => {
    await using here = await workplace();
    writeFileSync(path.join(here.folder, 'data.csv'), '');
    const found = await complete(typed.split(' '), here.folder);
    const flags = found.filter((word) => word.startsWith('-') && !typed.split(' ').at(-1)?.startsWith('-'));
    expect(found.filter((word) => !flags.includes(word)).toSorted()).toEqual(offered.toSorted());
  });

  test.runIf(there)('offers every command', async () => {
    await using here = await workplace();
    const found = await complete(['quiz-sync', ''], here.folder);
    const first = COMMANDS.map(({ name }) => name.split(' ', 1).join(''));
    expect(found).toEqual(expect.arrayContaining(first));
  });
});
