import type { SqliteStore } from './sqlite-store.js';
import type { KeeperOptions } from './thread-keeper.js';
import { toStore } from './to-store.js';
import type { ThreadData } from './worker/protocol.js';
import { startWorker } from './worker-client.js';

const THREAD = new URL('./worker/thread.js', import.meta.url);

/** What {@link openSqliteStore} does once it has an absolute path; tests hand over a clock of theirs. */
export async function startStore(data: ThreadData, options: KeeperOptions = {}): Promise<SqliteStore> {
  return toStore(await startWorker(THREAD, data, options));
}
