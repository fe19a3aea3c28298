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
  let told: string | undefined;
  return {
    isKnown: () => told !== undefined,
    seen(error) {
      const reason = reasonOf(error);
      if (reason === undefined || told !== undefined) return;
      told = reason;
      log.warn(
        `Redis at ${place} cannot be used: syncs wait until it can; what is submitted is stored all the same`,
        { reason },
      );
    },
    over() {
      if (told === undefined) return;
      told = undefined;
      log.info(`Redis at ${place} can be used again: syncs go on`);
    },
  };
}

/** In words for people, with what to do where it is known; `undefined` for what says nothing about Redis itself. */
function reasonOf(error: unknown): string | undefined {
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (CONSEQUENCES.test(message)) return undefined;
  for (const [pattern, reason] of REASONS) if (pattern.test(`${code} ${message}`)) return reason;
  return `${code} ${message}`.trim();
}

/** What follows from a lost connection, whose own error tells why, or from a run that another instance has taken over. */
const CONSEQUENCES =
  /^Connection is closed|isn't writeable|^Reached the max retries|^could not renew lock|^Missing (lock|key)|^Lock mismatch|is not in the \w+ state/;

const REASONS: readonly (readonly [RegExp, string])[] = [
  [
    /WRONGPASS|invalid (username-)?password/i,
    'it refuses the user name or password: check QUIZ_SYNC_SCHEDULER',
  ],
  [/NOAUTH/, 'it asks for a password: write it into QUIZ_SYNC_SCHEDULER as redis://:PASSWORD@HOST:PORT'],
  [
    /NOPERM/,
    'its user lacks permissions: BullMQ needs scripts, streams and all data commands on keys quiz-sync:*',
  ],
  [/ECONNREFUSED/, 'nothing listens there (ECONNREFUSED)'],
  [/ENOTFOUND|EAI_AGAIN/, 'its host name cannot be found: check QUIZ_SYNC_SCHEDULER'],
  [/ETIMEDOUT|timed? ?out/i, 'it does not answer in time'],
  [/ECONNRESET|EPIPE/, 'it closed the connection'],
  [/^\s*OOM|OOM command/, 'its memory is full (OOM): raise maxmemory'],
  [/READONLY/, 'it is a read-only replica: name the primary'],
  [/LOADING/, 'it is still loading its data'],
];
