import { randomUUID } from 'node:crypto';
import type { SubmissionDocument, TotalsDocument } from './documents.js';
import { insertNew } from './duplicate-key.js';
import type { MongoContext } from './mongo-context.js';

/** How many submissions are left to be added up each time, before they are put into the totals. */
export const UNCOUNTED_LEFT = 1_000;

interface Sum {
  readonly submissions: number;
  readonly responses: number;
}

/**
 * Exact without walking the history and without a transaction. A submission is marked `uncounted` by its own insert.
 * The totals take in some of those at a time: one update adds their sum and lists their ids (`folding`), the next
 * takes off their marks, a third empties the list. So a submission is counted by its mark, or by the totals, and one
 * that has a mark and is listed is counted by the totals alone.
 */
export async function countSubmissions(context: MongoContext): Promise<Sum> {
  while (true) {
    const totals = await readTotals(context);
    if (totals.erasing !== undefined) {
      await endErasing(context, totals);
      continue;
    }
    const waiting = await uncounted(context, totals.folding);
    const after = await readTotals(context);
    if (after.step !== totals.step) continue; // Somebody took some in while they were being added up.
    if (waiting.length > UNCOUNTED_LEFT || totals.folding.length > 0) {
      await fold(context, totals, waiting);
      continue;
    }
    return sumOf(waiting, totals);
  }
}

interface Uncounted {
  readonly id: string;
  readonly responses: number;
}

async function uncounted({ submissions }: MongoContext, folding: readonly string[]): Promise<Uncounted[]> {
  const listed = new Set(folding);
  const found: Uncounted[] = [];
  const marked = submissions.find({ uncounted: { $eq: true } }, { projection: { response_count: 1 } });
  for await (const { _id, response_count } of marked.limit(2 * UNCOUNTED_LEFT + folding.length))
    if (!listed.has(_id)) found.push({ id: _id, responses: response_count });
  return found;
}

const TOTALS = 'totals' as const;

/** Ends a folding that was begun, by whomever; else begins one. Does nothing when somebody else was faster. */
async function fold(
  context: MongoContext,
  totals: TotalsDocument,
  waiting: readonly Uncounted[],
): Promise<void> {
  const { submissions } = context;
  const seen = { _id: TOTALS, step: { $eq: totals.step } };
  if (totals.folding.length > 0) {
    await submissions.updateMany({ _id: { $in: totals.folding } }, { $unset: { uncounted: '' } });
    await context.totals.updateOne(seen, { $set: { folding: [], step: totals.step + 1 } });
    return;
  }
  const { submissions: counted, responses } = sumOf(waiting, totals);
  const folding = waiting.map(({ id }) => id);
  await context.totals.updateOne(seen, {
    $set: { submissions: counted, responses, folding, step: totals.step + 1 },
  });
}

/**
 * For documents that are written whole, over others perhaps: one that has been counted stays so, and what it says now
 * goes into the totals in place of what it said.
 */
export async function correctTotals(
  context: MongoContext,
  documents: readonly SubmissionDocument[],
  put: (documents: readonly SubmissionDocument[]) => Promise<void>,
): Promise<void> {
  const counted = new Map<string, number>();
  const known = { _id: { $in: documents.map(({ _id }) => _id) }, uncounted: { $exists: false } };
  const projection = { response_count: 1 };
  for await (const { _id, response_count } of context.submissions.find(known, { projection }))
    counted.set(_id, response_count);
  await put(documents.map((document) => (counted.has(document._id) ? withoutMark(document) : document)));
  const more = documents.reduce(
    (sum, { _id, response_count }) => sum + response_count - (counted.get(_id) ?? response_count),
    0,
  );
  if (more !== 0) await context.totals.updateOne({ _id: TOTALS }, { $inc: { responses: more, step: 1 } });
}

/**
 * Removes submissions, and what they added to the totals. They are marked with this attempt; one update takes those that
 * were counted off the totals and lists all; then what is listed and marked is removed, by whoever comes next if need be.
 */
export async function eraseSubmissions(context: MongoContext, ids: readonly string[]): Promise<void> {
  const { submissions } = context;
  const attempt = randomUUID();
  while (true) {
    const totals = await readTotals(context);
    if (totals.erasing !== undefined) {
      await endErasing(context, totals);
      continue;
    }
    await submissions.updateMany({ _id: { $in: ids } }, { $set: { erasing: attempt } });
    const projection = { response_count: 1, uncounted: 1 };
    const found = await submissions.find({ _id: { $in: ids } }, { projection }).toArray();
    const folding = new Set(totals.folding);
    const counted = found.filter(({ _id, uncounted }) => uncounted === undefined || folding.has(_id));
    const less = counted.reduce((sum, { response_count }) => sum + response_count, 0);
    const erasing = { attempt, ids: found.map(({ _id }) => _id) };
    const step = totals.step + 1;
    const { matchedCount } = await context.totals.updateOne(
      { _id: TOTALS, step: { $eq: totals.step } },
      {
        $set: {
          ...{ submissions: totals.submissions - counted.length, responses: totals.responses - less },
          ...{ erasing, step },
        },
      },
    );
    if (matchedCount === 1) return endErasing(context, { step, erasing });
  }
}

/** Nobody adds anything to the totals while something is listed. */
async function endErasing(
  context: MongoContext,
  { step, erasing }: Pick<TotalsDocument, 'step' | 'erasing'>,
): Promise<void> {
  if (erasing === undefined) return;
  const { attempt, ids } = erasing;
  await context.submissions.deleteMany({ _id: { $in: ids }, erasing: { $eq: attempt } });
  await context.totals.updateOne(
    { _id: TOTALS, step: { $eq: step } },
    { $set: { step: step + 1 }, $unset: { erasing: '' } },
  );
}

function withoutMark({ uncounted: _, ...document }: SubmissionDocument): SubmissionDocument {
  return document;
}

function sumOf(waiting: readonly Uncounted[], totals: Sum): Sum {
  return {
    submissions: totals.submissions + waiting.length,
    responses: waiting.reduce((sum, { responses }) => sum + responses, totals.responses),
  };
}

async function readTotals(context: MongoContext): Promise<TotalsDocument> {
  const found = await context.totals.findOne({ _id: TOTALS });
  if (found !== null) return found;
  const none: TotalsDocument = { _id: TOTALS, submissions: 0, responses: 0, folding: [], step: 0 };
  await insertNew(() => context.totals.insertOne(none));
  return none;
}
