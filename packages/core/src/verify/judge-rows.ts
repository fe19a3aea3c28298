import type { LedgerEntry } from '../ports/sheet-ledger.js';
import type { SheetRow } from '../tabs/sheet-row.js';
import type { KeyedRow } from './watched-tab.js';

/** What store and ledger say of the keys of some rows. */
export interface KnownKeys {
  readonly entries: ReadonlyMap<string, LedgerEntry>;
  /** Keys that were seen before, at the place that the ledger has now. */
  readonly seen: ReadonlySet<string>;
  readonly expected: ReadonlyMap<string, SheetRow>;
}

/** A row of ours. */
export interface OwnRow {
  readonly found: KeyedRow;
  readonly expected: SheetRow;
  /** `undefined`: a row that the ledger had no memory of. */
  readonly entry: LedgerEntry | undefined;
}

/** A row that has a key it should not have. */
export interface StrayRow {
  readonly found: KeyedRow;
  readonly kind: 'duplicate' | 'foreign';
  /** Where the row stands that rightly has this key; `undefined` for a foreign key. */
  readonly keptRow: number | undefined;
  readonly entry: LedgerEntry | undefined;
}

export interface JudgedRows {
  readonly own: readonly OwnRow[];
  readonly strays: readonly StrayRow[];
}

/**
 * Decides which row rightly has its key: the one where the ledger has it; when no row has the key there, the first. All
 * others with that key are duplicates.
 */
export function judgeRows(rows: readonly KeyedRow[], known: KnownKeys): JudgedRows {
  const own: OwnRow[] = [];
  const strays: StrayRow[] = [];
  const taken = new Map<string, number>();
  for (const found of rows) {
    const { key, row } = found;
    const entry = known.entries.get(key);
    const expected = known.expected.get(key);
    if (expected === undefined) {
      strays.push({ found, kind: 'foreign', keptRow: undefined, entry });
      continue;
    }
    const keptRow = taken.get(key) ?? (known.seen.has(key) ? entry?.row : undefined);
    if (keptRow === undefined || keptRow === row) {
      own.push({ found, expected, entry });
      taken.set(key, row);
    } else strays.push({ found, kind: 'duplicate', keptRow, entry });
  }
  return { own, strays };
}
