import { randomUUID } from 'node:crypto';
import type { MongoClient } from 'mongodb';
import { type Connection, connect } from './connect.js';
import { explainOpening } from './explain-opening.js';
import type { MongoStoreOptions } from './open-mongo-store.js';
import { ABILITIES, type Ability } from './server-abilities.js';
import { toStoreError } from './to-store-error.js';

/** What was found out about one thing that a store asks of its server. */
export interface ServerCheck {
  /** What is asked, in a few words: `updates of one document are atomic`. */
  readonly name: string;
  readonly ok: boolean;
  /** What was found, in one line, without secrets; what to do about it where it is not as it should be. */
  readonly detail: string;
  /** Nobody has opened a store in the database yet: the first to do so makes its collections and indexes. */
  readonly isNew?: true;
}

/**
 * Tries out all that a store asks of its server, in a collection of its own that is removed again, in the store's
 * database. Ends with the first thing without which the rest cannot be tried. Never rejects for what the server is or
 * is not.
 */
export async function checkServer(
  server: string | MongoClient,
  options: MongoStoreOptions = {},
): Promise<readonly ServerCheck[]> {
  const connection = connected(server, options);
  if ('reason' in connection)
    return [{ name: 'the address can be used', ok: false, detail: connection.reason }];
  const checks: ServerCheck[] = [];
  try {
    for (const ability of ABILITIES) {
      const check = await tryOut(ability, connection);
      checks.push(check);
      if (!check.ok && ability.isNeededByTheRest) break;
    }
  } finally {
    if (connection.owned) await connection.client.close();
  }
  return checks;
}

function connected(
  server: string | MongoClient,
  options: MongoStoreOptions,
): Connection | { readonly reason: string } {
  try {
    return connect(server, options);
  } catch (error) {
    if (error instanceof Error) return { reason: error.message };
    throw error;
  }
}

async function tryOut({ name, find }: Ability, { client, database }: Connection): Promise<ServerCheck> {
  const db = client.db(database, {
    writeConcern: { w: 'majority', journal: true },
    readPreference: 'primary',
  });
  const scratch = db.collection<{ _id: string }>(`doctor_${randomUUID().slice(0, 8)}`);
  try {
    await client.connect();
    const found = await find(db, scratch);
    return { name, ...found };
  } catch (error) {
    return { name, ok: false, detail: whatServerSays(error) };
  } finally {
    await scratch.drop().catch(() => false); // Not made, or as unreachable as all before.
  }
}

/** A command that it does not know is what is looked for here, and no bug. */
function whatServerSays(error: unknown): string {
  const known = toStoreError(error);
  if (known !== undefined) return explainOpening(known).reason;
  return `the server says: ${error instanceof Error ? error.message : String(error)}`;
}
