import { errAsync, ok, okAsync, type ResultAsync, safeTry } from 'neverthrow';
import type { SheetChange, SheetSnapshot } from '../../ports/sheets-port.js';
import type { BatchEffects } from '../../ports/sync-journal.js';
import type { SyncState } from '../../ports/sync-state-repo.js';
import type { TabName } from '../../tabs/tab-name.js';
import { runProblem } from '../run-problem.js';
import type { TabProblem } from '../sync-run.js';
import type { SyncError, SyncSession } from '../sync-session.js';
import { sendBatch } from '../write/send-batch.js';
import type { TabColumns, TabFinding } from './tab-columns.js';

/** How long a protected tab is left alone, at least, before it is tried again. */
const RETRY_AFTER_MS = 60_000;

/** Tabs that people have protected against us. */
export function protectedTabs({ tabProblems }: SyncState): Set<TabName> {
  return new Set(tabProblems.filter(({ code }) => code === 'protected').map(({ tab }) => tab));
}

/** Sets the tab aside that a write was refused for, so that the others go on. Any other error stays one. */
export function setProtectedTabAside(
  session: SyncSession,
  error: SyncError,
): ResultAsync<'refused', SyncError> {
  const { store, target, log } = session;
  if (error.type !== 'protected' || error.tabId === undefined) return errAsync(error);
  const { tabId } = error;
  return safeTry(async function* () {
    const record = (yield* store.ledger.tabs(target)).find((each) => each.tabId === tabId);
    if (record === undefined) return errAsync<'refused', SyncError>(error);
    const state = yield* store.syncState.read(target);
    const previous = state.tabProblems.find(({ tab }) => tab === record.tab);
    const problem = runProblem(session, error, previous);
    log.warn(problem.message, { tab: record.tab });
    yield* rememberProblem(session, state, { ...problem, tab: record.tab, tried_at: isoNow(session) });
    return ok('refused' as const);
  });
}

/**
 * Tries a protected tab again when it is time, by saying once more that its headers are text: a protection forbids that
 * as it does writing, and when columns move in this moment nothing of people's is written over. True when it was tried.
 * Once it is let through, everything is planned afresh, since rows are owed; should only other cells be protected, their
 * write is refused again, and the tab set aside for longer. Another batch that came first tells nothing: then it is tried
 * once more.
 */
export function retryProtectedTab(
  session: SyncSession,
  state: SyncState,
  { revision: from, timeZone }: SheetSnapshot,
  findings: readonly TabFinding[],
): ResultAsync<boolean, SyncError> {
  const { store, target } = session;
  const due = state.tabProblems.find((problem) => isDue(session, problem));
  const finding = findings.find((each) => each.type === 'ready' && each.columns.layout.tab === due?.tab);
  if (due === undefined || finding?.type !== 'ready') return okAsync(false);
  const { tabId } = finding.columns.snapshot;
  const changes = headersAreText(finding.columns);
  const others = state.tabProblems.filter((problem) => problem !== due);
  return sendBatch(session, { from, timeZone, anchorTabId: tabId, changes, effects: NO_EFFECTS })
    .andThen((sent) =>
      sent === 'applied'
        ? store.syncState.patch(target, { tabProblems: others, requeueCursor: '' }).map(() => sent)
        : okAsync(sent),
    )
    .orElse((error) => setProtectedTabAside(session, error))
    .map(() => true);
}

const NO_EFFECTS: BatchEffects = {
  entries: [],
  removed: [],
  checks: [],
  headers: [],
  tabs: [],
  acknowledged: [],
};

function headersAreText({ snapshot, columns, keyColumn }: TabColumns): SheetChange[] {
  return [...columns, keyColumn].map((column) => ({
    type: 'format_cells',
    range: { tabId: snapshot.tabId, firstRow: 0, rows: 1, firstColumn: column, columns: 1 },
    format: 'text',
  }));
}

/** The longer a tab has been protected, the more rarely it is tried. A clock that was set back tells nothing: then, too. */
function isDue({ clock }: SyncSession, { code, since, tried_at }: TabProblem): boolean {
  if (code !== 'protected' || tried_at === undefined) return false;
  const triedAt = Date.parse(tried_at);
  const ago = clock.now() - triedAt;
  return ago < 0 || ago >= Math.max(RETRY_AFTER_MS, (triedAt - Date.parse(since)) / 2);
}

function rememberProblem(
  { store, target }: SyncSession,
  { tabProblems }: SyncState,
  problem: TabProblem,
): ResultAsync<void, SyncError> {
  const others = tabProblems.filter(({ tab }) => tab !== problem.tab);
  return store.syncState
    .patch(target, { tabProblems: [...others, problem] })
    .mapErr((error): SyncError => error);
}

function isoNow({ clock }: SyncSession): string {
  return new Date(clock.now()).toISOString();
}
