import type { SyncStatus } from '@quiz-sync/core';
import { okAsync } from 'neverthrow';
import { createServiceMetrics } from '../src/metrics/service-metrics.js';
import { type Exposition, readExposition } from './read-exposition.js';
import { status } from './stub-quiz-sync.js';

/** Everything that can be known is. */
export const busy: SyncStatus = {
  ...status,
  state: 'blocked',
  pending: { total: 3, submission: 2, completion: 1, learner: 0, course: 0, session: 0 },
  oldest_pending_age_ms: 12_500,
  cells: { used: 9_000_000, limit: 10_000_000, as_of: '2026-11-23T12:00:00.000Z', full_on: undefined },
  lease: { holder: 'one of ours', expiresAt: '2026-11-23T12:00:10.000Z' },
  set_aside: { rows: 4, further: false, reasons: [] },
  last_verification: {
    at: '2026-11-23T11:00:00.000Z',
    clean: false,
    repaired: false,
    tabs: [
      {
        tab: 'responses',
        stored: 10,
        drift: { missing: 2, edited: 1, stale: 0, duplicate: 0, foreign: 0 },
      },
    ],
  },
};

/** Every metric of ours there is, with all its labels. */
export async function fullExposition(): Promise<Exposition> {
  const metrics = createServiceMetrics({ version: '0.1.0' });
  const { events } = metrics;
  events.requestAnswered({
    ...{ requestId: 'one', route: '/api/quiz/submit', method: 'POST', status: 503, seconds: 0.01 },
  });
  events.runStarted({ runId: 'r1' });
  for (const kind of ['read', 'write'] as const)
    events.sheetCalled({
      ...{ kind, code: 'rate_limited', startedAt: 0, durationMs: 300, runId: 'r1', batchId: undefined },
    });
  events.runEnded({ runId: 'r1', result: 'failed', code: 'rate_limited', durationMs: 700 });
  const { samples, families } = readExposition(await metrics.text({ syncStatus: () => okAsync(busy) }));
  return {
    samples: samples.filter(({ name }) => name.startsWith('quiz_sync_')),
    families: families.filter(({ name }) => name.startsWith('quiz_sync_')),
  };
}
