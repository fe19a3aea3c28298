import { err, errAsync, ok, okAsync, type Result, ResultAsync, safeTry } from 'neverthrow';
import type { SubmitError, TestRowError, TestRowReport } from '../quiz-sync.js';
import { scanTab } from '../sync/look/scan-tab.js';
import { keyColumnOf } from '../sync/look/tab-columns.js';
import type { SyncRun } from '../sync/sync-run.js';
import { readSheet, type SyncError, type SyncSession, withLease } from '../sync/sync-session.js';
import type { TabName } from '../tabs/tab-name.js';
import type { Dependencies } from './dependencies.js';
import { eraseLearner } from './erase-learner.js';
import { forceSync } from './force-sync.js';
import { readResponseFate } from './read-response-fate.js';
import { toSpreadsheetError } from './spreadsheet-error.js';
import { submitQuiz } from './submit-quiz.js';
import { UNHURRIED } from './unhurried-context.js';

/** Whom the test row is about. Always the same, so that one which a crash left behind is taken back by the next try. */
export const TEST_LEARNER = 'quiz-sync-setup-test';

/** See {@link QuizSync.sendTestRow}. */
export function sendTestRow(deps: Dependencies): ResultAsync<TestRowReport, TestRowError> {
  return new ResultAsync(thereAndBack(deps));
}

/** It is taken back whatever came of it: as far as that goes, since who may not write may not remove either. */
async function thereAndBack(deps: Dependencies) {
  const sent = await send(deps);
  const gone = await takeBack(deps);
  return sent.isErr() ? err(sent.error) : gone.map(() => sent.value);
}

function send(deps: Dependencies): ResultAsync<TestRowReport, TestRowError> {
  const { sheets, ids } = deps;
  return safeTry(async function* () {
    const submission_id = ids.newId();
    yield* submitQuiz(deps, testSubmission(submission_id)).mapErr(bugOrStore);
    yield* sync(deps);
    const fate = yield* readResponseFate(deps, `${submission_id}:0`);
    if (fate.problem !== undefined)
      return err<never, TestRowError>({ type: 'sync_failed', problem: fate.problem });
    if (fate.state !== 'in_sheet' || fate.row === undefined)
      return notSeen(`The test row is ${fate.state} and not in the spreadsheet.`);
    return ok({ target: sheets.target, row: fate.row });
  });
}

function testSubmission(submission_id: string) {
  return {
    submission_id,
    user_id: TEST_LEARNER,
    quiz_type: 'micro',
    responses: [{ quiz_id: 'test', topic: 'Quiz Sync test', selected_option: 'A', correct: true }],
  };
}

/** What we submit is ours: a refusal is a bug, and throws. */
function bugOrStore(error: SubmitError): TestRowError {
  switch (error.type) {
    case 'store_unavailable':
    case 'store_full':
    case 'store_corrupt':
      return error;
    default:
      throw new Error(`The test submission was refused: ${error.type}`);
  }
}

/** Removes it from store and spreadsheet, and makes its place free again. */
function takeBack(deps: Dependencies): ResultAsync<void, TestRowError> {
  return safeTry(async function* () {
    yield* eraseLearner(deps, TEST_LEARNER).mapErr(bugOrStore);
    yield* sync(deps);
    yield* new ResultAsync(afterOwnRun(deps)).mapErr(
      (error): TestRowError => toSpreadsheetError(deps, error),
    );
    return ok(undefined);
  });
}

/** Milliseconds between looks whether a run of our own has given back its lease, which it does a moment after its end. */
const OWN_LEASE_EVERY_MS = 50;
const OWN_LEASE_LOOKS = 100;

async function afterOwnRun(deps: Dependencies) {
  for (let looks = 1; ; looks += 1) {
    const freed = await withLease(deps, UNHURRIED, freePlaces);
    const isOwn =
      freed.isErr() && freed.error.type === 'lease_held' && freed.error.holder === deps.settings.instance;
    if (!isOwn || looks === OWN_LEASE_LOOKS) return freed;
    await deps.scheduler.sleep(OWN_LEASE_EVERY_MS);
  }
}

/** Most rows of a tab that are looked through for the sake of one that is blank. */
const SMALL_TAB_ROWS = 50_000;

/**
 * A removed row stays blank where people work in a tab. This one stood last, a moment ago: the first real row is to come
 * in its place. Where nothing of ours is left, that is the top; else the tab is looked through anew, unless it is large.
 * Whatever stands there when rows are added is seen then, as always.
 */
function freePlaces(session: SyncSession): ResultAsync<void, SyncError> {
  const { store, target, ids } = session;
  return safeTry(async function* () {
    const rows = yield* store.ledger.countRows(target);
    for (const { tab, tabId, nextRow } of yield* store.ledger.tabs(target)) {
      if (nextRow <= 1 || nextRow > SMALL_TAB_ROWS) continue;
      if ((rows.get(tab) ?? 0) === 0) yield* store.ledger.finishScan(target, tab, ids.newId(), 1, 1);
      else yield* lookThrough(session, tab, tabId);
    }
    return ok(undefined);
  });
}

function lookThrough(session: SyncSession, tab: TabName, tabId: number): ResultAsync<void, SyncError> {
  return readSheet(session, { tabs: [tabId], ranges: [] }).andThen(({ tabs }) => {
    const keyColumn = keyColumnOf(tabs, tabId);
    return keyColumn === -1
      ? okAsync(undefined)
      : scanTab(session, { tab, tabId, keyColumn }).map(() => undefined);
  });
}

function sync(deps: Dependencies): ResultAsync<void, TestRowError> {
  return forceSync(deps, { wait: true }).andThen((run) => written(deps, run));
}

function written({ store, sheets }: Dependencies, run: SyncRun): ResultAsync<void, TestRowError> {
  if (run.status === 'succeeded') return okAsync(undefined);
  if (run.problem !== undefined) return errAsync({ type: 'sync_failed', problem: run.problem });
  if (run.status !== 'skipped')
    return errAsync({ type: 'row_not_seen', message: 'The sync was stopped before its end.' });
  return store.lease
    .current(sheets.target)
    .andThen(
      (holder): Result<void, TestRowError> =>
        holder === undefined
          ? notSeen('Another instance was writing to the spreadsheet.')
          : err({ type: 'lease_held', ...holder }),
    );
}

function notSeen(message: string) {
  return err<never, TestRowError>({ type: 'row_not_seen', message });
}
