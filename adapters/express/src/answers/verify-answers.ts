import { DRIFT_KINDS, type SyncPlan, type VerifyReport } from '@quiz-sync/core';
import { z } from 'zod';
import { named } from '../openapi/named-schema.js';
import { tabName } from './run-answers.js';
import { count, type Wire } from './wire.js';

/** A value as people see it; `null`: an empty cell. */
const cell = z.union([z.string(), z.number(), z.boolean()]).nullable();
const rowNumber = z.int().min(1).optional();
const target = { target: z.string(), spreadsheet_url: z.string().nullable() };
export const drift = z.object(
  Object.fromEntries(DRIFT_KINDS.map((kind) => [kind, count])) as Record<
    (typeof DRIFT_KINDS)[number],
    typeof count
  >,
);

const verifiedTab = z.object({
  tab: tabName,
  title: z.string(),
  state: z.enum(['compared', 'tab_missing', 'columns_missing', 'headers_lost']),
  rows: count.describe('Rows of ours that were compared.'),
  waiting: count.describe('Rows that a pending change will write: no drift.'),
  drift,
});

const finding = z.object({
  tab: tabName,
  kind: z.enum(DRIFT_KINDS),
  key: z.string(),
  row: rowNumber,
  column: z.string().optional(),
  expected: cell.optional(),
  found: cell.optional(),
});

/** How the spreadsheet differs from the store. */
export const verifyReportSchema = named(
  'VerifyReport',
  z.object({
    ...target,
    clean: z.boolean(),
    tabs: z.array(verifiedTab),
    findings: z.array(finding).max(100),
    further_findings: count,
    reads: count,
    writes: count,
    repaired: z
      .object({
        rewritten: count,
        removed: count.describe('Duplicate and foreign rows whose managed cells were blanked.'),
        left: count,
      })
      .nullable()
      .describe('Of a repair: the findings are what it found before.'),
  }) satisfies z.ZodType<Wire<VerifyReport>>,
);

const plannedRow = z.object({
  tab: tabName,
  key: z.string(),
  action: z.enum(['update', 'add', 'remove']),
  row: rowNumber,
  cells: z.array(z.object({ column: z.string(), expected: cell, found: cell })),
});

/** What the next sync would write. */
export const syncPlanSchema = named(
  'SyncPlan',
  z.object({
    ...target,
    tabs: z.array(
      z.object({
        tab: tabName,
        title: z.string(),
        state: z.enum(['ready', 'tab_missing', 'columns_missing', 'headers_lost']),
        updated: count,
        added: count,
        removed: count,
      }),
    ),
    rows: z.array(plannedRow).max(100),
    further_rows: count,
    pending: z.object({ total: count, looked_at: count }),
    compares_everything: z.boolean(),
    cost: z.object({ batches: count, reads: count, writes: count, bytes: count }),
  }) satisfies z.ZodType<Wire<SyncPlan>>,
);
