import path from 'node:path';
import { openSqliteStore } from '@quiz-sync/sqlite';

/** Makes an empty store, by default the one that commands in that folder open. */
export async function makeStore(folder: string, file = '.quiz-sync/quiz-sync.db'): Promise<void> {
  const store = await openSqliteStore(path.join(folder, file));
  await store.close();
}
