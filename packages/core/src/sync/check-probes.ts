import type { ReadCell } from '../ports/sheets-port.js';
import type { TabName } from '../tabs/tab-name.js';
import type { Probe } from './plan-read.js';

/** What the cells read say about the plan. */
export interface ProbeFindings {
  /** Tabs where a key is not where the ledger has it: people moved rows, so the tab's keys must be scanned. */
  readonly moved: ReadonlySet<TabName>;
  /** For tabs that get new rows: the first row below everything that is used. */
  readonly freeRow: ReadonlyMap<TabName, number>;
}

/** Compares the cells read (one block per probe, in order) with what the ledger expects. */
export function checkProbes(
  probes: readonly Probe[],
  cells: readonly (readonly (readonly ReadCell[])[])[],
): ProbeFindings {
  const moved = new Set<TabName>();
  const freeRow = new Map<TabName, number>();
  for (const [index, probe] of probes.entries()) {
    const block = cells[index] ?? [];
    if (probe.type === 'space') freeRow.set(probe.tab, probe.range.firstRow + usedRows(block));
    else if (!keysStand(probe, block)) moved.add(probe.tab);
  }
  return { moved, freeRow };
}

function keysStand(
  probe: Extract<Probe, { type: 'keys' }>,
  block: readonly (readonly ReadCell[])[],
): boolean {
  for (const [row, key] of probe.expected) {
    if (cellText(block[row - probe.range.firstRow]?.[0]) !== key) return false;
  }
  return true;
}

/** Rows up to the last one with anything in it. */
function usedRows(block: readonly (readonly ReadCell[])[]): number {
  return block.findLastIndex((row) => row.some((cell) => cell !== null && cell !== '')) + 1;
}

/** A key cell as text: a person who retypes a key of digits makes it a number. */
export function cellText(cell: ReadCell | undefined): string {
  return cell === null || cell === undefined ? '' : String(cell);
}
