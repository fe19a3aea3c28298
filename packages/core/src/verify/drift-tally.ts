import type { TabName } from '../tabs/tab-name.js';
import type { DriftCounts, DriftFinding, DriftKind } from './verify-report.js';

/** What was found in one tab so far. */
export interface DriftTally {
  readonly tab: TabName;
  rows: number;
  /** Rows that the store calls for, as far as it was walked. */
  stored: number;
  waiting: number;
  readonly drift: Record<DriftKind, number>;
  /** The first findings, as many as a report shows at most. */
  readonly findings: DriftFinding[];
}

/** Findings that a report shows; there may be millions. */
export const MAX_FINDINGS = 100;

export function newTally(tab: TabName): DriftTally {
  const drift = { missing: 0, duplicate: 0, edited: 0, stale: 0, foreign: 0 };
  return { tab, rows: 0, stored: 0, waiting: 0, drift, findings: [] };
}

export function addFinding(tally: DriftTally, finding: Omit<DriftFinding, 'tab'>): void {
  tally.drift[finding.kind] += 1;
  if (tally.findings.length < MAX_FINDINGS) tally.findings.push({ tab: tally.tab, ...finding });
}

export function totalDrift(drift: DriftCounts): number {
  return drift.missing + drift.duplicate + drift.edited + drift.stale + drift.foreign;
}
