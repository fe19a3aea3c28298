import { type CellMemory, FORECAST_BASE_MS, MAX_SPREADSHEET_CELLS } from './cell-memory.js';

/** How full the spreadsheet is, and when it will be. */
export interface CellUse {
  /** Cells of all tabs, empty ones and people's own included: so does Google count. */
  readonly used: number;
  readonly limit: number;
  /** When that was counted, ISO. */
  readonly as_of: string;
  /** The day (`2027-03-01`) on which it is full if it grows on as it did in the last week; `undefined`: not known (yet), or never. */
  readonly full_on: string | undefined;
}

/** The growth of less than a day says more about the hour of the day than about the year. */
const LEAST_BASE_MS = 24 * 3_600_000;

/** Beyond a century nobody plans, and at last a date is none any more. */
const HORIZON_MS = 100 * 365 * 24 * 3_600_000;

/** `now` is epoch milliseconds. `undefined` when nothing was counted yet. */
export function cellUse(memory: CellMemory | undefined, now: number): CellUse | undefined {
  const last = memory?.samples.at(-1);
  if (memory === undefined || last === undefined) return undefined;
  const full = fullAt(memory, now);
  return {
    used: last.cells,
    limit: MAX_SPREADSHEET_CELLS,
    as_of: last.at,
    full_on: full === undefined ? undefined : new Date(full).toISOString().slice(0, 10),
  };
}

/** Extrapolates the growth of a week, or of what there is of one. When nothing was counted since, nothing has grown. */
function fullAt({ samples }: CellMemory, now: number): number | undefined {
  const base = samples.findLast(({ at }) => Date.parse(at) <= now - FORECAST_BASE_MS) ?? samples[0];
  const last = samples.at(-1);
  if (base === undefined || last === undefined) return undefined;
  if (last.cells >= MAX_SPREADSHEET_CELLS) return now;
  const tookMs = now - Date.parse(base.at);
  const growth = last.cells - base.cells;
  if (tookMs < LEAST_BASE_MS || growth <= 0) return undefined;
  const leftMs = ((MAX_SPREADSHEET_CELLS - last.cells) / growth) * tookMs;
  return leftMs > HORIZON_MS ? undefined : now + leftMs;
}
