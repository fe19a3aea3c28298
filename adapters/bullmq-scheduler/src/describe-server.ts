/** Oldest Redis that BullMQ works with. */
const OLDEST = [5, 0] as const;

/** Something about a server that a queue needs otherwise. */
export interface ServerProblem {
  readonly about: 'version' | 'role' | 'eviction';
  readonly what: string;
  readonly remedy: string;
}

/**
 * What is wrong with a server for a queue, from what its INFO command says. As BullMQ documents: Redis from 5.0 on, and
 * never one that throws keys away when its memory is full. A field that the server does not show is not held against it.
 */
export function serverProblems(info: string): ServerProblem[] {
  const { version, policy, isReplica, isCluster } = factsOf(info);
  const problems: ServerProblem[] = [];
  if (version !== undefined && isOlder(version))
    problems.push({
      about: 'version',
      what: `Redis ${version} is too old`,
      remedy: `use ${OLDEST.join('.')} or later, 6.2 recommended`,
    });
  if (isCluster)
    problems.push({
      about: 'role',
      what: 'it is a Redis Cluster, over which a queue cannot be spread',
      remedy: 'use a single Redis, with a replica if need be',
    });
  if (isReplica)
    problems.push({
      about: 'role',
      what: 'it is a replica, which takes no writes',
      remedy: 'put the address of the primary into QUIZ_SYNC_SCHEDULER',
    });
  if (policy !== undefined && policy !== 'noeviction')
    problems.push({
      about: 'eviction',
      what: `Redis may throw requested syncs away when its memory is full (maxmemory-policy ${policy})`,
      remedy: 'set it to noeviction',
    });
  return problems;
}

/** What of a server's INFO matters here; `undefined` where it does not say. */
export interface ServerFacts {
  readonly version: string | undefined;
  readonly policy: string | undefined;
  readonly isReplica: boolean;
  readonly isCluster: boolean;
  /** Whether what it was told is there after its restart, by its append-only file; `undefined`: not known. */
  readonly isDurable: boolean | undefined;
}

export function factsOf(info: string): ServerFacts {
  const durable = fieldOf(info, 'aof_enabled');
  return {
    version: fieldOf(info, 'redis_version'),
    policy: fieldOf(info, 'maxmemory_policy'),
    isReplica: fieldOf(info, 'role') === 'slave',
    isCluster: fieldOf(info, 'cluster_enabled') === '1',
    isDurable: durable === undefined ? undefined : durable === '1',
  };
}

function fieldOf(info: string, field: string): string | undefined {
  return new RegExp(`^${field}:(.*?)\\r?$`, 'm').exec(info)?.[1];
}

function isOlder(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]);
}
