import type { StoreError } from '@quiz-sync/core';
import { MongoServerError } from 'mongodb';

/** Why a store cannot be opened, in one line, and whether waiting can help. */
export interface OpeningTrouble {
  readonly reason: string;
  readonly mayComeBack: boolean;
}

const AUTHENTICATION_FAILED = new Set<unknown>([18, 8000]);
const UNAUTHORIZED = 13;

export function explainOpening({ type, message, cause }: StoreError): OpeningTrouble {
  const code = cause instanceof MongoServerError ? cause.code : undefined;
  if (type === 'store_unavailable' && AUTHENTICATION_FAILED.has(code))
    return final(
      'the server refuses the user name or password. Check both in the URL, and authSource if the user was made in another database.',
    );
  switch (type) {
    case 'store_full':
      if (code === UNAUTHORIZED)
        return final(`the user may not write (${message}). Give it the role readWrite on the database.`);
      return {
        reason: `${CANNOT}: the server takes no writes (${message}). Make room, or end what blocks them.`,
        mayComeBack: true,
      };
    case 'store_corrupt':
      return final(message);
    case 'store_unavailable':
      return {
        reason: `${CANNOT}: the server does not answer (${message}). Check the address, that the server runs, and that a firewall lets this machine reach it.`,
        mayComeBack: true,
      };
    default:
      return type satisfies never;
  }
}

const CANNOT = 'Cannot open the MongoDB store';

function final(why: string): OpeningTrouble {
  return { reason: `${CANNOT}: ${why}`, mayComeBack: false };
}
