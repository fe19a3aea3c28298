import { expect } from 'vitest';
import { expectExact } from '../expect-exact.ts';
import type { Model } from '../model.ts';
import { NAMES, type World } from '../world.ts';
import type { Act } from './act.ts';
import { putHeadersBack } from './headers.ts';
import { runToRest } from './syncing.ts';

/** Everything is mended and nothing is asked any more: then the sheet must be exact, and nothing be left to write. */
export const rest: Act = {
  label: 'come to rest',
  run: async (model, world) => {
    putHeadersBack(model, world);
    for (const process of NAMES.keys()) world.instance(process).life.spare();
    world.advance(60_000);
    await runToRest(model, world);
    if (world.failures.length > 0) throw world.failures[0];
    await expectExact(model, world);
    await expectNothingToWrite(model, world);
  },
};

async function expectNothingToWrite(model: Model, world: World): Promise<void> {
  const before = world.sheets.batches.length;
  await runToRest(model, world);
  expect(world.sheets.batches.length - before, 'writes of a sync with nothing to do').toBe(0);
}
