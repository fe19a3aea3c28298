import type { SyncStatus } from '@quiz-sync/core';
import { z } from 'zod';
import { named } from '../openapi/named-schema.js';
import { quotaHit, runProgress, runSchema, syncProblemFields, tabName } from './run-answers.js';
import { drift } from './verify-answers.js';
import { count, instant, type Wire } from './wire.js';

/** A problem with what its code means, from the one table of codes. */
const explainedProblem = {
  ...syncProblemFields,
  title: z.string(),
  cause: z.string(),
  command: z.string().nullable().describe('What to type beside the service.'),
};

const tab = z.object({
  tab: tabName,
  title: z.string(),
  rows: count.describe('Rows of ours in the spreadsheet, by our memory.'),
  rows_in_store: count
    .nullable()
    .describe('Rows that the store calls for, those that wait included; `null`: not known yet.'),
  rows_in_store_at: instant
    .nullable()
    .describe('When that was so, while it cannot be counted at once; `null`: now, or never known.'),
  last_write_at: instant.nullable(),
  problem: z
    .object({ ...explainedProblem, tab: tabName, tried_at: instant.optional() })
    .nullable()
    .describe('Why the tab is set aside while the others go on.'),
});

const cells = z.object({
  used: count,
  limit: count,
  as_of: instant,
  full_on: z.iso
    .date()
    .nullable()
    .describe('The day on which it is full if it grows on as in the last week.'),
});

const quota = z.object({
  calls_left: z.int().describe('Calls to Google that could be made at once, by all instances together.'),
  calls_at_most: count,
  level: z.number().describe('The same as `calls_left`, not rounded; negative while calls queue.'),
  calls_per_minute: z.number(),
  last_hit: z
    .object({ ...quotaHit.partial().shape, at: instant })
    .nullable()
    .describe('When Google last said that a quota of its own was used up.'),
});

const setAside = z
  .object({
    rows: count,
    further: z.boolean().describe('There are, or were, more rows than are counted.'),
    reasons: z.array(
      z.object({
        code: z.string(),
        tab: tabName,
        tab_title: z.string(),
        rows: count.nullable(),
        message: z.string(),
        remedy: z.string(),
      }),
    ),
  })
  .describe('What is not in the spreadsheet as it is in the store, although nothing waits for it.');

const verification = z.object({
  at: instant,
  clean: z.boolean(),
  repaired: z.boolean(),
  tabs: z.array(z.object({ tab: tabName, stored: count.nullable(), drift })),
});

const earlierNames = {
  is_running: z
    .boolean()
    .describe('The instance that answers takes requests for syncs: false only while it is ending.'),
  sync_in_progress: z.boolean().describe('A run is on, in whichever instance.'),
  sync_enabled: z.boolean(),
  last_sync_time: instant.nullable().describe('Of the last success.'),
  statistics: z.object({
    total_syncs: count,
    successful_syncs: count,
    failed_syncs: count,
    last_sync_duration: z.number().min(0).nullable().describe('In seconds.'),
  }),
};

/** How the spreadsheet is doing. Every field is there; what is not known is `null`. */
export const statusSchema = named(
  'SyncStatus',
  z.object({
    state: z
      .enum(['in_sync', 'pending', 'syncing', 'failing', 'blocked', 'disabled'])
      .describe('`blocked`: a person must act. `failing`: it goes on by itself.'),
    summary: z.string().describe('One line for people.'),
    target: z.string().describe('The id of the spreadsheet.'),
    spreadsheet_url: z.string().nullable(),
    account: z.string().nullable().describe('The account to share the spreadsheet with.'),
    pending: z
      .object({
        total: count,
        submission: count,
        completion: count,
        learner: count,
        course: count,
        session: count,
      })
      .describe('Stored, and not yet in the spreadsheet.'),
    oldest_pending_since: instant.nullable(),
    oldest_pending_age_ms: z.number().min(0).nullable(),
    progress: z
      .object({ ...runProgress.shape, since: instant.nullable() })
      .nullable()
      .describe('Of a run on several batches.'),
    last_success_at: instant.nullable(),
    last_error: z.object(explainedProblem).nullable(),
    next_attempt_at: instant
      .nullable()
      .describe('Of all instances that share a Redis; of timers, that of the instance that answers.'),
    tabs: z.array(tab),
    cells: cells.nullable().describe('How full the spreadsheet is; `null` until it was looked at.'),
    quota,
    set_aside: setAside,
    last_verification: verification.nullable(),
    cut_rows: count.describe('Rows with text too long for a cell.'),
    lease: z
      .object({ holder: z.string(), expiresAt: instant })
      .nullable()
      .describe('Which instance writes to the spreadsheet now.'),
    revision: z.enum(['honoured', 'not_honoured', 'unproven']),
    revision_meaning: z.string(),
    submissions: count,
    responses: count,
    runs: z.array(runSchema).describe('The last 50 and those not ended, newest first.'),
    ...earlierNames,
  }) satisfies z.ZodType<Wire<SyncStatus>>,
);
