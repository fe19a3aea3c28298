import type { TestFunctions } from '../test-functions.js';
import { acknowledgeContract } from './acknowledge-contract.js';
import { apiKeyRepoContract } from './api-key-repo-contract.js';
import { courseRepoContract } from './course-repo-contract.js';
import { idempotencyKeysContract } from './idempotency-keys-contract.js';
import { journalSettleContract } from './journal-settle-contract.js';
import { learnerRepoContract } from './learner-repo-contract.js';
import { leaseContract } from './lease-contract.js';
import { ledgerScanContract } from './ledger-scan-contract.js';
import { succeed } from './outcome.js';
import { pendingChangesContract } from './pending-changes-contract.js';
import { personalDataContract } from './personal-data-contract.js';
import { requeueAllContract } from './requeue-all-contract.js';
import { sessionCleanUpContract } from './session-clean-up-contract.js';
import { sessionRepoContract } from './session-repo-contract.js';
import { sheetLedgerContract } from './sheet-ledger-contract.js';
import { statsRepoContract } from './stats-repo-contract.js';
import { storeArchiveContract } from './store-archive-contract.js';
import { type StoreHarness, storeUnderTest } from './store-harness.js';
import { subjectsContract } from './subjects-contract.js';
import { submissionRepoContract } from './submission-repo-contract.js';
import { syncJournalContract } from './sync-journal-contract.js';
import { syncStateRepoContract } from './sync-state-repo-contract.js';

/**
 * Everything that a store owes its callers, port by port. Run it in a test file of the adapter:
 *
 *     import { afterEach, beforeEach, describe, expect, it } from 'vitest';
 *     storeContract({ describe, it, expect, beforeEach, afterEach }, { open: openEmptyStore, abilities: { … } });
 */
export function storeContract(test: TestFunctions, harness: StoreHarness): void {
  submissionRepoContract(test, harness);
  statsRepoContract(test, harness);
  learnerRepoContract(test, harness);
  courseRepoContract(test, harness);
  sessionRepoContract(test, harness);
  sessionCleanUpContract(test, harness);
  apiKeyRepoContract(test, harness);
  idempotencyKeysContract(test, harness);
  personalDataContract(test, harness);
  pendingChangesContract(test, harness);
  acknowledgeContract(test, harness);
  requeueAllContract(test, harness);
  subjectsContract(test, harness);
  sheetLedgerContract(test, harness);
  ledgerScanContract(test, harness);
  syncJournalContract(test, harness);
  journalSettleContract(test, harness);
  syncStateRepoContract(test, harness);
  leaseContract(test, harness);
  storeArchiveContract(test, harness);
  pingContract(test, harness);
}

function pingContract(test: TestFunctions, harness: StoreHarness): void {
  test.describe('Store', () => {
    const subject = storeUnderTest(test, harness);
    test.it('answers a ping', async () => {
      test.expect(await succeed(subject.store().ping())).toBeUndefined();
    });
  });
}
