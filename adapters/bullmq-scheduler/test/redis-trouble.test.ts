import { recordingLog } from '@quiz-sync/testing';
import { describe, expect, it } from 'vitest';
import { placeOf } from '../src/connections.js';
import { serverProblems } from '../src/describe-server.js';
import { createRedisTrouble } from '../src/redis-trouble.js';

const failure = (message: string, code?: string) => Object.assign(new Error(message), code && { code });

function toldOf(...errors: readonly unknown[]): readonly unknown[] {
  const log = recordingLog();
  const trouble = createRedisTrouble(log, 'queue:6379');
  for (const error of errors) trouble.seen(error);
  return log.entries.map(({ fields }) => fields['reason']);
}

describe('what is told of a Redis that cannot be used', () => {
  it.each([
    [failure('connect ECONNREFUSED 10.0.0.1:6379', 'ECONNREFUSED'), /nothing listens there/],
    [failure('', 'ECONNREFUSED'), /nothing listens there/],
    [failure('getaddrinfo ENOTFOUND queue', 'ENOTFOUND'), /host name cannot be found/],
    [failure('connect ETIMEDOUT', 'ETIMEDOUT'), /does not answer in time/],
    [failure('Command timed out'), /does not answer in time/],
    [
      failure("Socket timeout. Expecting data, but didn't receive any in 15000ms."),
      /does not answer in time/,
    ],
    [
      failure('WRONGPASS invalid username-password pair or user is disabled.'),
      /refuses the user name or password/,
    ],
    [failure('ERR invalid password'), /refuses the user name or password/],
    [failure('NOAUTH Authentication required.'), /asks for a password/],
    [failure("NOPERM this user has no permissions to run the 'evalsha' command"), /lacks permissions/],
    [failure("OOM command not allowed when used memory > 'maxmemory'."), /memory is full/],
    [failure("READONLY You can't write against a read only replica."), /read-only replica/],
    [failure('LOADING Redis is loading the dataset in memory'), /still loading/],
    [failure('something new'), /^something new$/],
  ])('%s', (error, reason) => {
    expect(toldOf(error)).toEqual([expect.stringMatching(reason)]);
  });

  it.each([
    'Connection is closed.',
    "Stream isn't writeable and enableOfflineQueue options is false",
    'could not renew lock for job 7',
    'Missing lock for job 7. moveToFinished',
  ])('says nothing of what follows from it: %s', (message) => {
    expect(toldOf(failure(message))).toEqual([]);
  });

  it('is told once until it is over, and again the next time', () => {
    const log = recordingLog();
    const trouble = createRedisTrouble(log, 'queue:6379');
    for (let count = 0; count < 5; count += 1) trouble.seen(failure('', 'ECONNREFUSED'));
    expect(trouble.isKnown()).toBe(true);
    trouble.over();
    trouble.over();
    expect(trouble.isKnown()).toBe(false);
    trouble.seen(failure('', 'ECONNRESET'));
    expect(log.entries.map(({ level }) => level)).toEqual(['warn', 'info', 'warn']);
  });
});

describe('what is told of a Redis that answers', () => {
  const info = (version: string, policy: string, more = '') =>
    `# Server\r\nredis_version:${version}\r\nos:Linux\r\n# Memory\r\nmaxmemory_policy:${policy}\r\n${more}`;
  const linesOf = (said: string) => serverProblems(said).map(({ what, remedy }) => `${what}: ${remedy}`);

  it.each([
    ['7.0.15', 'noeviction', []],
    ['5.0.0', 'noeviction', []],
    ['4.0.14', 'noeviction', [/^Redis 4\.0\.14 is too old: use 5\.0 or later/]],
    ['7.4.0', 'allkeys-lru', [/maxmemory-policy allkeys-lru\): set it to noeviction$/]],
    ['3.2.1', 'volatile-ttl', [/too old/, /noeviction/]],
  ])('%s, %s', (version, policy, problems) => {
    expect(linesOf(info(version, policy))).toEqual(problems.map((problem) => expect.stringMatching(problem)));
  });

  it.each([
    ['role:slave\r\n', /replica, which takes no writes: put the address of the primary/],
    ['cluster_enabled:1\r\n', /Redis Cluster.*: use a single Redis/],
  ])('%s', (said, problem) => {
    expect(linesOf(info('7.0.15', 'noeviction', said))).toEqual([expect.stringMatching(problem)]);
  });

  it('knows nothing against one that tells nothing', () => {
    expect(serverProblems('')).toEqual([]);
  });
});

it.each([
  ['redis://queue', 'queue:6379'],
  ['rediss://me:secret@queue.example:6380/2', 'queue.example:6380/2'],
  ['redis://:secret@[::1]:1/', '[::1]:1'],
])('shows where %s is, without its secrets', (url, place) => {
  expect(placeOf(url)).toBe(place);
});
