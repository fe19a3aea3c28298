import type { StoreError } from '@quiz-sync/core';
import { err, ok, type Result } from 'neverthrow';
import type { Destination, ImportItem, LineProblem, RefusedLines, TakeError, Taken } from './import-item.js';
import { problemsOf } from './problems-of.js';

/** Lines by what became of them. */
export type ImportTally = Readonly<Record<Taken | 'refused', number>>;

/** Items stored at a time: they share commits, and memory holds no more. */
const BATCH = 200;

export interface TakeOptions {
  readonly onProblem: (problem: LineProblem) => void;
  /** Called between batches; false: go no further. */
  readonly onward: (tally: ImportTally) => boolean;
}

/** Stores items in their order, or rehearses it. A store that fails ends it; what was stored by then is. */
export async function takeItems(
  items: AsyncIterable<ImportItem | RefusedLines>,
  destination: Destination,
  { onProblem, onward }: TakeOptions,
): Promise<Result<ImportTally, StoreError>> {
  const tally = { added: 0, changed: 0, unchanged: 0, refused: 0 };
  const batch = new Map<string, ImportItem>();
  const problems: LineProblem[] = [];
  const flush = async (): Promise<Result<void, StoreError>> => {
    const taken = await Promise.all([...batch.values()].map((item) => takeOne(item, destination)));
    batch.clear();
    for (const { item, outcome } of taken) {
      if (outcome.isOk()) tally[outcome.value] += item.lines.length;
      else {
        const found = problemsOf(item, outcome.error);
        if (found.isErr()) return err(found.error);
        problems.push(...found.value);
        tally.refused += item.lines.length;
      }
    }
    for (const problem of problems.splice(0).sort((a, b) => a.line - b.line)) onProblem(problem);
    return ok(undefined);
  };
  for await (const item of items) {
    const isFull = batch.size + problems.length >= BATCH;
    if (isFull || (item.type === 'item' && batch.has(item.key))) {
      const flushed = await flush();
      if (flushed.isErr()) return err(flushed.error);
      if (!onward(tally)) return ok(tally);
    }
    if (item.type === 'item') batch.set(item.key, item);
    else {
      problems.push(...item.problems);
      tally.refused += item.count;
    }
  }
  return (await flush()).map(() => tally);
}

async function takeOne(
  item: ImportItem,
  destination: Destination,
): Promise<{ item: ImportItem; outcome: Result<Taken, TakeError> }> {
  return { item, outcome: await item.take(destination) };
}
