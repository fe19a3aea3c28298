import type { Store } from '@quiz-sync/core';
import { memoryApiKeyRepo } from './memory-api-key-repo.js';
import { type MemoryContext, perform } from './memory-context.js';
import { memoryCourseRepo } from './memory-course-repo.js';
import { memoryIdempotencyKeys } from './memory-idempotency-keys.js';
import { memoryLearnerRepo } from './memory-learner-repo.js';
import { memoryLease } from './memory-lease.js';
import { memoryPendingChanges } from './memory-pending-changes.js';
import { memoryPersonalData } from './memory-personal-data.js';
import { memorySessionRepo } from './memory-session-repo.js';
import { memorySheetLedger } from './memory-sheet-ledger.js';
import { emptyState } from './memory-state.js';
import { memoryStatsRepo } from './memory-stats-repo.js';
import { memoryStoreArchive } from './memory-store-archive.js';
import { memorySubmissionRepo } from './memory-submission-repo.js';
import { memorySyncJournal } from './memory-sync-journal.js';
import { memorySyncStateRepo } from './memory-sync-state-repo.js';
import { type StoreFaults, storeFaults } from './store-faults.js';

export interface MemoryStoreOptions {
  /** The store's clock, epoch milliseconds. Default: the system's. */
  readonly now?: () => number;
}

export interface MemoryStore extends Store {
  /** Makes calls fail, or things happen right before them. */
  readonly faults: StoreFaults;
}

/**
 * A whole store in memory: the reference that says in code what the ports say in prose. Nothing survives the process
 * and nothing needs closing.
 */
export function memoryStore(options: MemoryStoreOptions = {}): MemoryStore {
  const faults = storeFaults();
  const context: MemoryContext = { state: emptyState(options.now ?? Date.now), gate: faults };
  return {
    submissions: memorySubmissionRepo(context),
    stats: memoryStatsRepo(context),
    learners: memoryLearnerRepo(context),
    courses: memoryCourseRepo(context),
    sessions: memorySessionRepo(context),
    apiKeys: memoryApiKeyRepo(context),
    idempotency: memoryIdempotencyKeys(context),
    personal: memoryPersonalData(context),
    pending: memoryPendingChanges(context),
    ledger: memorySheetLedger(context),
    journal: memorySyncJournal(context),
    syncState: memorySyncStateRepo(context),
    lease: memoryLease(context),
    archive: memoryStoreArchive(context),
    ping: () => perform(context, 'ping', () => undefined),
    faults,
  };
}
