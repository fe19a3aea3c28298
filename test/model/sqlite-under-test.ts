import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
// Past the package's entry, for the clock that tests move: leases go by the store's own.
import { startStore } from '../../adapters/sqlite/dist/start-store.js';
import type { StoreUnderTest } from './world.ts';

/** A store on a file of its own, in a real thread. */
export async function openSqliteUnderTest(): Promise<StoreUnderTest> {
  const directory = await mkdtemp(join(tmpdir(), 'quiz-sync-model-'));
  const clock = new Float64Array(new SharedArrayBuffer(Float64Array.BYTES_PER_ELEMENT));
  const store = await startStore({ path: join(directory, 'quiz.db'), options: {}, clock });
  return {
    store,
    setClock: (epochMs) => {
      clock[0] = epochMs;
    },
    close: async () => {
      await store.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
