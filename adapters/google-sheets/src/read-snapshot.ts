import type { SheetRead, SheetSnapshot, SheetsError } from '@quiz-sync/core';
import { errAsync, okAsync, type ResultAsync } from 'neverthrow';
import { filtersFor, outgrown, rangesToRead } from './build-read.js';
import { knownTabs, revisionOf, snapshotOf } from './read-answer.js';
import type { SheetsClient } from './sheets-client.js';
import type { TabMemory } from './tab-memory.js';

type Reading = ResultAsync<SheetSnapshot, SheetsError>;

/** Reads in one call when the tabs are known and nothing unusual is met. */
export function readSnapshot(client: SheetsClient, memory: TabMemory, request: SheetRead): Reading {
  if (request.tabs === 'all' || request.tabs.length + request.ranges.length === 0) {
    return readInTwo(client, memory, request);
  }
  return readInOne(client, memory, request, true);
}

/**
 * One call. Google refuses one that names a tab that is gone or cells beyond a tab's end, so what the memory says is cut
 * off beforehand; if the answer shows a tab that has grown since, the call is repeated, and after a refusal, or when the
 * revision does not show (which nobody promises where the ranges do not meet its own), the longer way is taken.
 */
function readInOne(client: SheetsClient, memory: TabMemory, request: SheetRead, mayRepeat: boolean): Reading {
  const before = memory.tabs();
  return client
    .filtered(filtersFor(rangesToRead(request, before, 'remembered')))
    .andThen((answer): Reading => {
      const now = knownTabs(answer);
      memory.noteSome(now);
      if (mayRepeat && outgrown(request.ranges, before, now)) {
        return readInOne(client, memory, request, false);
      }
      if (revisionOf(answer) === null) return readInTwo(client, memory, request);
      return okAsync(snapshotOf(request, answer, undefined));
    })
    .orElse((error) =>
      error.type === 'invalid_request' ? readInTwo(client, memory, request) : errAsync(error),
    );
}

/**
 * First what there is, then its cells. The revision may be of the first call while the cells are of the second: that is
 * safe, since a batch planned on a revision that has passed does not apply. The other way round it would not be.
 */
function readInTwo(client: SheetsClient, memory: TabMemory, request: SheetRead): Reading {
  return client.properties().andThen((before) => {
    const tabs = knownTabs(before);
    memory.noteAll(tabs);
    const ranges = rangesToRead(request, tabs, 'complete');
    if (ranges.length === 0) return okAsync(snapshotOf(request, before, undefined));
    return client.filtered(filtersFor(ranges)).map((answer) => snapshotOf(request, answer, before));
  });
}
