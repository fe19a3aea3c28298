import { schedulerContract } from '@quiz-sync/testing';
import { timerScheduler } from '@quiz-sync/timer-scheduler';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fakeTime } from './fake-time.ts';

schedulerContract(
  { describe, it, expect, beforeEach, afterEach },
  {
    open: (timing) => {
      const { clock, timers, advance, held } = fakeTime();
      return Promise.resolve({
        scheduler: timerScheduler({ timing, clock, timers }),
        advance,
        now: clock.now,
        close: () => expect(held(), 'timers that are left').toBe(0),
      });
    },
  },
);
