import { errAsync, ResultAsync } from 'neverthrow';
import type { VerifyError } from '../quiz-sync.js';
import { type SyncError, type SyncSession, withLease } from '../sync/sync-session.js';
import { verifyAll } from '../verify/verify-all.js';
import type { VerifyOptions, VerifyReport } from '../verify/verify-report.js';
import type { Dependencies } from './dependencies.js';
import { toSpreadsheetError } from './spreadsheet-error.js';
import { UNHURRIED } from './unhurried-context.js';

/** A sync takes a moment, and the one who asks would only ask again: so often is the lease tried... */
const LEASE_ATTEMPTS = 5;

/** ...so many milliseconds apart. */
const LEASE_PAUSE_MS = 1_000;

/** See {@link QuizSync.verify}. */
export function verifySpreadsheet(
  deps: Dependencies,
  options: VerifyOptions = {},
): ResultAsync<VerifyReport, VerifyError> {
  if (options.repair === true && !deps.settings.syncEnabled) return errAsync({ type: 'sync_disabled' });
  return new ResultAsync(whenLeaseIsFree(deps, options)).mapErr((error) => toSpreadsheetError(deps, error));
}

async function whenLeaseIsFree(deps: Dependencies, options: VerifyOptions) {
  const abandoned = (): boolean =>
    options.signal?.aborted === true || deps.scheduler.state().phase === 'stopped';
  const work = (session: SyncSession): ResultAsync<VerifyReport, SyncError> =>
    verifyAll({ ...session, abandoned }, options);
  for (let attempt = 1; ; attempt += 1) {
    const verified = await withLease(deps, UNHURRIED, work);
    const isHeld = verified.isErr() && verified.error.type === 'lease_held';
    if (!isHeld || attempt === LEASE_ATTEMPTS || abandoned()) return verified;
    await deps.scheduler.sleep(LEASE_PAUSE_MS);
  }
}
