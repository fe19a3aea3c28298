import type { Store } from '@quiz-sync/core';
import { apiKeyRepo } from './api-key-repo.js';
import { storeArchive } from './archive/store-archive.js';
import { courseRepo } from './course-repo.js';
import { idempotencyKeys } from './idempotency-keys.js';
import { learnerRepo } from './learner-repo.js';
import { lease } from './lease.js';
import { type MongoContext, performSoon } from './mongo-context.js';
import { pendingChanges } from './pending-changes.js';
import { personalData } from './personal-data.js';
import { sessionRepo } from './session-repo.js';
import { sheetLedger } from './sheet-ledger.js';
import { statsRepo } from './stats-repo.js';
import { submissionRepo } from './submission-repo.js';
import { syncJournal } from './sync-journal.js';
import { syncStateRepo } from './sync-state-repo.js';

export function toStore(context: MongoContext): Store {
  return {
    submissions: submissionRepo(context),
    stats: statsRepo(context),
    learners: learnerRepo(context),
    courses: courseRepo(context),
    sessions: sessionRepo(context),
    apiKeys: apiKeyRepo(context),
    idempotency: idempotencyKeys(context),
    personal: personalData(context),
    pending: pendingChanges(context),
    ledger: sheetLedger(context),
    journal: syncJournal(context),
    syncState: syncStateRepo(context),
    lease: lease(context),
    archive: storeArchive(context),
    ping: () =>
      performSoon(context, async () => {
        await context.serverTime();
      }),
  };
}
