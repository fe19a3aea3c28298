import { spawnSync } from 'node:child_process';
import { COMMANDS } from 'quiz-sync';
import { expect, it } from 'vitest';
import { cliPage } from './cli-page.ts';
import { manPage } from './man-page.ts';

it('docs/cli.md says what the commands say', async () => {
  await expect(cliPage()).toMatchFileSnapshot('../../docs/cli.md');
});

it('the man page says what the commands say', async () => {
  await expect(manPage()).toMatchFileSnapshot('../../apps/cli/man/quiz-sync.1');
});

it('the man page is understood by man, where there is one', () => {
  const { status, error, stdout, stderr } = spawnSync('man', ['-l', '-Tutf8', '--warnings=w', '-'], {
    input: manPage(),
    encoding: 'utf8',
    env: { ...process.env, MANPAGER: 'cat', MANWIDTH: '100' },
  });
  // Small machines have no man, or no formatter for it.
  if (error !== undefined || status !== 0) return expect(manPage()).toMatch(/^\.TH QUIZ-SYNC 1 /);
  expect(stderr).toBe('');
  // Bold is a character typed over itself, with a backspace in between.
  const text = stdout
    .split('\b')
    .map((piece) => piece.slice(0, -1))
    .join('');
  for (const { name } of COMMANDS) expect(text).toContain(name);
});
