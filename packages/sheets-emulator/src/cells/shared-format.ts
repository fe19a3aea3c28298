import type { CellFormat } from '../schema/sheets-types.ts';

/** Beyond so many different formats, sharing starts anew: the map must not keep what no cell has any more. */
const LIMIT = 10_000;

const formats = new Map<string, CellFormat>();
const known = new WeakSet<CellFormat>();

/** One object for all cells that look the same: formats repeat down whole columns, and are never changed in place. */
export const sharedFormat = (format: CellFormat | undefined): CellFormat | undefined => {
  if (format === undefined || known.has(format)) return format;
  const key = JSON.stringify(format);
  if (key === '{}') return undefined;
  const shared = formats.get(key);
  if (shared !== undefined) return shared;
  if (formats.size >= LIMIT) formats.clear();
  formats.set(key, format);
  known.add(format);
  return format;
};
