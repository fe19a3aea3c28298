import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { insertSubmissions } from './insert-submissions.js';
import { type Workplace, workplace } from './spawned-cli.js';

/** Manners that only a terminal brings out; what commands say there is in `table.test.ts`. */
const isThere = spawnSync('script', ['--version']).stdout?.toString().includes('util-linux') ?? false;
const withTerminal = isThere || process.env['QUIZ_SYNC_TEST_NO_SKIP'] === '1';
if (!withTerminal) process.stderr.write('SKIPPED: manners at a terminal, for want of util-linux script\n');

const ESCAPE = '\u001b';

describe.runIf(withTerminal)('at a terminal', () => {
  let here: Workplace;
  beforeAll(async () => {
    here = await workplace({ QUIZ_SYNC_STORE: 'sqlite:quiz.db' });
    await insertSubmissions(path.join(here.folder, 'quiz.db'), 1);
  });
  afterAll(() => here[Symbol.asyncDispose]());

  test('colours, unless they are not wanted', async () => {
    const [dressed, plain, asked] = await Promise.all([
      here.startAtTerminal('status').ended,
      here.startAtTerminal('status', { NO_COLOR: '1' }).ended,
      here.startAtTerminal('status --no-color').ended,
    ]);
    expect(dressed.out).toContain(ESCAPE);
    expect(plain.out + asked.out).not.toContain(ESCAPE);
  });

  test.each([
    ['n\n', 130, 'Nothing was changed.'],
    ['\u0003', 130, '^C\r\r\n\u001b[31mquiz-sync:\u001b[39m Nothing was changed.\r\n'],
    ['\u0004', 130, '[y/N] \r\n\u001b[31mquiz-sync:\u001b[39m Nothing was changed.\r\n'],
    ['y\n', 0, 'Erased learner-1'],
  ])('a question answered with %j', async (typed, code, says) => {
    const asking = here.startAtTerminal('erase learner-1');
    await vi.waitFor(() => expect(asking.out()).toContain('[y/N]'), { timeout: 15_000 });
    asking.process.stdin?.write(typed);
    const { code: ended, out } = await asking.ended;
    expect({ ended, out }).toEqual({ ended: code, out: expect.stringContaining(says) });
  });
});
