import type { BatchEffects, JournalEntry, LedgerEntry, SyncRun, TabRecord } from '@quiz-sync/core';

/** That the first row of UserProfiles is `learner-1`'s. */
export function aLedgerEntry(overrides: Partial<LedgerEntry> = {}): LedgerEntry {
  return {
    tab: 'profiles',
    key: 'learner-1',
    row: 1,
    hash: 'hash-1',
    owner: 'learner-1',
    course: undefined,
    ...overrides,
  };
}

/** An empty UserProfiles tab, its key in the sixth column. */
export function aTabRecord(overrides: Partial<TabRecord> = {}): TabRecord {
  return {
    tab: 'profiles',
    tabId: 101,
    headers: ['first_name', 'last_name', 'email', 'total_chats', 'quizzes_taken'],
    keyColumn: 5,
    nextRow: 1,
    ...overrides,
  };
}

export function someEffects(overrides: Partial<BatchEffects> = {}): BatchEffects {
  return { entries: [], removed: [], tabs: [], acknowledged: [], checks: [], headers: [], ...overrides };
}

/** A batch without effects, from no revision to `revision_1`. */
export function aJournalEntry(overrides: Partial<JournalEntry> = {}): JournalEntry {
  return {
    target: 'spreadsheet-1',
    from: null,
    to: 'revision_1',
    plannedAt: '2026-03-02T10:00:01.000Z',
    changes: [],
    effects: someEffects(),
    ...overrides,
  };
}

/** A run that ended well. */
export function aSyncRun(overrides: Partial<SyncRun> = {}): SyncRun {
  return {
    run_id: 'run-1',
    status: 'succeeded',
    reason: 'quiz submission',
    requested_at: '2026-03-02T10:00:00.000Z',
    started_at: '2026-03-02T10:00:00.250Z',
    finished_at: '2026-03-02T10:00:01.250Z',
    duration_ms: 1_000,
    batches: 1,
    reads: 1,
    writes: 1,
    changes: 1,
    tabs: { responses: { updated: 0, added: 1, removed: 0 } },
    ...overrides,
  };
}
