import type { BatchEffects } from '@quiz-sync/core';
import { STEP_SIZE, slices } from './steps.js';

/** What the store itself takes in; the rest is for whoever confirms the batch. */
export type StoredEffects = Pick<BatchEffects, 'entries' | 'removed' | 'tabs' | 'acknowledged'>;

const NOTHING: StoredEffects = { entries: [], removed: [], tabs: [], acknowledged: [] };

/**
 * The effects in parts, to be taken one after the other, none larger than one step. A small batch is one part. The
 * ledger comes first and the acknowledgements last, so that what is cut short has acknowledged nothing that the ledger
 * does not know.
 */
export function effectParts(effects: StoredEffects, size: number = STEP_SIZE): StoredEffects[] {
  const { entries, removed, tabs, acknowledged } = effects;
  if (entries.length + removed.length + acknowledged.length <= size) return [effects];
  return [
    { ...NOTHING, tabs },
    ...Array.from(slices(removed, size), (slice) => ({ ...NOTHING, removed: slice })),
    ...Array.from(slices(entries, size), (slice) => ({ ...NOTHING, entries: slice })),
    ...Array.from(slices(acknowledged, size), (slice) => ({ ...NOTHING, acknowledged: slice })),
  ];
}
