import type { SheetBatch, SheetChange } from '@quiz-sync/core';
import { a1Range } from './a1-range.js';
import { type KnownTabs, rangeWithin } from './build-read.js';
import { gridRange } from './grid-range.js';
import { REVISION_RANGE } from './revision-range.js';
import type { BatchRequest, UpdateRequest } from './sheets-types.js';
import { requestsOf } from './update-requests.js';

export interface BuiltBatch {
  readonly body: BatchRequest;
  /** How the cells to read back come: in the answer to the batch, by a call of their own, or there are none. */
  readonly readBack: 'in_answer' | 'afterwards' | 'none';
  /** For each request, the tab whose cells it changes; `undefined` for those of the revision. */
  readonly tabOfRequest: readonly (number | undefined)[];
}

/**
 * One atomic update: first what makes it apply on its revision alone, then the changes in their order.
 * `tabs` are those seen last; their titles are needed only to have cells read back in the same call.
 */
export function buildBatch(batch: SheetBatch, tabs: KnownTabs): BuiltBatch {
  const steps = [...revisionSteps(batch), ...batch.changes.filter((change) => !addsAnchor(change, batch))];
  const requests: UpdateRequest[] = [];
  const tabOfRequest: (number | undefined)[] = [];
  for (const step of steps) {
    const made = 'request' in step ? [step.request] : requestsOf(step, batch.timeZone);
    requests.push(...made);
    for (let i = 0; i < made.length; i += 1) tabOfRequest.push('request' in step ? undefined : tabOf(step));
  }
  const responseRanges = readBackRanges(batch, tabs);
  if (responseRanges === undefined) return { body: { requests }, readBack: 'afterwards', tabOfRequest };
  if (responseRanges.length === 0) return { body: { requests }, readBack: 'none', tabOfRequest };
  const asked = { includeSpreadsheetInResponse: true, responseRanges, responseIncludeGridData: true };
  return { body: { requests, ...asked }, readBack: 'in_answer', tabOfRequest };
}

type RevisionStep = SheetChange | { readonly request: UpdateRequest };

/** The tab that the new revision is anchored in must be there before it: when this batch makes it, that comes first. */
function revisionSteps(batch: SheetBatch): RevisionStep[] {
  const anchor = { tabId: batch.anchorTabId, firstRow: 0, rows: 1, firstColumn: 0, columns: 1 };
  const expected =
    batch.from === null ? [] : [{ request: { deleteNamedRange: { namedRangeId: batch.from } } }];
  const namedRange = { namedRangeId: batch.to, name: REVISION_RANGE, range: gridRange(anchor) };
  return [
    ...expected,
    ...batch.changes.filter((change) => addsAnchor(change, batch)),
    { request: { addNamedRange: { namedRange } } },
  ];
}

function addsAnchor(change: SheetChange, batch: SheetBatch): boolean {
  return change.type === 'add_tab' && change.tabId === batch.anchorTabId;
}

function tabOf(change: SheetChange): number {
  return change.type === 'format_cells' ? change.range.tabId : change.tabId;
}

/** `undefined` when a tab's title is not known. Nothing beyond a tab's end, which Google refuses. */
function readBackRanges(batch: SheetBatch, tabs: KnownTabs): string[] | undefined {
  const afterwards = tabsAfter(batch.changes, tabs);
  const ranges: string[] = [];
  for (const range of batch.readBack) {
    const tab = afterwards.get(range.tabId);
    if (tab === undefined) return undefined;
    const within = rangeWithin(range, tab);
    if (within !== undefined) ranges.push(a1Range(tab.title, within, tab.columnCount));
  }
  return ranges;
}

/** The tabs as they will be once the changes are applied. */
export function tabsAfter(changes: readonly SheetChange[], tabs: KnownTabs): KnownTabs {
  const after = new Map(tabs);
  for (const change of changes) {
    if (change.type === 'add_tab') after.set(change.tabId, change);
    const tab = change.type === 'resize_tab' ? after.get(change.tabId) : undefined;
    if (change.type !== 'resize_tab' || tab === undefined) continue;
    const { rowCount = tab.rowCount, columnCount = tab.columnCount } = change;
    after.set(change.tabId, { title: tab.title, rowCount, columnCount });
  }
  return after;
}
