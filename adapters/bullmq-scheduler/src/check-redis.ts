import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import { connectOnce, placeOf } from './connections.js';
import { factsOf, type ServerFacts, type ServerProblem, serverProblems } from './describe-server.js';
import { troubleOf } from './redis-trouble.js';
import { KEY_PREFIX } from './sync-queue.js';

/** What was found out about one thing that BullMQ asks of a Redis. Texts are one line each, without secrets. */
export interface RedisCheck {
  /** In a few words: `version`. */
  readonly name: string;
  /** `warning`: syncs work all the same. */
  readonly state: 'ok' | 'warning' | 'failure';
  readonly detail: string;
  /** What to do about it; `undefined` when it is well, or when that is not known. */
  readonly remedy?: string | undefined;
}

/** Milliseconds until a Redis that does not answer is given up. */
const REACHED_WITHIN_MS = 5_000;

/**
 * Looks whether a scheduler can use the Redis at that URL: whether it answers, its version and settings, and whether
 * it takes the kinds of commands that BullMQ sends, on a key of its own that is removed again. Never rejects for what
 * the server is or is not; ends with the first thing without which the rest cannot be tried.
 */
export async function checkRedis(url: string): Promise<readonly RedisCheck[]> {
  const redis = connectOnce(url);
  try {
    await ready(redis);
    const info = await redis.info();
    const facts = factsOf(info);
    const answers: RedisCheck = { name: 'answers', state: 'ok', detail: `Redis at ${placeOf(url)} answers` };
    return [answers, ...settings(facts, serverProblems(info)), await commands(redis)];
  } catch (error) {
    return [failed('answers', `Redis at ${placeOf(url)} cannot be used`, error)];
  } finally {
    redis.disconnect();
  }
}

/** Rejects with what went wrong first; what follows from that is not listened to any more. */
async function ready(redis: Redis): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const timer = setTimeout(() => reject(new Error('timed out')), REACHED_WITHIN_MS);
  redis.once('ready', resolve);
  redis.on('error', reject);
  await promise.finally(() => clearTimeout(timer));
}

function settings(facts: ServerFacts, problems: readonly ServerProblem[]): RedisCheck[] {
  const judged = (about: ServerProblem['about'], name: string, detail: string | undefined): RedisCheck => {
    const problem = problems.find((each) => each.about === about);
    if (problem !== undefined)
      return { name, state: 'failure', detail: problem.what, remedy: sentence(problem.remedy) };
    if (detail === undefined)
      return { name, state: 'warning', detail: 'the server does not say', remedy: undefined };
    return { name, state: 'ok', detail };
  };
  const { version, policy } = facts;
  return [
    judged('version', 'version', version && `Redis ${version}`),
    judged('role', 'role', 'a server of its own that takes writes'),
    judged('eviction', 'eviction', policy && `maxmemory-policy ${policy}: nothing is thrown away`),
    persistence(facts),
  ];
}

function persistence({ isDurable }: ServerFacts): RedisCheck {
  if (isDurable === true)
    return { name: 'persistence', state: 'ok', detail: 'appendonly yes: back-offs outlast its restart' };
  return {
    name: 'persistence',
    state: 'warning',
    detail:
      isDurable === undefined
        ? 'the server does not say'
        : 'appendonly no: a restart of Redis forgets when the next attempt is due; nothing else is lost',
    remedy: 'Set appendonly yes.',
  };
}

/** Data, a script and a stream, as BullMQ uses them. */
async function commands(redis: Redis): Promise<RedisCheck> {
  const name = 'commands';
  const key = `${KEY_PREFIX}:doctor:${randomUUID()}`;
  try {
    await redis.eval("redis.call('SET', KEYS[1], '1', 'PX', 1000) return 1", 1, key);
    await redis.del(key);
    await redis.xadd(key, '*', 'tried', '1');
    await redis.del(key);
    return { name, state: 'ok', detail: `scripts and streams on keys ${KEY_PREFIX}:* are taken` };
  } catch (error) {
    return failed(name, 'what BullMQ sends is refused', error);
  }
}

function failed(name: string, what: string, error: unknown): RedisCheck {
  const { reason, remedy } = troubleOf(error) ?? { reason: String(error), remedy: '' };
  const detail = `${what}: ${reason}`;
  return { name, state: 'failure', detail, remedy: remedy === '' ? undefined : sentence(remedy) };
}

function sentence(clause: string): string {
  return `${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`;
}
