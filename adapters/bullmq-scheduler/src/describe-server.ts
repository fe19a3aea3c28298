/** Oldest Redis that BullMQ works with. */
const OLDEST = [5, 0] as const;

/**
 * What is wrong with a server for a queue, one line each, from what its INFO command says. As BullMQ documents: Redis
 * from 5.0 on, and never one that throws keys away when its memory is full.
 */
export function serverProblems(info: string): string[] {
  const version = fieldOf(info, 'redis_version');
  const policy = fieldOf(info, 'maxmemory_policy');
  const problems: string[] = [];
  if (version !== undefined && isOlder(version))
    problems.push(`Redis ${version} is too old: ${OLDEST.join('.')} or later is needed, 6.2 recommended`);
  if (policy !== undefined && policy !== 'noeviction')
    problems.push(
      `Redis may throw requested syncs away when its memory is full (maxmemory-policy ${policy}): set it to noeviction`,
    );
  return problems;
}

function fieldOf(info: string, field: string): string | undefined {
  return new RegExp(`^${field}:(.*?)\\r?$`, 'm').exec(info)?.[1];
}

function isOlder(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]);
}
