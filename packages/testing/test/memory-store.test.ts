import { fakeClock, memoryStore, storeContract } from '@quiz-sync/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

describe('memoryStore', () => {
  storeContract(
    { describe, it, expect, beforeEach, afterEach },
    {
      abilities: { movesClock: true, survivesReopening: true, sharesData: true },
      open: async () => {
        const clock = fakeClock();
        const store = memoryStore({ now: clock.now });
        // Its data lives as long as the object does: opening it again can only mean to go on with it.
        const again = async () => store;
        return {
          store,
          advance: (ms) => clock.jumpTo(clock.now() + ms),
          reopen: again,
          another: again,
          close: () => undefined,
        };
      },
    },
  );
});

describe('memoryStore by the system clock', () => {
  storeContract(
    { describe, it, expect, beforeEach, afterEach },
    { open: async () => ({ store: memoryStore(), close: () => undefined }) },
  );
});
