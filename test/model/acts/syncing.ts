import fc from 'fast-check';
import { expect } from 'vitest';
import type { Model } from '../model.ts';
import { NAMES, type World } from '../world.ts';
import type { Act } from './act.ts';
import { which } from './names.ts';

/** Runs what is due in one process. Whatever was under way is known again when a run has nothing left to do. */
export async function run(model: Model, world: World, process: number): Promise<string | undefined> {
  const outcome = await world.run(process);
  if (outcome === 'done' && !world.underWay()) model.people.moved.clear();
  return outcome;
}

async function force(world: World, process: number): Promise<void> {
  const { result } = await world.ask(process, (quizSync) => quizSync.forceSync());
  result._unsafeUnwrap();
}

const due = which.map(
  (process): Act => ({
    label: `run what is due(${process})`,
    run: async (model, world) => void (await run(model, world, process)),
  }),
);

const forced = which.map(
  (process): Act => ({
    label: `force a sync(${process})`,
    run: async (model, world) => {
      await force(world, process);
      await run(model, world, process);
    },
  }),
);

const both: Act = {
  label: 'run both',
  run: async (model, world) =>
    void (await Promise.all(NAMES.map((_, process) => run(model, world, process)))),
};

/** Past a lease; past the idle time of a session; into another day. */
const pass = fc
  .constantFrom(1_000, 11_000, 3_600_000, 90_000_000)
  .map((ms): Act => ({ label: `time passes(${ms})`, run: (_, world) => world.advance(ms) }));

export const syncing: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: due },
  { weight: 2, arbitrary: forced },
  { weight: 1, arbitrary: fc.constant(both) },
  { weight: 2, arbitrary: pass },
);

/** More rounds than any state needs to come to rest: where each of several lost answers is waited for, it takes many. */
const MAX_ROUNDS = 250;

/** Has every process look once, then runs what is due until nothing is. Waiting takes no time here: the clock is moved. */
export async function runToRest(model: Model, world: World): Promise<void> {
  for (const process of NAMES.keys()) await force(world, process);
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const outcomes: (string | undefined)[] = [];
    for (const process of NAMES.keys()) outcomes.push(await run(model, world, process));
    if (outcomes.every((outcome) => outcome === undefined)) return;
    world.advance(11_000);
  }
  expect.fail(`not at rest after ${MAX_ROUNDS} rounds: ${(await world.status(0)).summary}`);
}
