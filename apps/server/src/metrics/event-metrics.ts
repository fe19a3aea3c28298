import { ERROR_CODES, type Observer } from '@quiz-sync/core';
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

/** What is known of an answer once it has been sent. */
export interface AnsweredRequest {
  readonly requestId: string;
  /** As the route was mounted: `/api/learners/:user_id`. */
  readonly route: string;
  readonly method: string;
  /** `aborted`: the client went away before it was sent. */
  readonly status: number | 'aborted';
  /** `undefined`: it is not measured, since it lasts as long as the client likes. */
  readonly seconds: number | undefined;
}

export interface EventMetrics extends Observer {
  requestAnswered(request: AnsweredRequest): void;
}

const REQUEST_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
/** A write to Google may take three minutes. */
const CALL_SECONDS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 180];
const RUN_SECONDS = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3_600];

const QUIZ_TYPES = ['micro', 'diagnostic', 'course'];
const RESULTS = ['stored', 'repeat', 'invalid', 'conflict', 'failed'];

/** Counts what happens. Every label is one of a few words: nothing that anybody sends is in one. */
export function eventMetrics(registry: Registry): EventMetrics {
  const registers = [registry];
  const submissions = new Counter({
    name: 'quiz_sync_submissions_total',
    help: 'Submissions answered, by type of quiz and by what came of them.',
    labelNames: ['quiz_type', 'result'],
    registers,
  });
  const requests = new Counter({
    name: 'quiz_sync_http_requests_total',
    help: 'HTTP requests answered, by route, method and status.',
    labelNames: ['route', 'method', 'status'],
    registers,
  });
  const requestSeconds = new Histogram({
    name: 'quiz_sync_http_request_duration_seconds',
    help: 'How long answers took, from the headers of the request to the last byte of the answer; without event streams.',
    labelNames: ['route', 'method'],
    buckets: REQUEST_SECONDS,
    registers,
  });
  const runs = new Counter({
    name: 'quiz_sync_runs_total',
    help: 'Sync runs of this instance that have ended, by result and error code.',
    labelNames: ['result', 'code'],
    registers,
  });
  const runSeconds = new Histogram({
    name: 'quiz_sync_run_duration_seconds',
    help: 'How long sync runs of this instance took.',
    labelNames: ['result'],
    buckets: RUN_SECONDS,
    registers,
  });
  const running = new Gauge({
    name: 'quiz_sync_runs_in_progress',
    help: 'Sync runs of this instance that have not ended.',
    registers,
  });
  const calls = new Counter({
    name: 'quiz_sync_google_calls_total',
    help: 'Calls to Google Sheets of this instance, by kind (read, write) and by what came of them.',
    labelNames: ['kind', 'code'],
    registers,
  });
  const callSeconds = new Histogram({
    name: 'quiz_sync_google_call_duration_seconds',
    help: 'How long calls to Google Sheets of this instance took, without waiting for their turn.',
    labelNames: ['kind'],
    buckets: CALL_SECONDS,
    registers,
  });
  // A series that begins at 1 shows no increase to Prometheus.
  for (const quiz_type of QUIZ_TYPES) for (const result of RESULTS) submissions.inc({ quiz_type, result }, 0);
  for (const result of ['succeeded', 'failed', 'interrupted']) runs.inc({ result, code: '' }, 0);
  for (const kind of ['read', 'write']) calls.inc({ kind, code: 'ok' }, 0);
  return {
    submissionAnswered: ({ quizType, result }) => submissions.inc({ quiz_type: quizType, result }),
    syncRequested() {},
    runStarted: () => running.inc(),
    runEnded({ result, code, durationMs }) {
      running.dec();
      runs.inc({ result, code: code === undefined ? '' : knownCode(code) });
      runSeconds.observe({ result }, durationMs / 1_000);
    },
    sheetCalled({ kind, code, durationMs }) {
      calls.inc({ kind, code });
      callSeconds.observe({ kind }, durationMs / 1_000);
    },
    requestAnswered({ route, method, status, seconds }) {
      requests.inc({ route, method, status: String(status) });
      if (seconds !== undefined) requestSeconds.observe({ route, method }, seconds);
    },
  };
}

function knownCode(code: string): string {
  return Object.hasOwn(ERROR_CODES, code) ? code : 'other';
}
