import { type SyncFailure, toSyncProblem } from '../errors/to-sync-problem.js';
import type { Dependencies } from '../use-cases/dependencies.js';
import type { SyncProblem } from './sync-run.js';

/** Why a run failed, for people; `since` goes on when it is what the last run failed of. */
export function runProblem(
  { sheets, clock }: Pick<Dependencies, 'sheets' | 'clock'>,
  error: SyncFailure,
  previous: SyncProblem | undefined,
): SyncProblem {
  const { account, url } = sheets.describe();
  const at = new Date(clock.now()).toISOString();
  return toSyncProblem(error, { names: { account, spreadsheet_url: url }, at, previous });
}
