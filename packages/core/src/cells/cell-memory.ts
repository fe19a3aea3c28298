import type { TabSnapshot } from '../ports/sheets-port.js';

/** How many cells a spreadsheet may have, over all tabs, empty ones included: Google's own limit. */
export const MAX_SPREADSHEET_CELLS = 10_000_000;

/** How many cells the spreadsheet had at one moment. */
export interface CellSample {
  /** ISO. */
  readonly at: string;
  readonly cells: number;
}

/** What is remembered of the size of one spreadsheet. */
export interface CellMemory {
  /** Cells of tabs that are not ours. Looked up now and then alone: the one read of a step tells of our own. */
  readonly others: number;
  /** When that was, ISO. */
  readonly othersAt: string;
  /** Oldest first, the last one the newest there is; few enough to be kept in the target's state. */
  readonly samples: readonly CellSample[];
}

const HOUR_MS = 3_600_000;

/** What a forecast looks back on, in milliseconds. */
export const FORECAST_BASE_MS = 7 * 24 * HOUR_MS;

/** Kept samples are at least so far apart, but for the last one: a week is no more than 57 of them. */
const SAMPLE_EVERY_MS = 3 * HOUR_MS;

/** How often tabs of people's own are asked for their size, which costs a call. */
const OTHERS_EVERY_MS = 6 * HOUR_MS;

/** Whether the next read has to be of all tabs. A clock that was put back makes it so, too. */
export function areOthersDue(memory: CellMemory | undefined, now: number): boolean {
  if (memory === undefined) return true;
  const age = now - Date.parse(memory.othersAt);
  return age < 0 || age >= OTHERS_EVERY_MS;
}

export interface SeenTabs {
  readonly tabs: readonly TabSnapshot[];
  /** Whether these are all that there are. */
  readonly all: boolean;
  readonly ours: ReadonlySet<number>;
}

/** Takes in what a read has shown. Answers the memory itself when there is nothing new to be remembered. */
export function rememberCells(
  memory: CellMemory | undefined,
  { tabs, all, ours }: SeenTabs,
  now: number,
): CellMemory | undefined {
  if (!all && memory === undefined) return undefined;
  const at = new Date(now).toISOString();
  const others = all ? cellsOf(tabs.filter(({ tabId }) => !ours.has(tabId))) : (memory?.others ?? 0);
  const cells = others + cellsOf(tabs.filter(({ tabId }) => ours.has(tabId)));
  const last = memory?.samples.at(-1);
  const isNews = last === undefined || last.cells !== cells || isFar(last, now);
  if (memory !== undefined && !all && !isNews) return memory;
  return {
    others,
    othersAt: all ? at : (memory?.othersAt ?? at),
    samples: isNews ? keepSample(memory?.samples ?? [], { at, cells }) : (memory?.samples ?? []),
  };
}

function isFar({ at }: CellSample, now: number): boolean {
  return Math.abs(now - Date.parse(at)) >= SAMPLE_EVERY_MS;
}

/** Adds a sample, in place of the last one if that is close to the one before it, and forgets what no forecast needs. */
export function keepSample(samples: readonly CellSample[], sample: CellSample): CellSample[] {
  const now = Date.parse(sample.at);
  // After a clock was put back, what lies ahead of it is of no use.
  const before = samples.filter(({ at }) => Date.parse(at) < now);
  const [previous, last] = before.slice(-2);
  const replaces =
    previous !== undefined &&
    last !== undefined &&
    Date.parse(last.at) - Date.parse(previous.at) < SAMPLE_EVERY_MS;
  const kept = [...(replaces ? before.slice(0, -1) : before), sample];
  const base = kept.findLastIndex(({ at }) => Date.parse(at) <= now - FORECAST_BASE_MS);
  return base > 0 ? kept.slice(base) : kept;
}

function cellsOf(tabs: readonly TabSnapshot[]): number {
  return tabs.reduce((sum, { rowCount, columnCount }) => sum + rowCount * columnCount, 0);
}
