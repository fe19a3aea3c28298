import type { StoreLocation } from '@quiz-sync/server';
import type { Check } from './check.js';

/** What was found out about the store. */
export interface StoreChecked {
  readonly checks: readonly Check[];
  /** `absent`: opening it would make it. `unusable`: it cannot be opened. */
  readonly state: 'there' | 'absent' | 'unusable';
}

/** Its driver is loaded here, and only the one that is asked for. */
export async function checkStore(location: StoreLocation): Promise<StoreChecked> {
  if (location.type === 'sqlite') {
    const { checkSqlite } = await import('./check-sqlite.js');
    return checkSqlite(location.path);
  }
  const { checkMongodb } = await import('./check-mongodb.js');
  return checkMongodb(location.url);
}
