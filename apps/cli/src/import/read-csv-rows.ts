import { Readable } from 'node:stream';
import { type CsvError, parse } from 'csv-parse';
import { LONGEST_RECORD, type ReadRows, type SourceRow } from './source-row.js';

type Unreadable = Extract<SourceRow, { type: 'unreadable' }>;

/** Pieces in a row that are told one by one: the parser hands over nothing while it finds no record. */
const MOST_UNREADABLE = 1_000;

/** CSV as RFC 4180 has it, and with semicolons or tabs where the header has them. What cannot be read is told, and passed over. */
export const readCsvRows: ReadRows = async function* (text) {
  const unreadable: Unreadable[] = [];
  /** The first line of each record that was parsed and not handed on yet. */
  const begun: number[] = [];
  let lastLine = 0;
  let header: readonly string[] | undefined;
  let number = 0;
  const [first, whole] = await firstOf(text);
  const parser = parse({
    bom: true,
    delimiter: delimiterOf(first),
    max_record_size: LONGEST_RECORD,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_record: (cells: string[], { lines }) => {
      begun.push(lastLine + 1);
      lastLine = lines;
      return cells;
    },
    on_skip: (error: CsvError | undefined) => {
      const line = lastLine + 1;
      const end = Number(error?.['lines'] ?? line);
      // What follows from a mistake that was told.
      if (end < line) return undefined;
      lastLine = end;
      const last = unreadable.at(-1);
      if (unreadable.length >= MOST_UNREADABLE && last?.lastLine === line - 1)
        unreadable[unreadable.length - 1] = { ...last, lastLine };
      else
        unreadable.push({ type: 'unreadable', line, lastLine, message: error?.message ?? 'cannot be read' });
      return undefined;
    },
  });
  const source = Readable.from(whole).on('error', (cause) => parser.destroy(cause));
  for await (const cells of source.pipe(parser) as AsyncIterable<string[]>) {
    const line = begun.shift() ?? 0;
    yield* unreadable.splice(0);
    if (header === undefined) header = cells.map((name) => name.trim());
    else {
      number += 1;
      yield toRow(header, cells, { line, number });
    }
  }
  yield* unreadable.splice(0);
};

function toRow(
  header: readonly string[],
  cells: readonly string[],
  { line, number }: { readonly line: number; readonly number: number },
): SourceRow {
  if (cells.length !== header.length) {
    const message = `has ${cells.length} fields, and the header has ${header.length}`;
    return { type: 'unreadable', line, lastLine: line, message };
  }
  const values = new Map(header.map((name, index) => [name, cells[index] === '' ? undefined : cells[index]]));
  return { type: 'record', line, number, values };
}

/** Looks at the beginning without taking it away. */
async function firstOf(text: AsyncIterable<string>): Promise<[string, AsyncIterable<string>]> {
  const iterator = text[Symbol.asyncIterator]();
  const { value = '', done = false } = await iterator.next();
  const whole = async function* () {
    yield value;
    if (!done) yield* { [Symbol.asyncIterator]: () => iterator };
  };
  return [value, whole()];
}

/** Spreadsheets of half the world write semicolons. */
function delimiterOf(beginning: string): string {
  const [header = ''] = beginning.split(/\r?\n/, 1);
  const count = (delimiter: string) => header.split(delimiter).length;
  return [',', ';', '\t'].toSorted((a, b) => count(b) - count(a))[0] ?? ',';
}
