import type { ResultAsync } from 'neverthrow';
import type { ApiKeyRepo } from './api-key-repo.js';
import type { CourseRepo } from './course-repo.js';
import type { IdempotencyKeys } from './idempotency-keys.js';
import type { LearnerRepo } from './learner-repo.js';
import type { Lease } from './lease.js';
import type { PendingChanges } from './pending-changes.js';
import type { PersonalData } from './personal-data.js';
import type { SessionRepo } from './session-repo.js';
import type { SheetLedger } from './sheet-ledger.js';
import type { StatsRepo } from './stats-repo.js';
import type { StoreArchive } from './store-archive.js';
import type { StoreError } from './store-error.js';
import type { SubmissionRepo } from './submission-repo.js';
import type { SyncJournal } from './sync-journal.js';
import type { SyncStateRepo } from './sync-state-repo.js';

/** Everything an adapter opens together. Who opens a store closes it: core never does. */
export interface Store {
  readonly submissions: SubmissionRepo;
  readonly stats: StatsRepo;
  readonly learners: LearnerRepo;
  readonly courses: CourseRepo;
  readonly sessions: SessionRepo;
  readonly apiKeys: ApiKeyRepo;
  readonly idempotency: IdempotencyKeys;
  readonly personal: PersonalData;
  readonly pending: PendingChanges;
  readonly ledger: SheetLedger;
  readonly journal: SyncJournal;
  readonly syncState: SyncStateRepo;
  readonly lease: Lease;
  readonly archive: StoreArchive;
  /** Whether the store answers: for readiness probes. Changes nothing. */
  ping(): ResultAsync<void, StoreError>;
}
