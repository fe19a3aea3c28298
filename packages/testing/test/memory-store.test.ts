import { fakeClock, memoryStore, storeContract } from '@quiz-sync/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

describe('memoryStore', () => {
  storeContract(
    { describe, it, expect, beforeEach, afterEach },
    {
      abilities: { movesClock: true },
      open: async () => {
        const clock = fakeClock();
        return { store: memoryStore({ now: clock.now }), advance: clock.advance, close: () => undefined };
      },
    },
  );
});
