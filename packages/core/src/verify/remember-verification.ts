import type { ResultAsync } from 'neverthrow';
import type { StoreError } from '../ports/store-error.js';
import type { DoubtfulRows, Verification } from '../ports/sync-state-repo.js';
import { withWrites } from '../sync/record-run.js';
import type { SyncSession } from '../sync/sync-session.js';
import { totalDrift } from './drift-tally.js';
import type { VerifiedFinding } from './make-report.js';
import type { VerifyReport } from './verify-report.js';

/** Notes what a verification found, so that the status can tell of it: it is the one thing that counts all rows of the store. */
export function rememberVerification(
  { store, target, clock, meter }: SyncSession,
  { clean, repaired }: Pick<VerifyReport, 'clean' | 'repaired'>,
  verified: readonly VerifiedFinding[],
): ResultAsync<void, StoreError> {
  const at = new Date(clock.now()).toISOString();
  const lastVerification: Verification = {
    at,
    clean,
    repaired: repaired !== undefined,
    tabs: verified.map(({ finding, tally: { tab, stored, drift } }) => ({
      tab,
      stored: finding.type === 'ready' || finding.type === 'tab_missing' ? stored : undefined,
      drift,
    })),
  };
  return store.syncState.read(target).andThen(({ lastWrites, doubtfulRows }) =>
    store.syncState.patch(target, {
      lastVerification,
      doubtfulRows: stillDoubtful(doubtfulRows, verified, repaired !== undefined),
      // A repair writes, too.
      ...(meter.tabs.size === 0 ? {} : { lastWrites: withWrites(lastWrites, meter.tabs.keys(), at) }),
    }),
  );
}

/** A tab that was compared and is as it should be by now holds nothing doubtful. */
function stillDoubtful(
  known: DoubtfulRows | undefined,
  verified: readonly VerifiedFinding[],
  repaired: boolean,
): DoubtfulRows | undefined {
  const sure = verified.filter(
    ({ finding, tally }) => finding.type === 'ready' && (repaired || totalDrift(tally.drift) === 0),
  );
  const tabs = new Set(sure.map(({ tally }) => tally.tab));
  const rows = known?.rows.filter(({ tab }) => !tabs.has(tab)) ?? [];
  const further = known?.further.filter((tab) => !tabs.has(tab)) ?? [];
  return rows.length === 0 && further.length === 0 ? undefined : { rows, further };
}
