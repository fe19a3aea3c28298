import { type Link, ROOT_CONTEXT, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { noObserver, type ObservedCall, type Observer } from '@quiz-sync/core';
import { tracer } from './tracer.js';

/** Requests that one run may be linked to: as many as SDKs keep by default. */
const MOST_LINKS = 128;

/**
 * A span for each run, and one in it for each call to the spreadsheet. A run serves many requests, and so is part of no
 * trace of theirs: it is linked to the requests that asked for a sync since the last one began.
 */
export function traceSync(): Observer {
  const sync = tracer();
  const running = new Map<string, Span>();
  let asked: Link[] = [];

  function traceCall({ kind, code, startedAt, durationMs, runId, batchId }: ObservedCall): void {
    const run = runId === undefined ? undefined : running.get(runId);
    const span = sync.startSpan(
      `quiz_sync.${kind}`,
      {
        kind: SpanKind.CLIENT,
        startTime: startedAt,
        attributes: { 'quiz_sync.code': code, ...(batchId && { 'quiz_sync.batch_id': batchId }) },
      },
      run && trace.setSpan(ROOT_CONTEXT, run),
    );
    if (code !== 'ok') span.setStatus({ code: SpanStatusCode.ERROR, message: code });
    span.end(startedAt + durationMs);
  }

  return {
    ...noObserver,
    syncRequested() {
      const request = trace.getActiveSpan();
      if (request?.isRecording() && asked.length < MOST_LINKS) asked.push({ context: request.spanContext() });
    },
    runStarted({ runId }) {
      const attributes = { 'quiz_sync.run_id': runId };
      const span = sync.startSpan('quiz_sync.run', { root: true, links: asked, attributes }, ROOT_CONTEXT);
      asked = [];
      if (span.isRecording()) running.set(runId, span);
    },
    sheetCalled: traceCall,
    runEnded({ runId, result, code }) {
      const span = running.get(runId);
      running.delete(runId);
      if (span === undefined) return;
      span.setAttribute('quiz_sync.result', result);
      if (result !== 'succeeded')
        span.setStatus({ code: SpanStatusCode.ERROR, ...(code && { message: code }) });
      span.end();
    },
  };
}
