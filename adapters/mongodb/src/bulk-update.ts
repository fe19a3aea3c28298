import type { AnyBulkWriteOperation, Collection, Document, Filter, UpdateFilter } from 'mongodb';
import { COMMANDS_AT_ONCE, slices, UPDATES_OF_COMMAND } from './slices.js';

export interface OneUpdate<Schema extends Document> {
  readonly filter: Filter<Schema>;
  readonly update: UpdateFilter<Schema>;
}

/** Carries out many updates of one document each, in any order; answers how many of them found theirs. */
export async function bulkUpdate<Schema extends Document>(
  collection: Collection<Schema>,
  updates: readonly OneUpdate<Schema>[],
): Promise<number> {
  const commands = [...slices(updates, UPDATES_OF_COMMAND)];
  let matched = 0;
  for (const together of slices(commands, COMMANDS_AT_ONCE)) {
    const answers = await Promise.all(
      together.map((command) => collection.bulkWrite(command.map(toOperation), { ordered: false })),
    );
    for (const { matchedCount } of answers) matched += matchedCount;
  }
  return matched;
}

function toOperation<Schema extends Document>({
  filter,
  update,
}: OneUpdate<Schema>): AnyBulkWriteOperation<Schema> {
  return { updateOne: { filter, update } };
}
