import type { CellRange, ReadCell } from '../../ports/sheets-port.js';
import type { BatchEffects, HeaderCheck, KeyCheck } from '../../ports/sync-journal.js';
import { cellText, type KeyRun, keyRuns, misplacedKeys } from '../look/key-runs.js';

/** A key that was not found where a batch had put its row. */
export interface MisplacedKey {
  readonly check: KeyCheck;
  /** What stands there instead; '' for nothing. */
  readonly found: string;
}

/** What a batch's read-back says went astray; all empty when it hit what was meant. */
export interface Astray {
  /** Tabs whose columns people moved in the moment between read and write. */
  readonly movedColumns: readonly HeaderCheck[];
  /** Rows they moved, in the other tabs. */
  readonly misplaced: readonly MisplacedKey[];
}

/** The cells to read back after a batch, in the order in which {@link judgeReadBack} expects them. */
export function readBackRanges(effects: BatchEffects): CellRange[] {
  return [
    ...checkRuns(effects.checks).map((run) => run.range),
    ...effects.headers.map(({ tabId }) => ({
      tabId,
      firstRow: 0,
      rows: 1,
      firstColumn: 0,
      columns: undefined,
    })),
  ];
}

/** Compares what was read back with what a batch expects. */
export function judgeReadBack(
  effects: BatchEffects,
  blocks: readonly (readonly (readonly ReadCell[])[])[],
): Astray {
  const runs = checkRuns(effects.checks);
  const movedColumns = effects.headers.filter(
    (check, index) => !headersStand(check, blocks[runs.length + index]?.[0] ?? []),
  );
  const movedTabs = new Set(movedColumns.map(({ tab }) => tab));
  const misplaced = runs
    .flatMap((run, index) => misplacedKeys(run, blocks[index] ?? []))
    .map(({ expected, found }) => ({ check: expected, found }))
    .filter(({ check }) => !movedTabs.has(check.tab));
  return { movedColumns, misplaced };
}

function headersStand({ columns }: HeaderCheck, row: readonly ReadCell[]): boolean {
  return columns.every(({ column, header }) => cellText(row[column]).trim() === header);
}

function checkRuns(checks: readonly KeyCheck[]): KeyRun<KeyCheck>[] {
  const byColumn = Map.groupBy(checks, (check) => `${check.tabId} ${check.keyColumn}`);
  return [...byColumn.values()].flatMap((ofColumn) => {
    const [first] = ofColumn;
    return first === undefined ? [] : keyRuns(first.tabId, first.keyColumn, ofColumn);
  });
}
