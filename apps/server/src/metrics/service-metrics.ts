import type { QuizSync, SyncStatus } from '@quiz-sync/core';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { type EventMetrics, eventMetrics } from './event-metrics.js';
import { statusRegistry } from './status-metrics.js';

/** Milliseconds for which a status is good: however many scrape, the store is asked no more often. */
const STATUS_LASTS_MS = 5_000;

export interface ServiceMetrics {
  /** Where events are counted. */
  readonly events: EventMetrics;
  readonly contentType: string;
  /** Everything, in the text format of Prometheus. Never rejects: without its store the service has some metrics left. */
  text(quizSync: Pick<QuizSync, 'syncStatus'>): Promise<string>;
}

export interface ServiceMetricsOptions {
  readonly version: string;
  /** Milliseconds that never go back. */
  readonly monotonic?: () => number;
}

export function createServiceMetrics({
  version,
  monotonic = () => performance.now(),
}: ServiceMetricsOptions): ServiceMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const labelNames = ['version', 'node_version'];
  const help = 'Always 1; the labels say what runs.';
  const build = new Gauge({ name: 'quiz_sync_build_info', help, labelNames, registers: [registry] });
  build.set({ version, node_version: process.versions.node }, 1);
  const readStatus = rarely(monotonic);
  return {
    events: eventMetrics(registry),
    contentType: registry.contentType,
    async text(quizSync) {
      const status = statusRegistry(await readStatus(quizSync));
      return `${await registry.metrics()}\n${await status.metrics()}`;
    },
  };
}

/** Reads the status, or tells again what it was a moment ago; who asks meanwhile waits for the same answer. */
function rarely(monotonic: () => number) {
  let latest: { readonly at: number; readonly status: Promise<SyncStatus | undefined> } | undefined;
  return (quizSync: Pick<QuizSync, 'syncStatus'>): Promise<SyncStatus | undefined> => {
    const now = monotonic();
    if (latest === undefined || now - latest.at >= STATUS_LASTS_MS)
      latest = {
        at: now,
        status: quizSync.syncStatus().match(
          (status) => status,
          () => undefined,
        ),
      };
    return latest.status;
  };
}
