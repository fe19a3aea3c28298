import type { Log } from '@quiz-sync/core';

/** Tells operators once that Redis cannot be used, and once that it can again, however many calls find out. */
export interface RedisTrouble {
  /** Whether it is known that Redis cannot be used. */
  isKnown(): boolean;
  seen(error: unknown): void;
  over(): void;
}

/** `place`: what may be shown of where Redis is; never a password. */
export function createRedisTrouble(log: Log, place: string): RedisTrouble {
  let told = false;
  return {
    isKnown: () => told,
    seen(error) {
      const trouble = troubleOf(error);
      if (trouble === undefined || told) return;
      told = true;
      log.warn(
        `Redis at ${place} cannot be used: syncs wait until it can; what is submitted is stored all the same`,
        { reason: inOneLine(trouble) },
      );
    },
    over() {
      if (!told) return;
      told = false;
      log.info(`Redis at ${place} can be used again: syncs go on`);
    },
  };
}

/** Why Redis cannot be used, and what to do; the latter is empty where it is not known. */
export interface Trouble {
  readonly reason: string;
  readonly remedy: string;
}

function inOneLine({ reason, remedy }: Trouble): string {
  return remedy === '' ? reason : `${reason}: ${remedy}`;
}

/** In words for people; `undefined` for what says nothing about Redis itself. */
export function troubleOf(error: unknown): Trouble | undefined {
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (CONSEQUENCES.test(message)) return undefined;
  for (const [pattern, reason, remedy] of REASONS)
    if (pattern.test(`${code} ${message}`)) return { reason, remedy };
  return { reason: `${code} ${message}`.trim(), remedy: '' };
}

/** What follows from a lost connection, whose own error tells why, or from a run that another instance has taken over. */
const CONSEQUENCES =
  /^Connection is closed|isn't writeable|^Reached the max retries|^could not renew lock|^Missing (lock|key)|^Lock mismatch|is not in the \w+ state/;

const REASONS: readonly (readonly [pattern: RegExp, reason: string, remedy: string])[] = [
  [
    /WRONGPASS|invalid (username-)?password/i,
    'it refuses the user name or password',
    'check QUIZ_SYNC_SCHEDULER',
  ],
  [/NOAUTH/, 'it asks for a password', 'put it into QUIZ_SYNC_SCHEDULER as redis://:PASSWORD@HOST:PORT'],
  [
    /NOPERM/,
    'its user lacks permissions',
    'give it scripts, streams and all data commands on keys quiz-sync:*, which BullMQ needs',
  ],
  [/ECONNREFUSED/, 'nothing listens there (ECONNREFUSED)', 'start Redis, or correct QUIZ_SYNC_SCHEDULER'],
  [/ENOTFOUND|EAI_AGAIN/, 'its host name cannot be found', 'check QUIZ_SYNC_SCHEDULER'],
  [/ETIMEDOUT|timed? ?out/i, 'it does not answer in time', 'check its address, that it runs, and firewalls'],
  [/ECONNRESET|EPIPE/, 'it closed the connection', 'check its log, and whether it wants TLS (rediss://)'],
  [/^\s*OOM|OOM command/, 'its memory is full (OOM)', 'give it more: raise maxmemory'],
  [/READONLY/, 'it is a read-only replica', 'put the address of the primary into QUIZ_SYNC_SCHEDULER'],
  [/LOADING/, 'it is still loading its data', 'wait a moment'],
];
