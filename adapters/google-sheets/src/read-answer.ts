import type { ReadCell, SheetRead, SheetSnapshot, TabSnapshot } from '@quiz-sync/core';
import { type CellsOf, cellsIn } from './block-index.js';
import type { KnownTab, KnownTabs } from './build-read.js';
import { headerRow } from './grid-range.js';
import { REVISION_RANGE } from './revision-range.js';
import type { SheetAnswer, SpreadsheetAnswer } from './sheets-types.js';

/**
 * The answer of a read as core wants it. An answer to filters tells only of the tabs that they met; `before`, an
 * answer to a call for the properties of all tabs, adds the others.
 */
export function snapshotOf(
  request: SheetRead,
  answer: SpreadsheetAnswer,
  before: SpreadsheetAnswer | undefined,
): SheetSnapshot {
  const cellsOf = cellsIn(answer.sheets ?? []);
  const headersOf = new Set(request.tabs === 'all' ? [...knownTabs(before ?? answer).keys()] : request.tabs);
  return {
    revision: revisionOf(answer) ?? (before === undefined ? null : revisionOf(before)),
    timeZone: answer.properties?.timeZone ?? before?.properties?.timeZone ?? 'Etc/GMT',
    tabs: [...tabsOf(answer, before)].map(([tabId, tab]) => ({
      tabId,
      ...tab,
      headers: headersOf.has(tabId) ? headersIn(cellsOf, tabId) : [],
    })),
    cells: request.ranges.map(cellsOf),
  };
}

/** The revision that the spreadsheet carries; `null` when the answer tells of none. */
export function revisionOf(answer: SpreadsheetAnswer): string | null {
  const marker = answer.namedRanges?.find(({ name }) => name === REVISION_RANGE);
  return marker?.namedRangeId ?? null;
}

/** The tabs that an answer tells of, in the order people see. */
export function knownTabs(answer: SpreadsheetAnswer): Map<number, KnownTab> {
  return new Map((answer.sheets ?? []).map((sheet) => [sheet.properties?.sheetId ?? 0, knownTab(sheet)]));
}

function knownTab({ properties }: SheetAnswer): KnownTab {
  return {
    title: properties?.title ?? '',
    rowCount: properties?.gridProperties?.rowCount ?? 0,
    columnCount: properties?.gridProperties?.columnCount ?? 0,
  };
}

/** Those of both answers, as the later one has them. */
function tabsOf(answer: SpreadsheetAnswer, before: SpreadsheetAnswer | undefined): KnownTabs {
  const tabs = before === undefined ? new Map<number, KnownTab>() : knownTabs(before);
  for (const [tabId, tab] of knownTabs(answer)) tabs.set(tabId, tab);
  return tabs;
}

function headersIn(cellsOf: CellsOf, tabId: number): TabSnapshot['headers'] {
  const [row = []] = cellsOf(headerRow(tabId));
  return row.map(headerText);
}

function headerText(cell: ReadCell): string {
  if (cell === null) return '';
  return typeof cell === 'boolean' ? String(cell).toUpperCase() : String(cell);
}
