import { err, ok, ResultAsync, safeTry } from 'neverthrow';
import type { SetUpError, SetUpReport } from '../quiz-sync.js';
import type { LayoutReport } from '../sync/look/ensure-layout.js';
import { busy, MAX_DETOURS, prepareTarget } from '../sync/run-sync.js';
import { layoutStep } from '../sync/sync-batch.js';
import type { SyncProblem } from '../sync/sync-run.js';
import { type SyncError, type SyncSession, withLease } from '../sync/sync-session.js';
import type { Dependencies } from './dependencies.js';
import { probeInSession } from './probe-revision.js';
import type { RevisionReport } from './revision-trust.js';
import { toSpreadsheetError } from './spreadsheet-error.js';
import { UNHURRIED } from './unhurried-context.js';

/** See {@link QuizSync.setUp}. */
export function setUpSpreadsheet(deps: Dependencies): ResultAsync<SetUpReport, SetUpError> {
  return new ResultAsync(withLease(deps, UNHURRIED, makeAndProbe))
    .mapErr((error) => toSpreadsheetError(deps, error))
    .andThen(({ made, problem, revision }) =>
      problem === undefined
        ? ok({ ...reportOf(deps, made), ...revision })
        : err<never, SetUpError>({ type: 'sync_failed', problem }),
    );
}

interface Made {
  readonly made: LayoutReport[];
  /** Why a tab could not be seen to. */
  readonly problem: SyncProblem | undefined;
}

function makeAndProbe(
  session: SyncSession,
): ResultAsync<Made & { readonly revision: RevisionReport }, SyncError> {
  return makeLayout(session).andThen((made) =>
    probeInSession(session).map((revision) => ({ ...made, revision })),
  );
}

/** Makes the tabs and columns that are missing, and nothing else. */
export function makeLayout(session: SyncSession): ResultAsync<Made, SyncError> {
  return safeTry(async function* () {
    yield* prepareTarget(session);
    const made: LayoutReport[] = [];
    for (let detours = 0; detours <= MAX_DETOURS; detours += 1) {
      const step = yield* layoutStep(session);
      if (step.type === 'again') {
        made.push(...step.layout);
        continue;
      }
      const { tabProblems } = yield* session.store.syncState.read(session.target);
      return ok({ made, problem: tabProblems[0] });
    }
    return busy();
  });
}

function reportOf(
  { sheets, layouts }: Dependencies,
  made: readonly LayoutReport[],
): Omit<SetUpReport, keyof RevisionReport> {
  return {
    target: sheets.target,
    spreadsheet_url: sheets.describe().url,
    tabs: layouts.map((layout) => {
      const report = made.find(({ tab }) => tab === layout.tab);
      return {
        tab: layout.tab,
        title: report?.title ?? layout.title,
        created: report?.created ?? false,
        columns_added: report?.columnsAdded ?? [],
      };
    }),
  };
}
