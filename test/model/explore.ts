import fc from 'fast-check';
import { command } from './acts/act.ts';
import { someActs } from './acts/all-acts.ts';
import { rest } from './acts/resting.ts';
import { newModel } from './model.ts';
import { makeWorld, type StoreUnderTest, type WorldOptions } from './world.ts';

/**
 * What the environment asks for: `MODEL_RUNS` times as many runs (a factor), another `MODEL_SEED` (a number, or `random`
 * for a new one each time), and, as a failure prints them, its `MODEL_PATH` and `MODEL_REPLAY_PATH`.
 */
const { MODEL_RUNS, MODEL_SEED, MODEL_PATH, MODEL_REPLAY_PATH } = process.env;

/** The same acts each time unless told otherwise: whether a change is accepted must not be a matter of luck. */
const SEED = 20_261_123;

/** Has acts happen in as many orders as `runs` says, each on a store of its own, and looks whether all is right. */
export async function explore(
  openStore: () => Promise<StoreUnderTest>,
  runs: number,
  options: WorldOptions = {},
): Promise<void> {
  const property = fc.asyncProperty(someActs(MODEL_REPLAY_PATH), async (acts) => {
    const store = await openStore();
    try {
      const state = { model: newModel(), real: makeWorld(store, options) };
      await fc.asyncModelRun(() => state, acts);
      await command(rest).run(state.model, state.real);
    } finally {
      await store.close();
    }
  });
  await fc.assert(property, {
    numRuns: Math.ceil(runs * Number(MODEL_RUNS ?? 1)),
    ...(MODEL_SEED === 'random' ? {} : { seed: Number(MODEL_SEED ?? SEED) }),
    ...(MODEL_PATH === undefined ? {} : { path: MODEL_PATH }),
  });
}
