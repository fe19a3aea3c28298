import { createHash } from 'node:crypto';
import type { FieldRules } from './field-rules.js';
import type { SourceRow } from './source-row.js';

/** Enough of a digest that no two records meet by chance. */
const DIGITS = 32;

/**
 * The id of a record that brings none: the same whenever the same file is imported, so that nothing is stored twice.
 * Records with a time of their own are told apart by what they hold; of others, which may well be alike and yet not the
 * same answer, the place in the file is part of it.
 */
export function contentId(
  record: Extract<SourceRow, { type: 'record' }>,
  fields: Readonly<Record<string, unknown>>,
  { columns }: FieldRules,
): string {
  const isDated = record.values.get(columns.get('submitted_at') ?? 'submitted_at') !== undefined;
  const content = [
    Object.entries(fields).toSorted(([a], [b]) => (a < b ? -1 : 1)),
    record.values.get('responses') ?? null,
    isDated ? null : record.number,
  ];
  const digest = createHash('sha256').update(JSON.stringify(content)).digest('hex');
  return `import-${digest.slice(0, DIGITS)}`;
}
