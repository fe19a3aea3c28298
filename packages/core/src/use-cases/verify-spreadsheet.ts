import { errAsync, ResultAsync } from 'neverthrow';
import type { VerifyError } from '../quiz-sync.js';
import { withLease } from '../sync/sync-session.js';
import { verifyAll } from '../verify/verify-all.js';
import type { VerifyOptions, VerifyReport } from '../verify/verify-report.js';
import type { Dependencies } from './dependencies.js';
import { toSpreadsheetError } from './spreadsheet-error.js';
import { UNHURRIED } from './unhurried-context.js';

/** See {@link QuizSync.verify}. */
export function verifySpreadsheet(
  deps: Dependencies,
  options: VerifyOptions = {},
): ResultAsync<VerifyReport, VerifyError> {
  if (options.repair === true && !deps.settings.syncEnabled) return errAsync({ type: 'sync_disabled' });
  return new ResultAsync(withLease(deps, UNHURRIED, (session) => verifyAll(session, options))).mapErr(
    (error) => toSpreadsheetError(deps, error),
  );
}
