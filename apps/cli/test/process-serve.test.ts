import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import { type SpawnedCli, workplace } from './spawned-cli.js';

/** Milliseconds: it takes two seconds, and many times that on a machine that is busy with other tests. */
const STARTED_WITHIN = 45_000;

/** Waits until the service says where it listens. */
async function urlOf(serving: SpawnedCli): Promise<string> {
  await expect.poll(() => serving.out(), { timeout: STARTED_WITHIN }).toContain('\n');
  return String(JSON.parse(serving.out()).url);
}

const SUBMISSION = {
  user_id: 'learner-1',
  quiz_type: 'micro',
  responses: [{ quiz_id: 'q1', topic: 'algebra', selected_option: 'A', correct: true }],
};

async function post(url: string): Promise<number> {
  const answer = await fetch(`${url}/api/quiz/submit`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', connection: 'close' },
    body: JSON.stringify(SUBMISSION),
  });
  return answer.status;
}

describe('serve', { timeout: 60_000 }, () => {
  test('takes submissions, and other commands work beside it on the same folder', async () => {
    await using here = await workplace();
    const serving = here.start('serve --port 0 --json');
    const url = await urlOf(serving);
    expect(await post(url)).toBe(201);
    const forced = await here.run('force --json');
    expect(forced.code).toBe(0);
    const status = JSON.parse((await here.run('status --json')).out);
    expect(status).toMatchObject({ state: 'in_sync', submissions: 1, pending: { total: 0 } });
    const asked: unknown = await (await fetch(`${url}/api/sync/status`)).json();
    expect(Object.keys(status).sort()).toEqual(Object.keys(Object(asked)).sort());
    serving.process.kill('SIGTERM');
    const { code, out, err } = await serving.ended;
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({ url, process_id: serving.process.pid });
    expect(err).toContain('Background sync triggered for user learner-1 after quiz submission');
  });

  test('is interrupted by Ctrl-C in order', async () => {
    await using here = await workplace();
    const serving = here.start('serve --port 0');
    await expect.poll(() => serving.out(), { timeout: STARTED_WITHIN }).toMatch(/^Quiz Sync is at http:/);
    serving.process.kill('SIGINT');
    const { code, err } = await serving.ended;
    expect(code).toBe(130);
    expect(err).toContain('Shutting down');
  });

  test('ends with one stack and 1 after a bug that nobody caught, without what the error carries (fault 54)', async () => {
    const bug = `const error = Object.assign(new Error('a bug with Bearer CANARY-1'), { token: 'CANARY-2' });
      process.on('newListener', (event) => event === 'uncaughtException' && setImmediate(() => Promise.reject(error)));`;
    const hook = `data:text/javascript;base64,${Buffer.from(bug).toString('base64')}`;
    await using here = await workplace({ NODE_OPTIONS: `--import=${hook}` });
    const { code, err } = await here.run('serve --port 0');
    expect([code, err]).toEqual([
      1,
      expect.stringMatching(/^quiz-sync: Unexpected error: Error: a bug with Bearer \[masked\]\n/),
    ]);
    expect(err).not.toContain('CANARY');
  });

  test('says all that is wrong at once, a file of keys that is not there included', async () => {
    await using here = await workplace({ LOG_LEVEL: 'loud', QUIZ_SYNC_API_KEYS_FILE: '/nowhere/keys.json' });
    const { code, err } = await here.run('serve --port 0');
    expect(code).toBe(2);
    expect(err).toMatch(/LOG_LEVEL: must be[\s\S]*QUIZ_SYNC_API_KEYS_FILE: \/nowhere\/keys\.json .*ENOENT/);
  });

  test('says that the port is taken', async () => {
    await using here = await workplace();
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const address = taken.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const { code, out, err } = await here.run(`serve --port ${port}`);
    taken.close();
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(`quiz-sync: Port ${port} of 127.0.0.1 is taken`);
  });
});
