import { type SyncProblem, type SyncRun, TAB_NAMES } from '@quiz-sync/core';
import { z } from 'zod';
import { named } from '../openapi/named-schema.js';
import { count, instant, type Wire } from './wire.js';

export const tabName = named(
  'TabName',
  z.enum(TAB_NAMES).describe('What a tab is for, whatever people call it.'),
);

export const quotaHit = z.object({
  calls: z.enum(['read', 'write']),
  per: z.enum(['user', 'project']).nullish(),
});

/** Fields of a problem of the sync, which others extend. */
export const syncProblemFields = {
  code: z.string(),
  message: z.string().describe('What happened, in one sentence.'),
  remedy: z.string().describe('What to do about it, with names and addresses filled in.'),
  since: instant.describe('Since when it has been so.'),
  blocked: z.boolean().describe('True when only a person can mend it.'),
  quota: quotaHit.optional().describe('Which quota was hit, where that is known.'),
};

export const syncProblem = named(
  'SyncProblem',
  z.object(syncProblemFields) satisfies z.ZodType<Wire<SyncProblem>>,
);

export const runProgress = z
  .object({ done: count, total: count.describe('An estimate while every row is compared again.') })
  .describe('In changes.');

/** A sync run. Fields that do not hold (yet) are not there. */
export const runSchema = named(
  'SyncRun',
  z.object({
    run_id: z.string(),
    status: z
      .enum(['queued', 'running', 'succeeded', 'failed', 'skipped'])
      .describe('`skipped`: another instance was at it.'),
    reason: z.string(),
    requested_at: instant,
    started_at: instant.optional(),
    finished_at: instant.optional(),
    duration_ms: z.number().min(0).optional(),
    batches: count,
    reads: count.describe('Calls to Google.'),
    writes: count.describe('Calls to Google.'),
    changes: count.describe('Stored documents whose rows it wrote.'),
    tabs: z.partialRecord(
      tabName,
      z.object({ updated: count, added: count, removed: count }).describe('Rows.'),
    ),
    progress: runProgress.optional(),
    problem: syncProblem.optional(),
  }) satisfies z.ZodType<Wire<SyncRun>>,
);

export const runsSchema = named('SyncRuns', z.object({ runs: z.array(runSchema).describe('Newest first.') }));
