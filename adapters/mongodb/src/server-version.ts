import type { Db } from 'mongodb';
import { Refusal } from './refusal.js';

/** MongoDB 5.0, which is what DocumentDB 5 says it is, too. */
const OLDEST_WIRE_VERSION = 13;
export const OLDEST_VERSION = '5.0';

/** Refuses a server that is too old. */
export async function requireServer(db: Db): Promise<void> {
  const { maxWireVersion } = await db.command({ hello: 1 });
  if (typeof maxWireVersion === 'number' && maxWireVersion >= OLDEST_WIRE_VERSION) return;
  throw tooOld();
}

export function tooOld(): Refusal {
  return new Refusal(
    'store_corrupt',
    `The server is older than MongoDB ${OLDEST_VERSION}`,
    `Update it: MongoDB 6 to 8 are tested, ${OLDEST_VERSION} is the oldest that can work.`,
  );
}
