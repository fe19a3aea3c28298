import type { ApiKey } from '@quiz-sync/core';
import { describe, expect, onTestFinished, test } from 'vitest';
import { describeKey, renderKeys } from '../src/render/keys.js';
import { PLAIN } from '../src/render/style.js';
import { runCli } from '../src/run-cli.js';
import { capturedProcess, NOW } from './capture.js';
import { makeStore } from './make-store.js';
import { workplace } from './spawned-cli.js';

const KEY = /^qs_([0-9a-f]{12})_[0-9a-f]{72}$/;

/** A command on a store of the test's own. */
async function onStore() {
  const { folder, ...place } = await workplace();
  onTestFinished(() => place[Symbol.asyncDispose]());
  await makeStore(folder, 'quiz.db');
  return async (...words: string[]) => {
    const cli = capturedProcess([...words, '--store', `sqlite:${folder}/quiz.db`]);
    const code = await runCli(cli);
    return { code, out: cli.stdout.text(), err: cli.stderr.text() };
  };
}

describe('keys create', () => {
  test('prints the key alone on stdout, and on stderr what it is', async () => {
    const run = await onStore();
    const made = await run('keys', 'create', '--label', 'Moodle', '--expires-in', '90d');
    const [, id] = KEY.exec(made.out.trimEnd()) ?? [];
    expect([made.code, id]).toEqual([0, expect.any(String)]);
    expect(made.err).toMatch(new RegExp(`^Made API key ${id} "Moodle": may submit, read; expires `));
    expect(made.err).toContain('shown this once');
    expect(made.err).not.toContain(made.out.trimEnd());
  });

  test('says nothing else when it is to be quiet, and everything as JSON', async () => {
    const run = await onStore();
    const quiet = await run('keys', 'create', '--quiet');
    expect([quiet.out.trimEnd(), quiet.err]).toEqual([expect.stringMatching(KEY), '']);
    const json = await run('keys', 'create', '--json', '--scope', 'admin,read');
    expect(JSON.parse(json.out)).toMatchObject({
      secret: expect.stringMatching(KEY),
      key: { scopes: ['read', 'admin'], state: 'active' },
    });
    expect(json.err).toBe('');
  });

  test.each([
    [['--scope', 'root'], /--scope must be one of submit, read, admin, not "root"/],
    [['--scope', 'submit,,read'], /--scope must be one of/],
    [['--expires-in', '0d'], /--expires-in must lie ahead/],
    [['--expires-in', 'soon'], /--expires-in must be a duration/],
    [['--label', 'x'.repeat(201)], /--label must be at most 200 characters/],
  ])('with %j makes none', async (flags, message) => {
    const run = await onStore();
    const refused = await run('keys', 'create', ...flags);
    expect([refused.code, refused.out]).toEqual([2, '']);
    expect(refused.err).toMatch(message);
    expect(JSON.parse((await run('keys', 'list', '--json')).out)).toEqual({ keys: [] });
  });
});

describe('keys list and keys revoke', () => {
  test('show keys without what would make them, and end them by id or by the whole key', async () => {
    const run = await onStore();
    expect((await run('keys')).out).toContain('There are no API keys');
    const first = (await run('keys', 'create', '--scope', 'admin')).out.trimEnd();
    const second = (await run('keys', 'create')).out.trimEnd();
    const idOf = (key: string) => KEY.exec(key)?.[1] ?? '';
    expect((await run('keys', 'revoke', idOf(first))).out).toMatch(`Revoked: API key ${idOf(first)}`);
    expect((await run('keys', 'revoke', second, '--quiet')).out).toBe('');
    const list = (await run('keys', 'list')).out;
    expect(list.match(/revoked/g)).toHaveLength(2);
    for (const key of [first, second]) expect(list).not.toContain(key.slice(16, 80));
    expect((await run('keys', 'list', '--json')).out).not.toContain('hash');
  });

  test('an id that there is not, or that is none, is told', async () => {
    const run = await onStore();
    const unknown = await run('keys', 'revoke', '0123456789ab');
    expect([unknown.code, unknown.err]).toEqual([1, expect.stringContaining('no API key 0123456789ab')]);
    const none = await run('keys', 'revoke', 'Moodle');
    expect([none.code, none.err]).toEqual([2, expect.stringContaining('KEY must be the id of a key')]);
  });
});

const key: ApiKey = {
  key_id: '0a1b2c3d4e5f',
  scopes: ['submit', 'read'],
  label: 'Mood\u{1b}[31mle',
  created_at: new Date(NOW - 25 * 86_400_000).toISOString(),
  expires_at: new Date(NOW + 340 * 86_400_000).toISOString(),
  revoked_at: undefined,
  last_used_at: new Date(NOW - 12_000).toISOString(),
  state: 'active',
};

test('a list says how long a key has to live, and lets no label move the terminal', () => {
  const [, line] = renderKeys([key], NOW, PLAIN).split('\n');
  expect(line).toMatch(
    /^0a1b2c3d4e5f {2}Mood.*le {2}submit, read {2}active, 340 d left {2}25 d ago {2}12 s ago$/,
  );
  expect(line).not.toContain('\u{1b}');
  expect(describeKey({ ...key, label: undefined, expires_at: undefined }, NOW)).toBe(
    'API key 0a1b2c3d4e5f: may submit, read; does not expire',
  );
});
