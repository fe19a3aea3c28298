import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { freePort } from '../../../test/servers/free-port.ts';
import { temporaryDirectory } from './temporary-directory.js';

const MAIN = fileURLToPath(new URL('../dist/main.js', import.meta.url));

interface Ended {
  readonly code: number | null;
  readonly stderr: string;
}

/** Runs the service in a directory of its own, or the one given. */
function run(env: Record<string, string> = {}, args: string[] = [], directory = temporaryDirectory()) {
  const child = spawn(process.execPath, [MAIN, ...args], {
    cwd: directory,
    env: { PATH: process.env['PATH'], PORT: '0', ...env },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let stderr = '';
  child.stderr.on('data', (chunk) => {
    stderr += String(chunk);
  });
  const ended: Promise<Ended> = once(child, 'close').then(([code]) => ({ code, stderr }));
  return { child, ended };
}

/** The address in the first line that the service logs. */
async function urlOf(child: ChildProcessWithoutNullStreams): Promise<string> {
  for await (const line of createInterface({ input: child.stdout })) {
    const { msg } = JSON.parse(line) as { msg: string };
    expect(msg).toMatch(/^Quiz Sync listens on http:/);
    return msg.slice('Quiz Sync listens on '.length);
  }
  throw new Error('the service ended without a word');
}

const submission = JSON.stringify({
  user_id: 'u1',
  quiz_type: 'micro',
  responses: [{ quiz_id: 'q1', topic: 'risk', selected_option: 'A', correct: true }],
});

function submit(url: string, userId = 'u1'): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  const body = submission.replace('u1', userId);
  return fetch(`${url}/api/quiz/submit`, { method: 'POST', headers, body });
}

function isReady(url: string): Promise<boolean> {
  return fetch(`${url}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  );
}

describe('the service as a process', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)(
    'ends with 0 after %s, also when it comes on two ways',
    async (signal) => {
      const { child, ended } = run();
      const url = await urlOf(child);
      expect((await submit(url)).status).toBe(201);
      child.kill(signal);
      child.kill(signal);
      expect(await ended).toEqual({ code: 0, stderr: '' });
    },
  );

  test('does not wait any longer after a second signal', async () => {
    const hanging = run({}, ['--port', '0']);
    const url = await urlOf(hanging.child);
    const { hostname, port } = new URL(url);
    // A request whose body never comes is under way, so that the first signal has something to wait for.
    const socket = connect(Number(port), hostname);
    onTestFinished(() => void socket.destroy());
    socket.on('error', () => {});
    socket.write(
      'POST /api/quiz/submit HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{',
    );
    await once(socket, 'ready');
    expect((await fetch(`${url}/livez`)).status).toBe(200);
    hanging.child.kill('SIGTERM');
    await refusing(url);
    const again = setInterval(() => hanging.child.kill('SIGTERM'), 100);
    const { code } = await hanging.ended;
    clearInterval(again);
    expect(code).toBe(1);
  });

  test('ends when the npm that started it was told to, which tells it nothing', async () => {
    const directory = temporaryDirectory();
    const start = `"${process.execPath}" "${MAIN}"`;
    writeFileSync(path.join(directory, 'package.json'), JSON.stringify({ scripts: { start } }));
    const npm = spawn('npm', ['start', '--silent'], {
      cwd: directory,
      env: { PATH: process.env['PATH'], PORT: '0' },
    });
    onTestFinished(() => void npm.kill('SIGKILL'));
    const url = await urlOf(npm);
    npm.kill('SIGTERM');
    await refusing(url);
  });

  test.each(['SIGTERM', 'SIGINT'] as const)(
    'goes on when its log pipe is closed, and ends in order after %s (fault 53)',
    async (signal) => {
      const { child, ended } = run({ LOG_LEVEL: 'debug' });
      const url = await urlOf(child);
      child.stdout.destroy();
      child.stderr.destroy();
      for (let count = 0; count < 20; count += 1) expect((await submit(url)).status).toBe(201);
      child.kill(signal);
      expect((await ended).code).toBe(0);
    },
  );

  test('goes on when its log pipe is full and nobody reads it, and ends in order (fault 53)', async () => {
    const port = await freePort();
    const { child, ended } = run({ PORT: String(port), LOG_LEVEL: 'debug' });
    child.stdout.pause();
    const url = `http://127.0.0.1:${port}`;
    await expect.poll(() => isReady(url), { timeout: 15_000 }).toBe(true);
    // More than any pipe holds.
    const learner = 'u'.repeat(200);
    for (let sent = 0; sent < 1_500; sent += 50) {
      const answers = await Promise.all(Array.from({ length: 50 }, () => submit(url, learner)));
      expect(answers.every(({ status }) => status === 201)).toBe(true);
    }
    child.kill('SIGTERM');
    await refusing(url);
    expect(await once(child, 'exit')).toEqual([0, null]);
    child.stdout.destroy();
    expect(await ended).toEqual({ code: 0, stderr: '' });
  });

  test('keeps what it acknowledged when it is killed', async () => {
    const directory = temporaryDirectory();
    const first = run({}, [], directory);
    expect((await submit(await urlOf(first.child))).status).toBe(201);
    first.child.kill('SIGKILL');
    await first.ended;
    const second = run({}, [], directory);
    const status = await fetch(`${await urlOf(second.child)}/api/sync/status`);
    expect(await status.json()).toMatchObject({ submissions: 1, responses: 1 });
  });
});

test.each([
  ['thrown', 'throw error'],
  ['rejected', 'Promise.reject(error)'],
])(
  'a bug that is %s where nobody catches it ends it with 1, without what the error carries (fault 54)',
  async (_, how) => {
    const bug = `const error = Object.assign(new Error('a bug with Bearer CANARY-1'), { config: { headers: { authorization: 'CANARY-2' } } });
    process.on('newListener', (event) => event === 'uncaughtException' && setImmediate(() => { ${how}; }));`;
    const { ended } = run({
      NODE_OPTIONS: `--import=data:text/javascript;base64,${Buffer.from(bug).toString('base64')}`,
    });
    const { code, stderr } = await ended;
    expect([code, stderr]).toEqual([
      1,
      expect.stringContaining('Error: a bug with Bearer [masked]\n    at '),
    ]);
    expect(stderr).not.toContain('CANARY');
  },
);

describe('what it cannot be started with', () => {
  test('is told at once, all of it, and it ends with 1', async () => {
    const QUIZ_SYNC_API_KEYS_FILE = '/nowhere/keys.json';
    const { ended } = run({
      PORT: 'x',
      LOG_LEVEL: 'loud',
      GOOGLE_PRIVATE_KEY: 'CANARY',
      QUIZ_SYNC_API_KEYS_FILE,
    });
    const { code, stderr } = await ended;
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /PORT: .*\n.*LOG_LEVEL: .*\n.*GOOGLE_PRIVATE_KEY: .*\n.*QUIZ_SYNC_API_KEYS_FILE: \/nowhere\/keys\.json cannot be read: ENOENT.*must be there/,
    );
    expect(stderr).not.toContain('CANARY');
  });

  test('that nobody could be told apart is told with the rest, and so is a variable that is none', async () => {
    const env = { HOST: '0.0.0.0', LOG_LEVEL: 'loud', QUIZ_SYNC_PROT: '4000' };
    const { code, stderr } = await run(env).ended;
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /LOG_LEVEL: .*\n {2}HOST: 0\.0\.0\.0 .*make a first key.*\n {2}QUIZ_SYNC_PROT: .*did you mean PORT\?\n$/,
    );
  });

  test('a key for Google that is not there is told before anybody submits', async () => {
    const place = { GOOGLE_APPLICATION_CREDENTIALS: '/nowhere/key.json' };
    const { code, stderr } = await run({ ...place, QUIZ_SYNC_SPREADSHEET_ID: 'a'.repeat(44) }).ended;
    expect(code).toBe(1);
    expect(stderr).toMatch(/GOOGLE_APPLICATION_CREDENTIALS: \/nowhere\/key\.json cannot be read: ENOENT/);
  });

  test('off loopback without keys it refuses, with the reason', async () => {
    const { code, stderr } = await run({ HOST: '0.0.0.0' }).ended;
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^HOST: 0\.0\.0\.0 .*quiz-sync keys create --scope admin.*QUIZ_SYNC_API_KEYS_FILE/,
    );
  });

  test('a configuration file that is not JSON is named, beside what else is wrong', async () => {
    const directory = temporaryDirectory();
    writeFileSync(path.join(directory, 'quiz-sync.config.json'), '{');
    const env = { PORT: 'x', QUIZ_SYNC_JWT_ISSUER: 'whose other half may be in the file' };
    const { code, stderr } = await run(env, ['--prot', '1'], directory).ended;
    expect(code).toBe(1);
    expect(stderr).toMatch(/--prot.*\n.*quiz-sync\.config\.json: is not JSON.*\n.*PORT: must be/);
    expect(stderr).not.toContain('JWT_ISSUER:');
  });

  test('an unknown flag is named, with those there are', async () => {
    const { code, stderr } = await run({}, ['--prot', '1']).ended;
    expect([code, stderr]).toEqual([1, expect.stringMatching(/'--prot'.*--port/)]);
  });
});

test('the file is read, and flags go over it', async () => {
  const directory = temporaryDirectory();
  const file = { port: 1, sync_enabled: false, store: 'sqlite:data/results.db' };
  writeFileSync(path.join(directory, 'quiz-sync.config.json'), JSON.stringify(file));
  const { child } = run({ PORT: '' }, ['--port', '0'], directory);
  const status = await fetch(`${await urlOf(child)}/api/sync/status`);
  expect(await status.json()).toMatchObject({ state: 'disabled', sync_enabled: false });
});

/** Resolves once the service takes no more connections. */
async function refusing(url: string): Promise<void> {
  for (;;) {
    const taken = await fetch(`${url}/livez`, { headers: { connection: 'close' } }).then(
      () => true,
      () => false,
    );
    if (!taken) return;
  }
}
