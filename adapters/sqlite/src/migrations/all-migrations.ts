import { documents } from './0001-documents.js';
import { sheetLedger } from './0002-sheet-ledger.js';
import { syncState } from './0003-sync-state.js';
import { learnerTallies } from './0004-learner-tallies.js';
import { writtenAt } from './0005-written-at.js';
import { formerUsers } from './0006-former-users.js';
import { archiveBookmark } from './0007-archive-bookmark.js';
import { leaseHandover } from './0008-lease-handover.js';
import { idempotencyKeys } from './0009-idempotency-keys.js';
import { apiKeys } from './0010-api-keys.js';
import { erasure } from './0011-erasure.js';
import { completionDetails } from './0012-completion-details.js';
import type { Migration } from './migration.js';

/** In order of their versions. A new one goes at the end; none is ever changed once released. */
export const ALL_MIGRATIONS: readonly Migration[] = [
  documents,
  sheetLedger,
  syncState,
  learnerTallies,
  writtenAt,
  formerUsers,
  archiveBookmark,
  leaseHandover,
  idempotencyKeys,
  apiKeys,
  erasure,
  completionDetails,
];
