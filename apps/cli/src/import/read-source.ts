import path from 'node:path';
import { err, ok, type Result } from 'neverthrow';
import { type UsageFailure, usage } from '../command-line/usage-failure.js';
import { type FieldRules, missingFields, unusedColumns } from './field-rules.js';
import { type ImportFormat, type ImportKind, kindOf } from './import-kinds.js';
import type { SourceRow } from './source-row.js';

/** The formats by name. Each is loaded only when it is asked for. */
export const ROW_READERS = {
  csv: async () => (await import('./read-csv-rows.js')).readCsvRows,
  jsonl: async () => (await import('./read-json-lines.js')).readJsonLines,
} as const satisfies Readonly<Record<ImportFormat, unknown>>;

/** What people say about a file beside its name. */
export interface ImportWishes {
  readonly kind: ImportKind | undefined;
  readonly format: ImportFormat | undefined;
  readonly columns: ReadonlyMap<string, string>;
  readonly given: ReadonlyMap<string, string>;
}

export function formatOf(file: string, { format }: ImportWishes): ImportFormat {
  if (format !== undefined) return format;
  return ['.jsonl', '.ndjson', '.json'].includes(path.extname(file).toLowerCase()) ? 'jsonl' : 'csv';
}

/** Rows of which the first has been looked at. */
export interface KnownRows {
  readonly rows: AsyncIterable<SourceRow>;
  readonly rules: FieldRules;
  /** Columns that nothing is read from. */
  readonly unused: readonly string[];
}

/** Looks at the first record to know what the file holds, and whether it can be imported at all. */
export async function knowRows(
  file: string,
  given: AsyncIterable<SourceRow>,
  wishes: ImportWishes,
): Promise<Result<KnownRows, UsageFailure>> {
  const iterator = given[Symbol.asyncIterator]();
  const begun: SourceRow[] = [];
  let columns: readonly string[] = [];
  for (;;) {
    const { value, done } = await iterator.next();
    if (done) break;
    begun.push(value);
    if (value.type !== 'record') continue;
    columns = [...value.values.keys()];
    break;
  }
  const rows = async function* () {
    yield* begun;
    yield* { [Symbol.asyncIterator]: () => iterator };
  };
  const kind = wishes.kind ?? kindOf([...columns, ...wishes.columns.keys(), ...wishes.given.keys()]);
  if (kind === undefined) return err(usage(unknownKind(file, columns)));
  const isText = formatOf(file, wishes) === 'csv';
  const rules = { kind, columns: wishes.columns, given: wishes.given, isText };
  const missing = isText && columns.length > 0 ? missingFields(rules, columns) : [];
  if (missing.length > 0) return err(usage(lacks(file, missing)));
  return ok({
    rows: rows(),
    rules,
    unused: unusedColumns(rules, columns).filter((name) => name !== 'responses'),
  });
}

function unknownKind(file: string, columns: readonly string[]): string {
  const found = columns.length === 0 ? 'it has no records' : `its columns are ${columns.join(', ')}`;
  return `what FILE ${file} holds cannot be told (${found}); say it with --kind`;
}

function lacks(file: string, [first = '', ...others]: readonly string[]): string {
  const all = [first, ...others].join(', ');
  return `FILE ${file} has no column for ${all}; name it with --columns ${first}=COLUMN, or give all lines the same with --set ${first}=VALUE`;
}
