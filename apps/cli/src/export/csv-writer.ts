import { stringify } from 'csv-stringify/sync';
import type { ExportCell, ExportRow } from './export-kinds.js';
import { escapeFormula } from './formula-text.js';
import type { OpenRowWriter } from './row-writer.js';

/** RFC 4180, in UTF-8: lines end in CR LF, and what is not known is an empty field. */
export const csvWriter: OpenRowWriter = (sink, { columns }) => {
  let header: readonly ExportRow[] = [columns];
  const write = (rows: readonly ExportRow[]) => {
    const all = [...header, ...rows].map((row) => row.map(toField));
    header = [];
    return all.length === 0
      ? Promise.resolve(true)
      : sink.write(stringify(all, { record_delimiter: 'windows' }));
  };
  return { rows: write, end: () => write([]), remarks: () => [] };
};

function toField(cell: ExportCell): string {
  if (cell === null) return '';
  if (typeof cell === 'object') return escapeFormula(JSON.stringify(cell.json));
  return typeof cell === 'string' ? escapeFormula(cell) : String(cell);
}
