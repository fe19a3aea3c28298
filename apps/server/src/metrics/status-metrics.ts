import type { SyncStatus } from '@quiz-sync/core';
import { Gauge, Registry } from 'prom-client';

/** One value, with the labels that tell it from others of the same name. */
type Sample = readonly [value: number, labels?: Readonly<Record<string, string>>];

/** A gauge that is read from the status, as it is when somebody asks. */
interface StatusMetric {
  readonly name: string;
  readonly help: string;
  readonly labels?: readonly string[];
  /** None: there is nothing to say yet. */
  readonly samples: (status: SyncStatus) => readonly Sample[];
}

const STATES = ['in_sync', 'pending', 'syncing', 'failing', 'blocked', 'disabled'] as const;

export const STATUS_METRICS: readonly StatusMetric[] = [
  {
    name: 'quiz_sync_state',
    help: 'Which state the sync is in: 1 for that one, 0 for the others.',
    labels: ['state'],
    samples: ({ state }) => STATES.map((each) => [each === state ? 1 : 0, { state: each }]),
  },
  {
    name: 'quiz_sync_pending_changes',
    help: 'Stored documents that are not in the spreadsheet yet.',
    labels: ['kind'],
    samples: ({ pending: { total: _total, ...kinds } }) =>
      Object.entries(kinds).map(([kind, count]) => [count, { kind }]),
  },
  {
    name: 'quiz_sync_oldest_pending_age_seconds',
    help: 'How long the oldest stored document that is not in the spreadsheet has waited; 0 when none waits.',
    samples: ({ oldest_pending_age_ms = 0 }) => [[oldest_pending_age_ms / 1_000]],
  },
  {
    name: 'quiz_sync_last_success_timestamp_seconds',
    help: 'When a run last succeeded, as Unix time.',
    samples: ({ last_success_at }) => momentOf(last_success_at),
  },
  {
    name: 'quiz_sync_submissions_stored',
    help: 'Submissions in the store.',
    samples: ({ submissions }) => [[submissions]],
  },
  {
    name: 'quiz_sync_responses_stored',
    help: 'Responses in the store.',
    samples: ({ responses }) => [[responses]],
  },
  {
    name: 'quiz_sync_sheet_rows',
    help: 'Rows of ours in the spreadsheet, by our memory.',
    labels: ['tab'],
    samples: ({ tabs }) => tabs.map(({ tab, rows }) => [rows, { tab }]),
  },
  {
    name: 'quiz_sync_rows_set_aside',
    help: 'Rows that are not in the spreadsheet as they are in the store, although nothing waits for them.',
    samples: ({ set_aside }) => [[set_aside.rows]],
  },
  {
    name: 'quiz_sync_tabs_set_aside',
    help: 'Tabs that are not written to until a person has mended them.',
    samples: ({ tabs }) => [[tabs.filter(({ problem }) => problem !== undefined).length]],
  },
  {
    name: 'quiz_sync_drift_rows',
    help: 'Rows in which store and spreadsheet differed when they were last compared.',
    labels: ['tab'],
    samples: ({ last_verification }) =>
      (last_verification?.tabs ?? []).map(({ tab, drift }) => [sum(Object.values(drift)), { tab }]),
  },
  {
    name: 'quiz_sync_drift_repaired',
    help: 'Whether the last comparison of store and spreadsheet mended what it found: 1 or 0.',
    samples: ({ last_verification }) =>
      last_verification === undefined ? [] : [[last_verification.repaired ? 1 : 0]],
  },
  {
    name: 'quiz_sync_last_verification_timestamp_seconds',
    help: 'When store and spreadsheet were last compared, as Unix time.',
    samples: ({ last_verification }) => momentOf(last_verification?.at),
  },
  {
    name: 'quiz_sync_sheet_cells_used',
    help: 'Cells of the spreadsheet, empty ones and people’s own included.',
    samples: ({ cells }) => (cells === undefined ? [] : [[cells.used]]),
  },
  {
    name: 'quiz_sync_sheet_cells_limit',
    help: 'Cells that a spreadsheet may have.',
    samples: ({ cells }) => (cells === undefined ? [] : [[cells.limit]]),
  },
  {
    name: 'quiz_sync_google_quota_calls_left',
    help: 'Calls to Google that could be made at once, by the count that all instances keep together.',
    samples: ({ quota }) => [[quota.calls_left]],
  },
  {
    name: 'quiz_sync_lease_held',
    help: 'Whether an instance holds the right to write: 1 or 0.',
    samples: ({ lease }) => [[lease === undefined ? 0 : 1]],
  },
  {
    name: 'quiz_sync_enabled',
    help: 'Whether syncing is switched on: 1 or 0.',
    samples: ({ sync_enabled }) => [[sync_enabled ? 1 : 0]],
  },
];

const STORE_UP = {
  name: 'quiz_sync_store_up',
  help: 'Whether the store could be asked: 1 or 0. With 0, all that is read from it is missing.',
};

/** Made anew each time, so that nothing is told that is not so any more. `undefined`: the store does not answer. */
export function statusRegistry(status: SyncStatus | undefined): Registry {
  const registry = new Registry();
  const registers = [registry];
  new Gauge({ ...STORE_UP, registers }).set(status === undefined ? 0 : 1);
  if (status === undefined) return registry;
  for (const { name, help, labels = [], samples } of STATUS_METRICS) {
    const values = samples(status);
    if (values.length === 0) continue;
    const gauge = new Gauge({ name, help, labelNames: labels, registers });
    for (const [value, given = {}] of values) gauge.set(given, value);
  }
  return registry;
}

function momentOf(iso: string | undefined): readonly Sample[] {
  return iso === undefined ? [] : [[Date.parse(iso) / 1_000]];
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
