import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { makeStore } from './make-store.js';
import { BIN, workplace } from './spawned-cli.js';

const { PATH = '', HOME = '' } = process.env;

describe('a pipe that is closed at the other end (fault 53)', () => {
  test.each([
    ['status', 'head -n 1', 0],
    ['status --json', 'head -c 1', 0],
    ['force --json', 'true', 0],
    ['--help', 'true', 0],
    ['status --store nowhere', 'true', 2],
  ])('`quiz-sync %s | %s` ends quietly', async (words, reader, code) => {
    await using here = await workplace();
    await makeStore(here.folder);
    const command = `"$NODE" "$BIN" ${words}`;
    const { stderr } = await promisify(execFile)(
      'sh',
      ['-c', `{ ${command}; echo $? > code; } | ${reader}`],
      {
        cwd: here.folder,
        env: { PATH, HOME, BIN, NODE: process.execPath },
      },
    );
    expect(Number(await readFile(path.join(here.folder, 'code'), 'utf8'))).toBe(code);
    if (code === 0) expect(stderr).toBe('');
  });

  test.each([
    ['status', 0],
    ['force --verbose', 0],
  ])(
    '`quiz-sync %s`, with nobody at either of its pipes from the start, ends with %i',
    async (words, code) => {
      await using here = await workplace();
      await makeStore(here.folder);
      const cli = here.start(words);
      cli.process.stdout?.destroy();
      cli.process.stderr?.destroy();
      expect((await cli.ended).code).toBe(code);
    },
  );

  test('`quiz-sync serve` goes on, and ends in order', async () => {
    await using here = await workplace();
    const serving = here.start('serve --port 0 --json');
    await expect.poll(() => serving.out(), { timeout: 15_000 }).toContain('\n');
    const { url } = JSON.parse(serving.out()) as { url: string };
    serving.process.stdout?.destroy();
    serving.process.stderr?.destroy();
    for (let count = 0; count < 10; count += 1) expect(await submit(url)).toBe(201);
    serving.process.kill('SIGTERM');
    expect((await serving.ended).code).toBe(0);
  });
});

async function submit(url: string): Promise<number> {
  const response = { quiz_id: 'q1', topic: 'algebra', selected_option: 'A', correct: true };
  const answer = await fetch(`${url}/api/quiz/submit`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ user_id: 'learner-1', quiz_type: 'micro', responses: [response] }),
  });
  return answer.status;
}
