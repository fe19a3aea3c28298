import { writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { COMMANDS } from '../src/command-table.js';
import { remoteQuizSync } from '../src/remote/remote-quiz-sync.js';
import { runCli } from '../src/run-cli.js';
import { capturedProcess } from './capture.js';
import { fakeComposition } from './fake-composition.js';
import { type SpawnedCli, type Workplace, workplace } from './spawned-cli.js';

const SUBMISSION = {
  submission_id: 's1',
  user_id: 'ada',
  quiz_type: 'micro',
  responses: [{ quiz_id: 'q1', topic: 'algebra', selected_option: 'A', correct: true }],
};

/** Runs a command that is only to ask: whatever it would open here is a mistake of the test. */
async function ask(line: string, env: Record<string, string> = {}) {
  const cli = capturedProcess(line.split(' '), { env });
  const fake = fakeComposition();
  const code = await runCli(cli, fake.compose);
  expect(fake.requests).toEqual([]);
  return { code, out: cli.stdout.text(), err: cli.stderr.text() };
}

describe('with a running service, by --url', () => {
  let here: Workplace;
  let serving: SpawnedCli;
  let url: string;

  beforeAll(async () => {
    here = await workplace();
    serving = here.start('serve --port 0 --json');
    await vi.waitFor(() => expect(serving.out()).toContain('}\n'), { timeout: 15_000 });
    url = String(JSON.parse(serving.out()).url);
    await fetch(`${url}/api/quiz/submit`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(SUBMISSION),
    });
    expect((await ask(`force --url ${url}`)).code).toBe(0);
  });
  afterAll(() => here[Symbol.asyncDispose]());

  test.each(['status', 'plan', 'verify', 'force'])(
    '%s answers with the same fields as without',
    async (line) => {
      const [there, local] = [await ask(`${line} --json --url ${url}/`), await here.run(`${line} --json`)];
      expect({ code: there.code, err: there.err }).toEqual({ code: 0, err: '' });
      expect(fieldsOf(JSON.parse(there.out))).toEqual(fieldsOf(JSON.parse(local.out)));
    },
  );

  test('erase removes what is stored there, and says the same of what it cannot', async () => {
    await fetch(`${url}/api/quiz/submit`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...SUBMISSION, submission_id: 's2', user_id: 'bob/../ada' }),
    });
    const erased = await ask(`erase bob/../ada --yes --json --url ${url}`);
    expect({ code: erased.code, ...JSON.parse(erased.out) }).toMatchObject({
      ...{ code: 0, user_id: 'bob/../ada', removed: { submissions: 1, responses: 1 } },
    });
    const again = await here.run('erase bob/../ada --yes --json');
    expect(fieldsOf(JSON.parse(erased.out))).toEqual(fieldsOf(JSON.parse(again.out)));
    const stays = await fetch(`${url}/api/learners/ada/statistics`);
    expect(await stays.json()).toMatchObject({ quizzes_taken: 1 });
    const long = `erase ${'a'.repeat(1_001)} --yes`;
    const { code, err } = await ask(`${long} --url ${url}`);
    expect(await here.run(long)).toMatchObject({ code, err });
    expect(code).toBe(2);
    expect(await ask(`erase .. --yes --url ${url}`)).toMatchObject({
      ...{ code: 2, err: expect.stringContaining('LEARNER ".." cannot stand in an address') },
    });
  });

  test('people see the same', async () => {
    // What was erased is on its way out of the spreadsheet.
    await ask(`force --url ${url}`);
    const [there, local] = [await ask(`status --url ${url}`), await here.run('status')];
    expect(steady(there.out)).toEqual(steady(local.out));
  });

  test('doctor looks at what can be seen from here', async () => {
    const { code, out } = await ask(`doctor --json --url ${url}`);
    const { checks } = JSON.parse(out);
    expect({ code, names: checks.map(({ name }: { name: string }) => name) }).toEqual({
      code: 0,
      names: ['runtime', 'service', 'authentication', 'cells', 'quota', 'backlog', 'lease'],
    });
  });

  test('a key is read from the environment or from a file, and never shown', async () => {
    const made = await here.run('keys create --scope admin');
    const key = made.out.trim();
    const refused = `status --url ${url}`;
    await expect.poll(async () => (await ask(refused)).code, { timeout: 15_000 }).toBe(4);
    expect((await ask(refused)).err).toMatch(
      /asks for an API key.*\n.*--key-file FILE or in QUIZ_SYNC_API_KEY/,
    );
    const { err } = await ask(refused, { QUIZ_SYNC_API_KEY: 'qs_WRONG' });
    expect(err).toMatch(/does not let the key in.*\n.*quiz-sync keys list/);
    expect(err).not.toMatch(/qs_WRONG|Bearer|masked/);
    expect((await ask(refused, { QUIZ_SYNC_API_KEY: key })).code).toBe(0);
    const file = path.join(here.folder, 'key');
    await writeFile(file, `${key}\n`);
    expect((await ask(`${refused} --key-file ${file}`)).code).toBe(0);
    expect((await ask(`doctor --url ${url}`)).code).toBe(4);
  });
});

/** Without times, and without when this instance tries again, which only it knows. */
function steady(text: string): string {
  return text
    .replaceAll(/^Next attempt .*\n/gm, '')
    .replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC|(in )?\d+(\.\d)? (ms|s|min|h|d)( ago)? */g, '');
}

/** Which fields there are, down to the first of each list. */
function fieldsOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(fieldsOf);
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, fieldsOf(item)]));
}

describe('when there is no such service', () => {
  let other: Server;
  let url: string;

  beforeAll(async () => {
    other = createServer((_request, response) => response.end('<html>Hello</html>')).listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    url = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
  });
  afterAll(() => other.close());

  test('something else answers there', async () => {
    const { code, err } = await ask(`status --url ${url}`);
    expect({ code, err }).toEqual({
      code: 2,
      err: expect.stringContaining('is no Quiz Sync service: it answered 200'),
    });
  });

  test('nothing listens there', async () => {
    const { code, err } = await ask('force --url http://127.0.0.1:9');
    expect(code).toBe(75);
    expect(err).toContain('The service at http://127.0.0.1:9 cannot be reached: nothing listens there');
  });

  test.each([
    ['status --url localhost:3000', /--url must be the address of a service/],
    ['status --url http://user:secret@host', /--url must be the address of a service/],
    [
      'status --url http://127.0.0.1:9 --key-file /nowhere',
      /--key-file \/nowhere cannot be read: there is no such/,
    ],
    [
      'cleanup --url http://127.0.0.1:9',
      /cleanup does not work with --url.* those that do are status, force, verify, plan, erase, doctor/,
    ],
  ])('%s', async (line, says) => {
    const { code, err } = await ask(line);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringMatching(says) });
    expect(err).not.toContain('secret');
  });

  test('a key that cannot be one is not sent, nor shown', async () => {
    const { code, err } = await ask(`status --url ${url}`, { QUIZ_SYNC_API_KEY: 'CANARY\nx: y' });
    expect(code).toBe(2);
    expect(err).not.toContain('CANARY');
  });

  test.each(COMMANDS.filter(({ asksService }) => !asksService).map(({ name }) => name))(
    '%s does not take --url for something else',
    async (name) => {
      const { operand } = COMMANDS.find((command) => command.name === name) ?? {};
      const word = operand === undefined ? '' : ` ${operand.choices?.[0] ?? '0123456789ab'}`;
      const { code, err } = await ask(`${name}${word} --url ${url}`);
      expect({ code, err }).toEqual({
        code: 2,
        err: expect.stringContaining(`${name} does not work with --url`),
      });
    },
  );
});

test('how far a sync has got is told while it is waited for', async () => {
  const told: unknown[] = [];
  let finish = () => {};
  let looks = 0;
  const service = createServer((request, response) => {
    if (request.method === 'POST') {
      finish = () => response.end(JSON.stringify({ run_id: 'r1', status: 'succeeded' }));
      return;
    }
    looks += 1;
    response.end(JSON.stringify({ state: 'syncing', progress: { done: looks * 100, total: 500 } }));
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => service.once('listening', resolve));
  const url = `http://127.0.0.1:${(service.address() as AddressInfo).port}`;
  const address = { url, key: undefined, stop: new AbortController().signal };
  const onProgress = (progress: unknown) => {
    told.push(progress);
    if (told.length === 2) finish();
  };
  const ended = await remoteQuizSync(address, 1).forceSync({ wait: true, onProgress });
  service.close();
  expect(ended._unsafeUnwrap()).toMatchObject({ status: 'succeeded' });
  expect(told.slice(0, 2)).toEqual([
    { done: 100, total: 500 },
    { done: 200, total: 500 },
  ]);
});
