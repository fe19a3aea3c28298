import { titleOf } from '../plan/planned-rows.js';
import type { TabFinding } from '../sync/look/tab-columns.js';
import type { SyncSession } from '../sync/sync-session.js';
import { type DriftTally, MAX_FINDINGS, totalDrift } from './drift-tally.js';
import type { RepairReport, VerifiedTab, VerifyReport } from './verify-report.js';
import type { WatchedTab } from './watched-tab.js';

/** What came of one tab. */
export interface VerifiedFinding {
  readonly finding: TabFinding;
  readonly tally: DriftTally;
  readonly scan: string;
  /** `undefined` when it could not be compared. */
  readonly watched: WatchedTab | undefined;
}

export function makeReport(
  { target, sheets, meter }: SyncSession,
  verified: readonly VerifiedFinding[],
  repaired: RepairReport | undefined,
): VerifyReport {
  const findings = verified.flatMap(({ tally }) => tally.findings);
  const total = verified.reduce((sum, { tally }) => sum + totalDrift(tally.drift), 0);
  const shown = findings.slice(0, MAX_FINDINGS);
  const compared = verified.every(({ finding }) => finding.type === 'ready');
  return {
    target,
    spreadsheet_url: sheets.describe().url,
    clean: compared && total === 0,
    tabs: verified.map(verifiedTab),
    findings: shown,
    further_findings: total - shown.length,
    reads: meter.reads,
    writes: meter.writes,
    repaired,
  };
}

function verifiedTab({ finding, tally }: VerifiedFinding): VerifiedTab {
  const { tab, rows, waiting, drift } = tally;
  return {
    tab,
    title: titleOf(finding),
    state: finding.type === 'ready' ? 'compared' : finding.type,
    rows,
    waiting,
    drift,
  };
}
