import { ok, type ResultAsync, safeTry } from 'neverthrow';
import type { Response, Submission } from '../domain/submission.js';
import type { StoreError } from '../ports/store-error.js';
import type { SyncState } from '../ports/sync-state-repo.js';
import { rowSettingsDigest } from '../sync/row-settings-digest.js';
import { MAX_CELL_CHARACTERS } from '../tabs/fit-cell.js';
import { responseCells } from '../tabs/response-rows.js';
import { rowSubject } from '../tabs/row-subject.js';
import type { Dependencies } from './dependencies.js';
import type { CutCell, ResponseFate } from './response-fate.js';

type Reading = Pick<Dependencies, 'store' | 'sheets' | 'settings' | 'layouts'>;

/** See {@link QuizSync.responseFate}. */
export function readResponseFate(deps: Reading, responseId: string): ResultAsync<ResponseFate, StoreError> {
  return safeTry(async function* () {
    const stored = yield* findResponse(deps, responseId);
    if (stored === undefined)
      return ok({ response_id: responseId, state: 'unknown' as const, cut_cells: [] });
    const fate = yield* fateOf(deps, responseId, stored.submission);
    return ok({ response_id: responseId, ...fate, cut_cells: cutCells(deps, stored) });
  });
}

interface StoredResponse {
  readonly submission: Submission;
  readonly response: Response;
}

function findResponse(
  { store }: Reading,
  responseId: string,
): ResultAsync<StoredResponse | undefined, StoreError> {
  const submissionId = rowSubject('responses', responseId)?.id ?? '';
  const index = responseId.slice(submissionId.length + 1);
  return store.submissions.find(submissionId).map((found) => {
    const response = /^(0|[1-9]\d*)$/.test(index) ? found?.responses[Number(index)] : undefined;
    return found && response && { submission: found, response };
  });
}

type Fate = Omit<ResponseFate, 'response_id' | 'cut_cells'>;

/** In the order in which it would stop being true: a batch may land, a row in the sheet is there whatever is pending. */
function fateOf(deps: Reading, key: string, { submission_id }: Submission): ResultAsync<Fate, StoreError> {
  const { store, sheets } = deps;
  const { target } = sheets;
  return safeTry(async function* () {
    const state = yield* store.syncState.read(target);
    const unsettled = yield* store.journal.unsettled(target);
    const flight = unsettled.find(({ effects }) =>
      effects.entries.some((entry) => entry.tab === 'responses' && entry.key === key),
    );
    if (flight !== undefined) return ok({ state: 'in_flight' as const, since: flight.plannedAt });
    const [entry] = yield* store.ledger.find(target, 'responses', [key]);
    // A response never changes: what was once written holds, unless the ledger has stopped vouching for it.
    if (entry !== undefined && entry.hash !== '') {
      const since = yield* store.ledger.writtenAt(target, 'responses', key);
      return ok({
        state: 'in_sheet' as const,
        row: entry.row + 1,
        ...(since === undefined ? {} : { since }),
      });
    }
    const problem = state.tabProblems.find(({ tab }) => tab === 'responses');
    if (problem !== undefined) return ok({ state: 'set_aside' as const, since: problem.since, problem });
    const [awaited] = yield* store.pending.awaited([{ kind: 'submission', id: submission_id }]);
    if (awaited !== undefined) return ok(pending(state, awaited.since));
    if (yield* comesAgain(deps, state)) return ok(pending(state, undefined));
    return ok(
      entry === undefined ? { state: 'gone' as const } : { state: 'in_sheet' as const, row: entry.row + 1 },
    );
  });
}

function pending({ problem }: SyncState, since: string | undefined): Fate {
  return {
    state: 'pending',
    ...(since === undefined ? {} : { since }),
    ...(problem === undefined ? {} : { problem }),
  };
}

/** Everything is made pending again, bit by bit, for another spreadsheet or other settings. */
function comesAgain(
  { store, sheets, settings, layouts }: Reading,
  { requeueCursor, settingsDigest }: SyncState,
): ResultAsync<boolean, StoreError> {
  return store.syncState
    .currentTarget()
    .map(
      (current) =>
        requeueCursor !== undefined ||
        current !== sheets.target ||
        settingsDigest !== rowSettingsDigest(settings, layouts),
    );
}

function cutCells({ layouts }: Reading, { submission, response }: StoredResponse): CutCell[] {
  const columns = layouts.find(({ tab }) => tab === 'responses')?.columns ?? [];
  return responseCells(submission, response).flatMap((cell, index): CutCell[] =>
    typeof cell === 'string' && cell.length > MAX_CELL_CHARACTERS
      ? [{ column: columns[index]?.header ?? '', characters: cell.length }]
      : [],
  );
}
