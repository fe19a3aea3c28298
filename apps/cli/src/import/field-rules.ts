import { err, ok, type Result } from 'neverthrow';
import { fieldsOf, type ImportKind } from './import-kinds.js';
import type { SourceRow } from './source-row.js';
import { toValue } from './to-value.js';

/** Where the values of fields come from. */
export interface FieldRules {
  readonly kind: ImportKind;
  /** Field to column, for fields that the file calls otherwise. */
  readonly columns: ReadonlyMap<string, string>;
  /** Field to the text it has in every line that says nothing of it. */
  readonly given: ReadonlyMap<string, string>;
  /** Whether values are text to be read, as in CSV, or typed already. */
  readonly isText: boolean;
}

/** The fields that one record tells, by name; those it says nothing of are left out. The error: what is wrong, in words. */
export function readFields(
  record: Extract<SourceRow, { type: 'record' }>,
  { kind, columns, given, isText }: FieldRules,
): Result<Readonly<Record<string, unknown>>, string> {
  const fields: Record<string, unknown> = {};
  for (const [name, { type }] of fieldsOf(kind)) {
    const found = record.values.get(columns.get(name) ?? name);
    const text = found === undefined ? given.get(name) : found;
    if (text === undefined) continue;
    const isWritten = typeof text === 'string' && (isText || found === undefined);
    const value = isWritten ? toValue(type, text) : ok(text);
    if (value.isErr()) return err(`${name} ${value.error}`);
    fields[name] = value.value;
  }
  return ok(fields);
}

/** Fields that every line needs, and that neither a column nor a given value is there for. */
export function missingFields(rules: FieldRules, columns: readonly string[]): string[] {
  return [...fieldsOf(rules.kind)]
    .filter(([, { required }]) => required)
    .map(([name]) => name)
    .filter((name) => !columns.includes(rules.columns.get(name) ?? name) && !rules.given.has(name));
}

/** Columns of the file that nothing is read from. */
export function unusedColumns(rules: FieldRules, columns: readonly string[]): string[] {
  const used = new Set([...fieldsOf(rules.kind).keys()].map((name) => rules.columns.get(name) ?? name));
  return columns.filter((column) => !used.has(column));
}
