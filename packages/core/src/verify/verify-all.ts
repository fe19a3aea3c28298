import { ok, okAsync, type ResultAsync, safeTry } from 'neverthrow';
import type { TabRecord } from '../ports/sheet-ledger.js';
import type { SheetSnapshot } from '../ports/sheets-port.js';
import { findTabColumns, type TabFinding } from '../sync/look/tab-columns.js';
import { busy, runSync } from '../sync/run-sync.js';
import { settleJournal } from '../sync/settle/settle-journal.js';
import { readSheet, type SyncError, type SyncSession } from '../sync/sync-session.js';
import type { TabName } from '../tabs/tab-name.js';
import { type ComparedTab, compareTab, type TabComparison } from './compare-tab.js';
import { newTally } from './drift-tally.js';
import { findMissing, type SearchedTab } from './find-missing.js';
import { makeReport, type VerifiedFinding } from './make-report.js';
import { refuseRowsOfOthers } from './refuse-rows-of-others.js';
import { rememberVerification } from './remember-verification.js';
import { type Repair, startRepair } from './repair.js';
import type { VerifyOptions, VerifyReport } from './verify-report.js';
import { type Waiting, whatWaits } from './waiting.js';
import type { WatchedTab } from './watched-tab.js';

/** How often a tab is compared anew because people moved its rows meanwhile. */
const MAX_ATTEMPTS = 3;

/**
 * Compares the whole spreadsheet with the store, and mends it if asked to. A repair begins with a sync, so that what is
 * pending is not taken for drift, and ends with one, which writes what was found to be missing or wrong.
 */
export function verifyAll(
  session: SyncSession,
  { repair: wanted = false, onProgress = () => {} }: VerifyOptions,
): ResultAsync<VerifyReport, SyncError> {
  return safeTry(async function* () {
    if (wanted) yield* refuseRowsOfOthers(session, () => verifyAll(session, { onProgress }));
    yield* wanted ? runSync(session, { look: true }) : settleJournal(session);
    const { snapshot, findings, records } = yield* lookAtTabs(session);
    const { timeZone } = snapshot;
    const waiting = yield* whatWaits(session, timeZone);
    const repair = wanted ? startRepair(session) : undefined;
    const verified: VerifiedFinding[] = [];
    for (const finding of findings) {
      const record = records.find(({ tab }) => tab === tabOf(finding));
      verified.push(yield* verifyTab(session, finding, record, { timeZone, waiting, repair, onProgress }));
    }
    yield* findMissing(session, {
      tabs: searched(verified),
      ...{ timeZone, waiting, onProgress },
      onMissing: (tab, keys) => repair?.owed.add(tab, keys) ?? okAsync(undefined),
    });
    const repaired = repair === undefined ? undefined : yield* repair.finish();
    const report = makeReport(session, verified, repaired);
    yield* rememberVerification(session, report, verified);
    return ok(report);
  });
}

interface Tabs {
  readonly snapshot: SheetSnapshot;
  readonly findings: readonly TabFinding[];
  readonly records: readonly TabRecord[];
}

function lookAtTabs(session: SyncSession): ResultAsync<Tabs, SyncError> {
  const { store, target, layouts } = session;
  return safeTry(async function* () {
    const records = yield* store.ledger.tabs(target);
    const allKnown = layouts.every((layout) => records.some(({ tab }) => tab === layout.tab));
    const tabs = allKnown ? records.map(({ tabId }) => tabId) : ('all' as const);
    const snapshot = yield* readSheet(session, { tabs, ranges: [] });
    const findings = layouts.map((layout) => {
      const record = records.find(({ tab }) => tab === layout.tab);
      return findTabColumns(layout, snapshot.tabs, record);
    });
    return ok({ snapshot, findings, records });
  });
}

interface Verification extends Omit<TabComparison, 'scan' | 'repair'> {
  readonly waiting: Waiting;
  readonly repair: Repair | undefined;
}

function verifyTab(
  session: SyncSession,
  finding: TabFinding,
  record: TabRecord | undefined,
  verification: Verification,
): ResultAsync<VerifiedFinding, SyncError> {
  const { repair } = verification;
  return safeTry(async function* () {
    const scan = session.ids.newId();
    if (finding.type !== 'ready') return ok(uncompared(finding, scan));
    const watched: WatchedTab = { record, columns: finding.columns };
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
      const attemptScan = attempt === 0 ? scan : session.ids.newId();
      const compared: ComparedTab = yield* compareTab(session, watched, {
        ...verification,
        scan: attemptScan,
        repair: repair?.ofTab(watched),
      });
      if (compared.type === 'gone') return ok(uncompared(compared.finding, attemptScan));
      if (compared.type === 'compared') {
        const ready: TabFinding = { type: 'ready', columns: watched.columns };
        return ok({ finding: ready, tally: compared.tally, scan: attemptScan, watched });
      }
    }
    return busy();
  });
}

function uncompared(finding: TabFinding, scan: string): VerifiedFinding {
  return { finding, tally: newTally(tabOf(finding)), scan, watched: undefined };
}

/** Rows can be told to be missing where the tab was compared, or is missing itself. */
function searched(verified: readonly VerifiedFinding[]): Map<TabName, SearchedTab> {
  const comparable = verified.filter(
    ({ finding }) => finding.type === 'ready' || finding.type === 'tab_missing',
  );
  return new Map(comparable.map((each) => [each.tally.tab, each]));
}

function tabOf(finding: TabFinding): TabName {
  return finding.type === 'ready' ? finding.columns.layout.tab : finding.layout.tab;
}
