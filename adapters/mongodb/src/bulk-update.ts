import type { AnyBulkWriteOperation, Collection, Document, Filter, UpdateFilter } from 'mongodb';
import { nextSize } from './pace.js';
import { COMMANDS_AT_ONCE, slices, UPDATES_OF_COMMAND } from './slices.js';

export interface OneUpdate<Schema extends Document> {
  readonly filter: Filter<Schema>;
  readonly update: UpdateFilter<Schema>;
}

/**
 * Carries out many updates of one document each, in any order; answers how many of them found theirs. A slow server is
 * sent fewer by each command, so that none of them outlasts the driver's patience.
 */
export async function bulkUpdate<Schema extends Document>(
  collection: Collection<Schema>,
  updates: readonly OneUpdate<Schema>[],
): Promise<number> {
  let matched = 0;
  let size = 1;
  for (let done = 0; done < updates.length; ) {
    const together = updates.slice(done, done + size * COMMANDS_AT_ONCE);
    const beganAt = performance.now();
    const answers = await Promise.all(
      Array.from(slices(together, size), (command) =>
        collection.bulkWrite(command.map(toOperation), { ordered: false }),
      ),
    );
    for (const { matchedCount } of answers) matched += matchedCount;
    done += together.length;
    size = nextSize(size, performance.now() - beganAt, UPDATES_OF_COMMAND);
  }
  return matched;
}

function toOperation<Schema extends Document>({
  filter,
  update,
}: OneUpdate<Schema>): AnyBulkWriteOperation<Schema> {
  return { updateOne: { filter, update } };
}
