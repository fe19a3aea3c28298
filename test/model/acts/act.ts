import type fc from 'fast-check';
import { expectSane } from '../expect-sane.ts';
import type { Model } from '../model.ts';
import type { World } from '../world.ts';

/** Something that happens: to the real thing, and in the model. */
export interface Act {
  readonly label: string;
  readonly run: (model: Model, world: World) => void | Promise<void>;
}

/** An act as fast-check's command: whatever it was, what must always hold is looked at afterwards. */
export function command({ label, run }: Act): fc.AsyncCommand<Model, World> {
  return {
    check: () => true,
    run: async (model, world) => {
      await run(model, world);
      if (world.failures.length > 0) throw world.failures[0];
      expectSane(model, world);
    },
    toString: () => label,
  };
}

/** Does an act where an error would go unseen, and notes that. */
export async function doUnseen({ run }: Act, model: Model, world: World): Promise<void> {
  try {
    await run(model, world);
  } catch (error) {
    world.failures.push(error);
  }
}
