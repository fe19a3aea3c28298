import type { ExpectedRow, ExpectedSheet } from './expected-sheet.ts';

const KEY = 'quiz_sync_key';

/** Days between the serial numbers' beginning and 1970. */
const EPOCH = 25_569;

type CellValue = string | number | boolean;

/** What people keep beside our columns: text in their own column, by tab and row key. */
export interface PeoplesCells {
  /** Header of their column. */
  readonly header: string;
  readonly notes: Map<string, Map<string, string>>;
  /** Rows that are theirs alone, by tab: the text of each. */
  readonly typed: ReadonlyMap<string, ReadonlySet<string>>;
}

/** In what way the sheet is not what it should be. */
export interface Difference {
  readonly kind: 'lost' | 'duplicated' | 'foreign' | 'wrong' | "people's";
  readonly what: string;
}

/**
 * Every difference between a spreadsheet and what it should hold; empty when it is exact. `valuesOf` answers the cells of
 * a tab by its first title; `there` has those that exist: one without rows may not have been made yet.
 */
export function sheetDifferences(
  valuesOf: (tab: string) => readonly (readonly CellValue[])[],
  expected: ExpectedSheet,
  there: ReadonlySet<string>,
  people: PeoplesCells,
): Difference[] {
  return [...expected].flatMap(([tab, rows]) => {
    if (!there.has(tab)) return [...rows.keys()].map((key) => lost(tab, key));
    const records = recordsOf(valuesOf(tab));
    return [...compareTab(tab, records, rows), ...comparePeoples(tab, records, people)];
  });
}

type SheetRecord = ReadonlyMap<string, CellValue>;

function recordsOf([headers = [], ...rows]: readonly (readonly CellValue[])[]): SheetRecord[] {
  return rows.map(
    (row) =>
      new Map(
        headers.flatMap((header, column) => {
          const value = row[column];
          return value === undefined || value === '' ? [] : [[String(header), value] as const];
        }),
      ),
  );
}

function compareTab(
  tab: string,
  records: readonly SheetRecord[],
  expected: ReadonlyMap<string, ExpectedRow>,
): Difference[] {
  const found = Map.groupBy(records, (record) => String(record.get(KEY) ?? ''));
  found.delete('');
  const differences: Difference[] = [];
  for (const [key, row] of expected) {
    const [record, ...more] = found.get(key) ?? [];
    if (record === undefined) differences.push(lost(tab, key));
    else differences.push(...compareRow(`${tab} ${key}`, record, row));
    if (more.length > 0)
      differences.push({ kind: 'duplicated', what: `${tab} ${key}: ${more.length + 1} times` });
  }
  for (const key of found.keys()) {
    if (!expected.has(key)) differences.push({ kind: 'foreign', what: `${tab} ${key}: nobody asked for it` });
  }
  return differences;
}

function lost(tab: string, key: string): Difference {
  return { kind: 'lost', what: `${tab} ${key}: not there` };
}

function compareRow(row: string, record: SheetRecord, expected: ExpectedRow): Difference[] {
  return Object.entries(expected).flatMap(([header, wanted]) => {
    const cell = record.get(header);
    const found = isTime(wanted) && typeof cell === 'number' ? instantOf(cell) : cell;
    if (found === wanted) return [];
    return [{ kind: 'wrong' as const, what: `${row}: ${header} is ${text(found)}, not ${text(wanted)}` }];
  });
}

function isTime(wanted: CellValue | undefined): boolean {
  return typeof wanted === 'string' && /^\d{4}-\d\d-\d\dT/.test(wanted);
}

function instantOf(serial: number): string {
  return new Date(Math.round((serial - EPOCH) * 86_400_000)).toISOString();
}

/** Notes stay with their row; what people typed stays as it is; and rows without a key of ours hold nothing but that. */
function comparePeoples(tab: string, records: readonly SheetRecord[], people: PeoplesCells): Difference[] {
  const differences: Difference[] = [];
  const notes = people.notes.get(tab) ?? new Map<string, string>();
  const typed = new Set(people.typed.get(tab));
  for (const record of records) {
    const key = String(record.get(KEY) ?? '');
    const note = record.get(people.header);
    if (note !== notes.get(key) && !(key === '' && typeof note === 'string'))
      differences.push(peoples(`${tab} ${key}: the note is ${text(note)}, not ${text(notes.get(key))}`));
    if (key !== '') continue;
    for (const [header, value] of record) {
      if (header === people.header || typed.delete(String(value))) continue;
      differences.push(peoples(`${tab}: a row without a key holds ${text(value)} as its ${header}`));
    }
  }
  return [...differences, ...[...typed].map((gone) => peoples(`${tab}: ${text(gone)} is gone`))];
}

function peoples(what: string): Difference {
  return { kind: "people's", what };
}

function text(value: unknown): string {
  return JSON.stringify(value) ?? 'empty';
}
