import type { QuizSync } from '@quiz-sync/core';
import { errAsync, okAsync, ResultAsync } from 'neverthrow';
import { describe, expect, test } from 'vitest';
import { runCli } from '../src/run-cli.js';
import { capturedProcess } from './capture.js';
import { type Asked, fakeComposition, fakeQuizSync } from './fake-composition.js';
import { syncStatus } from './samples.js';

/** Never answers: for commands that are interrupted. */
const never = () => new ResultAsync<never, never>(new Promise(() => {}));

/** The same, when it has told how far it is. */
const halfWay: QuizSync['forceSync'] = ({ onProgress } = {}) => {
  onProgress?.({ done: 1_000, total: 4_000 });
  return never();
};

/** An application that lets Ctrl-C be pressed as soon as it is asked for what it never answers. */
function asked(answers: Partial<Asked>, press: () => void): QuizSync {
  const pressed = Object.entries(answers).map(([name, answer]) => [
    name,
    (...args: never[]) => {
      setImmediate(press);
      return Reflect.apply(answer, undefined, args);
    },
  ]);
  return fakeQuizSync(Object.fromEntries(pressed));
}

describe('what is composed', () => {
  test('follows the flags and the environment', async () => {
    const env = { PORT: '1' };
    const line =
      'serve --port 8080 --host 127.0.0.2 --config a.json --store sqlite:a.db --spreadsheet 1AbC --verbose';
    const cli = capturedProcess(line.split(' '), { env });
    const fake = fakeComposition();
    const running = runCli(cli, fake.compose);
    cli.signal('SIGTERM');
    await running;
    expect(fake.requests).toEqual([
      {
        flags: { port: '8080', host: '127.0.0.2', store: 'sqlite:a.db', spreadsheetId: '1AbC' },
        configFile: 'a.json',
        env,
        verbose: true,
        serving: true,
        examining: false,
        makingStore: false,
      },
    ]);
  });

  test('can be refused: the configuration names what is wrong', async () => {
    const cli = capturedProcess(['status']);
    const problems = ['PORT: must be a whole number (it is "x")', 'HOST: must be an address'];
    const fake = fakeComposition({ invalid: { type: 'configuration_invalid', problems } });
    expect(await runCli(cli, fake.compose)).toBe(2);
    expect(cli.stderr.text()).toBe(problems.map((problem) => `quiz-sync: ${problem}\n`).join(''));
    expect(fake.closed()).toBe(0);
  });

  test('is closed when the application cannot be opened', async () => {
    const cli = capturedProcess(['status']);
    const fake = fakeComposition({ cannotOpen: { type: 'store_unavailable', message: 'Locked.' } });
    expect(await runCli(cli, fake.compose)).toBe(75);
    expect(cli.stderr.text()).toContain('quiz-sync: The store cannot be reached: Locked.');
    expect(fake.closed()).toBe(1);
  });
});

describe('serve', () => {
  test('says where it listens, and ends in order with SIGTERM', async () => {
    const cli = capturedProcess(['serve', '--no-color'], { isTTY: true });
    const fake = fakeComposition();
    const running = runCli(cli, fake.compose);
    await expect.poll(() => cli.stdout.text()).toBe('Quiz Sync is at http://127.0.0.1:3000\n');
    cli.signal('SIGTERM');
    expect(await running).toBe(0);
    expect(cli.stderr.text()).toMatch(/^Stopping\. What is stored/);
    expect(fake.closed()).toBe(1);
  });

  test('is interrupted by Ctrl-C', async () => {
    const cli = capturedProcess(['serve', '--json']);
    const running = runCli(cli, fakeComposition().compose);
    await expect.poll(() => cli.stdout.text()).not.toBe('');
    expect(JSON.parse(cli.stdout.text())).toEqual({ url: 'http://127.0.0.1:3000', process_id: process.pid });
    cli.signal('SIGINT');
    expect(await running).toBe(130);
  });

  test('fails when the port is taken', async () => {
    const cli = capturedProcess(['serve']);
    const taken = { type: 'not_listening', message: 'Port 3000 is taken' } as const;
    expect(await runCli(cli, fakeComposition({ cannotOpen: taken }).compose)).toBe(1);
    expect(cli.stderr.text()).toBe('quiz-sync: Port 3000 is taken\n');
  });
});

describe('an interrupted command', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)(
    'ends with 130 on %s, closes everything, says what was left',
    async (signal) => {
      const cli = capturedProcess(['force', '--no-color'], { isTTY: true });
      const fake = fakeComposition({ quizSync: fakeQuizSync({ forceSync: never }) });
      const running = runCli(cli, fake.compose);
      await expect.poll(() => cli.stderr.text()).toBe('Syncing ...\n');
      cli.signal(signal);
      expect(await running).toBe(130);
      expect(cli.stderr.text()).toContain(
        'quiz-sync: Interrupted. A batch that is being written is finished first. What was not written stays pending',
      );
      expect(fake.closed()).toBe(1);
    },
  );

  test.each([
    ['verify', { verify: never }, 'Nothing was changed.'],
    [
      'verify --repair',
      { verify: never },
      'What was mended by then is mended; verify --repair finds the rest',
    ],
    ['cleanup', { cleanUpSessions: never }, 'The sessions are removed all at once: all of them are gone, or'],
    ['cleanup --dry-run', { cleanUpSessions: never }, 'Nothing was changed.'],
    ['rebuild', { rebuild: never }, 'Nothing was written; the next sync may write every row again.'],
    [
      'rebuild',
      { forceSync: never },
      'A batch that is being written is finished first. The rest goes with the next sync: quiz-sync force',
    ],
    ['force', { forceSync: halfWay }, '1,000 of 4,000 changes were written. A batch that is being written'],
  ] as const)('%s says what is true by then: %#', async (line, answers, says) => {
    const cli = capturedProcess(line.split(' '));
    const running = runCli(
      cli,
      fakeComposition({ quizSync: asked(answers, () => cli.signal('SIGINT')) }).compose,
    );
    expect({ code: await running, err: cli.stderr.text() }).toEqual({
      code: 130,
      err: expect.stringContaining(`Interrupted. ${says}`),
    });
  });

  test('at a question, which Ctrl-C answers, has changed nothing and says so once', async () => {
    const cli = capturedProcess(['rebuild', '--no-color'], { isTTY: true });
    const ask = async () => {
      cli.signal('SIGINT');
      return undefined;
    };
    expect(await runCli({ ...cli, ask }, fakeComposition().compose)).toBe(130);
    expect(cli.stderr.text()).toBe('quiz-sync: Nothing was changed.\n');
  });

  test('prints nothing more, even when its answer comes while everything is closed', async () => {
    const cli = capturedProcess(['status']);
    let answerNow = (): void => {};
    const late = new ResultAsync<ReturnType<typeof syncStatus>, never>(
      new Promise((resolve) => {
        answerNow = () => void okAsync(syncStatus()).then(resolve);
      }),
    );
    const fake = fakeComposition({ quizSync: fakeQuizSync({ syncStatus: () => late }) });
    const running = runCli(cli, async (request) => {
      const composed = await fake.compose(request);
      return composed.map((composition) => ({
        ...composition,
        close: async () => {
          answerNow();
          await late;
          await composition.close();
        },
      }));
    });
    await expect.poll(() => fake.requests.length).toBe(1);
    cli.signal('SIGINT');
    expect(await running).toBe(130);
    expect(cli.stdout.text()).toBe('');
  });
});

test('--quiet keeps even a terminal free of what is going on', async () => {
  const cli = capturedProcess(['force', '--quiet'], { isTTY: true });
  expect(await runCli(cli, fakeComposition().compose)).toBe(0);
  expect(cli.stdout.text() + cli.stderr.text()).toBe('');
});

describe('a bug', () => {
  const broken = () => {
    throw new Error('boom');
  };

  test('is one line, and the place with --verbose', async () => {
    const quizSync = fakeQuizSync({ syncStatus: broken });
    const quiet = capturedProcess(['status']);
    expect(await runCli(quiet, fakeComposition({ quizSync }).compose)).toBe(1);
    expect(quiet.stderr.text()).toBe(
      'quiz-sync: Unexpected error: boom\n  Run it with --verbose to see where it comes from.\n',
    );
    const verbose = capturedProcess(['status', '--verbose']);
    expect(await runCli(verbose, fakeComposition({ quizSync }).compose)).toBe(1);
    expect(verbose.stderr.text()).toContain('run-cli.test.ts');
  });

  test('is JSON with --json', async () => {
    const cli = capturedProcess(['status', '--json']);
    const quizSync = fakeQuizSync({ syncStatus: broken });
    expect(await runCli(cli, fakeComposition({ quizSync }).compose)).toBe(1);
    expect(JSON.parse(cli.stderr.text())).toMatchObject({ error: { code: 'unexpected', exit_code: 1 } });
  });
});

describe('stdout', () => {
  test('that nobody reads any more ends quietly (fault 53)', async () => {
    const cli = capturedProcess(['status']);
    cli.stdout.fail('EPIPE');
    expect(await runCli(cli, fakeComposition().compose)).toBe(0);
    expect(cli.stderr.text()).toBe('');
  });

  test('that cannot be written is a failure', async () => {
    const cli = capturedProcess(['status']);
    cli.stdout.fail('ENOSPC');
    expect(await runCli(cli, fakeComposition().compose)).toBe(1);
    expect(cli.stderr.text()).toContain('quiz-sync: Unexpected error: write ENOSPC');
  });

  test('that nobody reads does not change how a failing command ends (fault 53)', async () => {
    const cli = capturedProcess(['force', '--json']);
    cli.stdout.fail('EPIPE');
    const quizSync = fakeQuizSync({ forceSync: () => errAsync({ type: 'sync_disabled' }) });
    expect(await runCli(cli, fakeComposition({ quizSync }).compose)).toBe(1);
  });
});

describe('colours', () => {
  const ESCAPE = String.fromCharCode(27);
  const wasColoured = async (words: string[], options: Parameters<typeof capturedProcess>[1]) => {
    const cli = capturedProcess(['status', ...words], options);
    await runCli(cli, fakeComposition().compose);
    return cli.stdout.text().includes(ESCAPE);
  };

  test.each([
    ['a terminal', [], { isTTY: true }, true],
    ['a pipe', [], { isTTY: false }, false],
    ['a terminal with --no-color', ['--no-color'], { isTTY: true }, false],
    ['a terminal with NO_COLOR', [], { isTTY: true, env: { NO_COLOR: '1' } }, false],
    ['a terminal with an empty NO_COLOR', [], { isTTY: true, env: { NO_COLOR: '' } }, true],
    ['a dumb terminal', [], { isTTY: true, env: { TERM: 'dumb' } }, false],
    ['a terminal that asked for JSON', ['--json'], { isTTY: true }, false],
  ])('on %s', async (_where, words, options, coloured) => {
    expect(await wasColoured(words, options)).toBe(coloured);
  });
});
