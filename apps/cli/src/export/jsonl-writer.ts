import type { ExportCell, ExportRow } from './export-kinds.js';
import type { OpenRowWriter } from './row-writer.js';

/** One JSON object a line, with all columns; what is not known is `null`. */
export const jsonlWriter: OpenRowWriter = (sink, { columns }) => {
  const toLine = (row: ExportRow) =>
    `${JSON.stringify(Object.fromEntries(columns.map((column, index) => [column, toValue(row[index])])))}\n`;
  return {
    rows: (rows) => (rows.length === 0 ? Promise.resolve(true) : sink.write(rows.map(toLine).join(''))),
    end: () => Promise.resolve(true),
    remarks: () => [],
  };
};

function toValue(cell: ExportCell | undefined): unknown {
  return typeof cell === 'object' && cell !== null ? cell.json : (cell ?? null);
}
