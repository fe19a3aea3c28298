import { type ServiceUnderTest, type Setup, startService } from './service-under-test.ts';

/**
 * Starts two services on one store and one spreadsheet, which look like one to whoever sends and waits: requests go round,
 * as behind a load balancer. Both are armed, and whichever comes to the point first is the one that is killed there, while
 * the other lives on: that is what has ended then. To start again starts those that have ended, and disarms the other.
 */
export function twoServices(): (setup: Setup) => Promise<ServiceUnderTest> {
  const both: ServiceUnderTest[] = [];
  return async (setup) => {
    // One after the other, as a rolling start does: the first makes the store.
    for (const place of [0, 1]) {
      const before = both[place];
      if (before?.isRunning()) await before.disarm();
      // It may have come to the point in that very moment.
      if (!before?.isRunning()) both[place] = await startService(setup);
    }
    return asOne([...both]);
  };
}

function asOne(both: readonly ServiceUnderTest[]): ServiceUnderTest {
  let turn = 0;
  return {
    get url() {
      turn += 1;
      return both[turn % both.length]?.url ?? '';
    },
    ended: Promise.race(both.map(({ ended }) => ended)),
    isRunning: () => both.every((each) => each.isRunning()),
    output: () => both.map((each) => each.output()).join('\n'),
    arm: async (ambush) => void (await Promise.all(both.map((each) => each.arm(ambush)))),
    disarm: async () => void (await Promise.all(both.map((each) => each.disarm()))),
    held: () => Promise.race(both.map((each) => each.held())),
    goOn: () => both.map((each) => each.goOn()),
    hasPassed: async () => (await Promise.all(both.map((each) => each.hasPassed()))).includes(true),
    signal: (name) => both.map((each) => each.signal(name)),
    async end(signal) {
      const [first] = await Promise.all(both.map((each) => each.end(signal)));
      return first ?? { code: null, signal };
    },
  };
}
