import { okAsync, type ResultAsync } from 'neverthrow';
import type { SyncState } from '../../ports/sync-state-repo.js';
import type { TabProblem } from '../sync-run.js';
import type { SyncError, SyncSession } from '../sync-session.js';
import type { TabFinding } from './tab-columns.js';

/**
 * Sets aside tabs whose headers are lost, and takes back those that have been mended. True when one was: its rows are
 * owed, so everything is planned afresh (what the sheet holds already is not written again).
 */
export function updateTabProblems(
  { store, target, clock, log }: SyncSession,
  state: SyncState,
  findings: readonly TabFinding[],
): ResultAsync<boolean, SyncError> {
  const now = new Date(clock.now()).toISOString();
  const lost = findings.flatMap((finding) => tabProblem(finding, state.tabProblems, now));
  const problems = [...lost, ...state.tabProblems.filter(({ code }) => code === 'protected')];
  const before = state.tabProblems.map(({ tab, message }) => `${tab} ${message}`);
  const after = problems.map(({ tab, message }) => `${tab} ${message}`);
  if (before.length === after.length && before.every((each) => after.includes(each))) return okAsync(false);
  const mended = state.tabProblems.some((each) => !problems.some(({ tab }) => tab === each.tab));
  for (const { tab, message } of problems) log.warn(message, { tab });
  return store.syncState
    .patch(target, { tabProblems: problems, ...(mended ? { requeueCursor: '' } : {}) })
    .map(() => mended)
    .mapErr((error): SyncError => error);
}

function tabProblem(finding: TabFinding, known: readonly TabProblem[], now: string): TabProblem[] {
  if (finding.type !== 'headers_lost') return [];
  const { layout, snapshot, lost } = finding;
  const missing = lost.map((header) => `"${header}"`).join(', ');
  const there = snapshot.headers.filter((header) => header.trim() !== '').map((header) => `"${header}"`);
  return [
    {
      tab: layout.tab,
      code: 'tab_headers_missing',
      message: `Tab "${snapshot.title}" has lost the header ${missing}; its first row now says ${there.join(', ') || 'nothing'}.`,
      remedy: `Put ${missing} back into the first row of tab "${snapshot.title}", above the column it belongs to; the other tabs go on meanwhile.`,
      since: known.find(({ tab }) => tab === layout.tab)?.since ?? now,
      blocked: true,
    },
  ];
}
