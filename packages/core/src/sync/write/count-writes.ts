import { changeTab, type RowChange } from '../load/row-change.js';
import type { RunMeter } from '../sync-session.js';

/** Adds a written batch to what the run has done. A removed row counts once, when its key goes. */
export function countWrites(meter: RunMeter, written: readonly RowChange[]): void {
  for (const change of written) {
    const tab = changeTab(change);
    const { updated, added, removed } = meter.tabs.get(tab) ?? { updated: 0, added: 0, removed: 0 };
    meter.tabs.set(tab, {
      updated: updated + (change.type === 'update' ? 1 : 0),
      added: added + (change.type === 'add' ? 1 : 0),
      removed: removed + (change.type === 'erase_key' ? 1 : 0),
    });
  }
}
