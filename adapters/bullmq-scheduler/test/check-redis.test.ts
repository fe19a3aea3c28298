import { describe, expect, it, onTestFinished } from 'vitest';
import { freePort } from '../../../test/servers/free-port.ts';
import { hasRedisServer } from '../../../test/servers/redis.ts';
import { startRedis } from '../../../test/servers/redis-process.ts';
import { tcpProxy } from '../../../test/servers/tcp-proxy.ts';
import { checkRedis } from '../src/check-redis.js';

async function aServer(...settings: string[]): Promise<number> {
  const server = await startRedis({ settings });
  onTestFinished(() => server.close());
  return server.port;
}

/** What was not well, by name. */
async function complaints(url: string) {
  const checks = await checkRedis(url);
  expect(JSON.stringify(checks)).not.toContain('canary');
  for (const { state, remedy } of checks) if (state !== 'ok') expect(remedy).toMatch(/^[A-Z].*\.$/);
  return checks.filter(({ state }) => state !== 'ok');
}

describe.runIf(hasRedisServer)('a look at a Redis', () => {
  it('finds all well where all is, and leaves nothing behind', async () => {
    const port = await aServer('--appendonly', 'yes');
    const checks = await checkRedis(`redis://127.0.0.1:${port}`);
    expect(checks.map(({ name, state }) => `${name} ${state}`)).toEqual([
      'answers ok',
      'version ok',
      'role ok',
      'eviction ok',
      'persistence ok',
      'commands ok',
    ]);
    expect(checks[0]?.detail).toBe(`Redis at 127.0.0.1:${port} answers`);
  });

  it.each([
    [['--maxmemory-policy', 'allkeys-lru'], 'eviction', 'failure', /allkeys-lru/, /noeviction/],
    [
      ['--appendonly', 'no'],
      'persistence',
      'warning',
      /forgets when the next attempt is due/,
      /appendonly yes/,
    ],
    [['--maxmemory', '1'], 'commands', 'failure', /its memory is full/, /maxmemory/],
    [['--replicaof', '127.0.0.1 1'], 'role', 'failure', /a replica/, /the address of the primary/],
    [
      ['--user', 'default', 'on', 'nopass', '~*', '&*', '+@all', '-@scripting'],
      'commands',
      'failure',
      /lacks permissions/,
      /scripts/,
    ],
  ] as const)('with %j finds %s', async (settings, name, state, detail, remedy) => {
    const port = await aServer('--appendonly', 'yes', ...settings);
    const found = await complaints(`redis://127.0.0.1:${port}`);
    expect(found).toContainEqual({
      name,
      state,
      detail: expect.stringMatching(detail),
      remedy: expect.stringMatching(remedy),
    });
  });

  it.each([
    ['redis://:canary@', /refuses the user name or password/, /QUIZ_SYNC_SCHEDULER/],
    ['redis://', /asks for a password/, /QUIZ_SYNC_SCHEDULER/],
  ])('as %s… is told why not', async (start, detail, remedy) => {
    const port = await aServer('--requirepass', 'canary-right');
    expect(await complaints(`${start}127.0.0.1:${port}`)).toEqual([
      {
        name: 'answers',
        state: 'failure',
        detail: expect.stringMatching(detail),
        remedy: expect.stringMatching(remedy),
      },
    ]);
  });
});

describe('a look where no Redis is', () => {
  it.each([
    ['127.0.0.1', /nothing listens there/],
    ['no-such-host.invalid', /host name cannot be found/],
  ])('at %s is told', async (host, detail) => {
    const found = await complaints(`redis://:canary@${host}:${await freePort()}`);
    expect(found).toMatchObject([{ name: 'answers', detail: expect.stringMatching(detail) }]);
  });

  it('or none that answers, ends by itself (fault 33)', async () => {
    await using proxy = await tcpProxy(await freePort());
    await proxy.become('swallow');
    const found = await complaints(`redis://127.0.0.1:${proxy.port}`);
    expect(found).toMatchObject([
      { name: 'answers', detail: expect.stringMatching(/does not answer in time/) },
    ]);
  });
});
