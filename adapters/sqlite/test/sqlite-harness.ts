import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type StoreHarness, storesOn } from '@quiz-sync/testing';
import { startStore } from '../dist/start-store.js';

const START = Date.parse('2026-03-01T00:00:00.000Z');

/** Stores on a real file and a real thread, with a clock that the suite moves. */
export const sqliteHarness: StoreHarness = {
  abilities: { movesClock: true, survivesReopening: true, sharesData: true },
  open: async () => {
    const directory = await mkdtemp(join(tmpdir(), 'quiz-sync-sqlite-'));
    const clock = new Float64Array(new SharedArrayBuffer(Float64Array.BYTES_PER_ELEMENT));
    clock[0] = START;
    const stores = await storesOn(() => startStore({ path: join(directory, 'quiz.db'), options: {}, clock }));
    return {
      ...stores,
      advance: (ms) => {
        clock[0] = (clock[0] ?? START) + ms;
      },
      close: async () => {
        await stores.close();
        await rm(directory, { recursive: true, force: true });
      },
    };
  },
};
