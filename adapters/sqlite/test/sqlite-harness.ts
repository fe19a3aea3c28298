import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SqliteStore } from '@quiz-sync/sqlite';
import type { StoreHarness } from '@quiz-sync/testing';
import { startStore } from '../dist/start-store.js';

const START = Date.parse('2026-03-01T00:00:00.000Z');

/** Stores on a real file and a real thread, with a clock that the suite moves. */
export const sqliteHarness: StoreHarness = {
  abilities: { movesClock: true, survivesReopening: true, sharesData: true },
  open: async () => {
    const directory = await mkdtemp(join(tmpdir(), 'quiz-sync-sqlite-'));
    const clock = new Float64Array(new SharedArrayBuffer(Float64Array.BYTES_PER_ELEMENT));
    clock[0] = START;
    const opened: SqliteStore[] = [];
    const another = async (): Promise<SqliteStore> => {
      const store = await startStore({ path: join(directory, 'quiz.db'), options: {}, clock });
      opened.push(store);
      return store;
    };
    const closeAll = async (): Promise<void> => {
      await Promise.all(opened.splice(0).map((store) => store.close()));
    };
    return {
      store: await another(),
      another,
      reopen: async () => {
        await closeAll();
        return another();
      },
      advance: (ms) => {
        clock[0] = (clock[0] ?? START) + ms;
      },
      close: async () => {
        await closeAll();
        await rm(directory, { recursive: true, force: true });
      },
    };
  },
};
