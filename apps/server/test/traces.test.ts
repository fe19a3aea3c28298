import { context, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import { createQuizSync } from '@quiz-sync/core';
import { fakeSheets, manualScheduler, memoryStore } from '@quiz-sync/testing';
import { afterEach, describe, expect, test } from 'vitest';
import { traceSync } from '../src/traces/trace-sync.js';
import { serveApp } from './serve-app.js';

afterEach(() => {
  trace.disable();
  context.disable();
});

/** As whoever runs the process would, before it starts. */
function registerSdk(): InMemorySpanExporter {
  const exporter = new InMemorySpanExporter();
  trace.setGlobalTracerProvider(
    new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }),
  );
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  return exporter;
}

async function service() {
  const scheduler = manualScheduler();
  const sheets = fakeSheets();
  const quizSync = createQuizSync({ store: memoryStore(), sheets, scheduler, observer: traceSync() });
  const { url } = await serveApp({ quizSync });
  const submit = async (userId: string) => {
    const answer = await fetch(`${url}/api/quiz/submit`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        ...{ user_id: userId, quiz_type: 'micro' },
        responses: [{ quiz_id: 'q1', topic: 'Fractions', selected_option: 'A', correct: true }],
      }),
    });
    return answer.status;
  };
  return { url, scheduler, sheets, submit };
}

const named = (spans: readonly ReadableSpan[], name: string) => spans.filter((span) => span.name === name);
const idOf = (span: ReadableSpan | undefined) => span?.spanContext().spanId;

describe('with an SDK', () => {
  test('a run’s span is linked to the requests that it serves, and its calls are within it', async () => {
    const exporter = registerSdk();
    const { scheduler, submit } = await service();
    await submit('ada');
    await submit('grace');
    await scheduler.runAll();
    await expect.poll(() => named(exporter.getFinishedSpans(), 'POST /api/quiz/submit')).toHaveLength(2);
    const spans = exporter.getFinishedSpans();
    const requests = named(spans, 'POST /api/quiz/submit');
    expect(requests[0]).toMatchObject({
      kind: SpanKind.SERVER,
      attributes: { 'http.route': '/api/quiz/submit', 'http.response.status_code': 201 },
    });
    const [run] = named(spans, 'quiz_sync.run');
    expect(run?.parentSpanContext).toBeUndefined();
    expect(run?.links.map((link) => link.context.spanId).sort()).toEqual(requests.map(idOf).sort());
    expect(run?.attributes).toMatchObject({ 'quiz_sync.result': 'succeeded' });
    const calls = spans.filter(({ kind }) => kind === SpanKind.CLIENT);
    expect(new Set(calls.map(({ name }) => name))).toEqual(new Set(['quiz_sync.read', 'quiz_sync.write']));
    for (const call of calls) expect(call.parentSpanContext?.spanId).toBe(idOf(run));
  });

  test('a run is linked once to what asked for it', async () => {
    const exporter = registerSdk();
    const { scheduler, submit } = await service();
    await submit('ada');
    await scheduler.runAll();
    await submit('grace');
    await scheduler.runAll();
    const runs = named(exporter.getFinishedSpans(), 'quiz_sync.run');
    expect(runs.map(({ links }) => links.length)).toEqual([1, 1]);
  });

  test('what failed is marked, with its code and nothing that anybody sent', async () => {
    const exporter = registerSdk();
    const { url, scheduler, sheets, submit } = await service();
    sheets.faults.fail({ type: 'spreadsheet_not_found', message: 'none of the id secret-1' });
    await submit('ada-secret');
    await fetch(`${url}/api/learners/ada-secret/statistics?key=secret-2`);
    await fetch(`${url}/nothing/secret-3`);
    scheduler.request('test', { urgent: true });
    await scheduler.runDue();
    await expect.poll(() => exporter.getFinishedSpans().length).toBeGreaterThanOrEqual(5);
    const spans = exporter.getFinishedSpans();
    const error = { code: SpanStatusCode.ERROR, message: 'spreadsheet_not_found' };
    expect(named(spans, 'quiz_sync.read').at(-1)?.status).toEqual(error);
    expect(named(spans, 'quiz_sync.run').at(-1)?.status).toEqual(error);
    const told = spans.map(({ name, attributes, status }) => [name, attributes, status]);
    expect(JSON.stringify(told)).not.toContain('secret');
  });
});

test('without an SDK there are no spans, and all goes on as ever', async () => {
  const { scheduler, submit } = await service();
  expect(await submit('ada')).toBe(201);
  expect((await scheduler.runAll()).at(-1)).toEqual({ type: 'done' });
  expect(trace.getActiveSpan()).toBeUndefined();
});
