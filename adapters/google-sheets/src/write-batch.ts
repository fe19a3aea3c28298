import type { SheetBatch, SheetBatchApplied, SheetsError } from '@quiz-sync/core';
import { isKnownZone } from '@quiz-sync/core/light';
import { errAsync, okAsync, type ResultAsync } from 'neverthrow';
import { cellsIn } from './block-index.js';
import { buildBatch, tabsAfter } from './build-batch.js';
import { nameProtection } from './name-protection.js';
import { knownTabs, revisionOf } from './read-answer.js';
import { readSnapshot } from './read-snapshot.js';
import type { SheetsClient } from './sheets-client.js';
import type { TabMemory } from './tab-memory.js';

/** Writes in one call; the cells to read back come with its answer when the titles of their tabs are known. */
export function writeBatch(
  client: SheetsClient,
  memory: TabMemory,
  batch: SheetBatch,
): ResultAsync<SheetBatchApplied, SheetsError> {
  if (!isKnownZone(batch.timeZone)) {
    const message = `The spreadsheet's time zone, ${batch.timeZone}, is not known to this machine`;
    return errAsync({ type: 'invalid_request', message });
  }
  const built = buildBatch(batch, memory.tabs());
  const answered = client.update(built).orElse((error) => refused(client, memory, batch, error));
  return answered.andThen((answer) => {
    memory.noteSome(tabsAfter(batch.changes, memory.tabs()));
    const sheets = built.readBack === 'none' ? [] : answer.updatedSpreadsheet?.sheets;
    if (sheets === undefined) return readAfterwards(client, memory, batch);
    return okAsync({ readBack: batch.readBack.map(cellsIn(sheets)) });
  });
}

/**
 * Where it is not clear what to mend, one more call finds out: which range is protected, or whether the revision is
 * another. Of a batch that cannot apply for two reasons, Google names the one it meets first: the tab that a first batch makes
 * may be there, made by the batch of somebody who was quicker. What matters is then the revision.
 */
function refused(
  client: SheetsClient,
  memory: TabMemory,
  batch: SheetBatch,
  error: SheetsError,
): ResultAsync<never, SheetsError> {
  if (error.type === 'protected' && error.range === undefined) return withItsRange(client, batch, error);
  if (error.type !== 'invalid_request') return errAsync(error);
  return client
    .properties()
    .mapErr(() => error)
    .andThen((now) => {
      memory.noteAll(knownTabs(now));
      if (revisionOf(now) === batch.from) return errAsync(error);
      return errAsync<never, SheetsError>({ ...error, type: 'revision_conflict' });
    });
}

function withItsRange(
  client: SheetsClient,
  batch: SheetBatch,
  error: Extract<SheetsError, { readonly type: 'protected' }>,
): ResultAsync<never, SheetsError> {
  return client
    .protections()
    .mapErr(() => error)
    .andThen((spreadsheet) =>
      errAsync<never, SheetsError>(nameProtection(error, batch.changes, spreadsheet)),
    );
}

/** Applied, but without the cells in its answer. Should reading them fail, asking for the revision is the way to go on. */
function readAfterwards(
  client: SheetsClient,
  memory: TabMemory,
  batch: SheetBatch,
): ResultAsync<SheetBatchApplied, SheetsError> {
  return readSnapshot(client, memory, { tabs: [], ranges: batch.readBack })
    .map(({ cells }) => ({ readBack: cells }))
    .mapErr(({ message, cause }) => ({
      type: 'outcome_unknown',
      message: `The batch was applied, but its cells could not be read back: ${message}`,
      cause,
    }));
}
