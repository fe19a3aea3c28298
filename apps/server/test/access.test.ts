import { describe, expect, test } from 'vitest';
import { readKeysFile } from '../src/access/keys-file.js';
import { fileOf, guardOf } from './keys-file.js';
import { serveApp, sha256 } from './serve-app.js';

async function guarded(...keys: string[]): Promise<string> {
  return (await serveApp({ authenticate: guardOf(...keys) })).url;
}

const as = (authorization: string): RequestInit => ({ headers: { authorization } });

describe('with API keys', () => {
  test.each(['/api/sync/status', '/local-spreadsheet', '/local-spreadsheet/tabs/1/rows'])(
    '%s is answered 401 without one',
    async (route) => {
      const answer = await fetch((await guarded('right')) + route);
      expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
      expect(await answer.json()).toMatchObject({ code: 'authentication_required' });
    },
  );

  test.each([
    'Bearer wrong',
    'Bearer ',
    'Bearer',
    'Basic cmlnaHQ=',
    'right',
    'Bearer right right',
    `Bearer ${sha256('right')}`,
  ])('%j is not let in', async (authorization) => {
    expect((await fetch(`${await guarded('right')}/api/sync/status`, as(authorization))).status).toBe(401);
  });

  test('any of the keys is let in', async () => {
    const url = await guarded('first', 'second-key_1.2');
    for (const key of ['first', 'second-key_1.2'])
      expect((await fetch(`${url}/api/sync/status`, as(`Bearer ${key}`))).status).toBe(200);
  });

  test('probes and the page’s own files are open: they tell nothing of anybody’s', async () => {
    const url = await guarded('right');
    for (const route of ['/livez', '/readyz', '/', '/page.js'])
      expect((await fetch(url + route)).status, route).toBe(200);
  });
});

describe('the file of keys', () => {
  test.each<[string, unknown]>([
    ['is not JSON', 'nope'],
    ['is empty', []],
    ['holds a key instead of its hash', ['my-key']],
    ['is no list', { key: sha256('x') }],
    ['names a scope that is none', [{ sha256: sha256('x'), scopes: ['root'] }]],
    ['holds the hash of an empty key, of a variable that was not set', [sha256('')]],
    ['names no scope', [{ sha256: sha256('x'), scopes: [] }]],
  ])('that %s is refused by name', (_, content) => {
    const location = fileOf(typeof content === 'string' ? content : JSON.stringify(content));
    const failure = readKeysFile(location)._unsafeUnwrapErr();
    expect(failure.type).toBe('api_keys_invalid');
    expect(failure.message).toContain(location);
    expect(failure.message).not.toContain('my-key');
  });

  test('lets a hash alone do everything, and one with scopes just that', () => {
    const content = [sha256('all'), { sha256: sha256('some'), scopes: ['submit'] }];
    const keys = readKeysFile(fileOf(JSON.stringify(content)))._unsafeUnwrap();
    expect(keys.callerOf('all')).toMatchObject({ scopes: ['admin'] });
    expect(keys.callerOf('some')).toMatchObject({ scopes: ['submit'] });
    expect(keys.callerOf('all')?.key_id).not.toBe(keys.callerOf('some')?.key_id);
    expect(keys.callerOf('none')).toBe(undefined);
  });

  test('that is not there is refused by name', () => {
    expect(readKeysFile('/nowhere/keys.json')._unsafeUnwrapErr().message).toMatch(
      /\/nowhere\/keys\.json.*ENOENT/,
    );
  });
});
