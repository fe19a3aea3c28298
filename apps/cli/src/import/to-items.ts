import { factsItem } from './facts-item.js';
import type { FieldRules } from './field-rules.js';
import { readFields } from './field-rules.js';
import type { ImportItem, RefusedLines } from './import-item.js';
import type { SourceRow } from './source-row.js';
import { submissionGroups } from './submission-groups.js';

/** Makes items of rows, in their order. Holds no more than the submission at hand. */
export async function* toItems(
  rows: AsyncIterable<SourceRow>,
  rules: FieldRules,
): AsyncIterable<ImportItem | RefusedLines> {
  const groups = submissionGroups();
  for await (const row of rows) {
    if (row.type === 'unreadable') {
      const { line, lastLine, message } = row;
      const range =
        lastLine === line ? '' : `, and so are the lines up to ${lastLine}: they cannot be told apart`;
      yield refused(line, `${message}${range}`, lastLine - line + 1);
      continue;
    }
    const fields = readFields(row, rules);
    if (fields.isErr()) yield refused(row.line, fields.error);
    else if (rules.kind === 'responses') yield* groups.add(row, fields.value, rules);
    else yield factsItem(rules.kind, row.line, fields.value);
  }
  yield* groups.end();
}

function refused(line: number, message: string, count = 1): RefusedLines {
  return { type: 'refused', problems: [{ line, message }], count };
}
