import type { DataSink } from '../terminal.js';
import type { ExportRow } from './export-kinds.js';

/** Writes rows in one format, piece by piece. False: nobody reads any more. */
export interface RowWriter {
  rows(rows: readonly ExportRow[]): Promise<boolean>;
  /** Writes what comes after the last row. */
  end(): Promise<boolean>;
  /** What people should know of the result, such as that text was cut; empty most of the time. */
  remarks(): readonly string[];
}

/** Begins a document: `title` names it where the format has a place for that. */
export type OpenRowWriter = (
  sink: DataSink,
  document: { readonly title: string; readonly columns: readonly string[] },
) => RowWriter;

/** The formats by name. Each is loaded only when it is asked for. */
export const ROW_WRITERS = {
  csv: async () => (await import('./csv-writer.js')).csvWriter,
  jsonl: async () => (await import('./jsonl-writer.js')).jsonlWriter,
  xlsx: async () => (await import('./xlsx-writer.js')).xlsxWriter,
} as const satisfies Readonly<Record<string, () => Promise<OpenRowWriter>>>;

export type ExportFormat = keyof typeof ROW_WRITERS;

export const EXPORT_FORMATS = Object.keys(ROW_WRITERS) as ExportFormat[];
