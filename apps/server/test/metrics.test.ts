import type { Scope } from '@quiz-sync/core';
import { identifyCaller } from '@quiz-sync/express';
import { errAsync, okAsync } from 'neverthrow';
import { describe, expect, test } from 'vitest';
import { createServiceMetrics, type ServiceMetricsOptions } from '../src/metrics/service-metrics.js';
import { STATUS_METRICS } from '../src/metrics/status-metrics.js';
import { busy } from './full-exposition.js';
import { type Exposition, readExposition, sampleValue } from './read-exposition.js';
import { serveApp } from './serve-app.js';
import { status, stubQuizSync } from './stub-quiz-sync.js';

const serviceMetrics = (options: Partial<ServiceMetricsOptions> = {}) =>
  createServiceMetrics({ version: '0.1.0', ...options });

async function scraped(url: string): Promise<Exposition> {
  return readExposition(await (await fetch(`${url}/metrics`)).text());
}

describe('GET /metrics', () => {
  test('tells the status in base units', async () => {
    const quizSync = stubQuizSync({ syncStatus: () => okAsync(busy) });
    const { url } = await serveApp({ quizSync, metrics: serviceMetrics() });
    const answer = await fetch(`${url}/metrics`);
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    const told = readExposition(await answer.text());
    expect({
      up: sampleValue(told, 'quiz_sync_store_up'),
      blocked: sampleValue(told, 'quiz_sync_state', { state: 'blocked' }),
      in_sync: sampleValue(told, 'quiz_sync_state', { state: 'in_sync' }),
      submissions: sampleValue(told, 'quiz_sync_pending_changes', { kind: 'submission' }),
      age: sampleValue(told, 'quiz_sync_oldest_pending_age_seconds'),
      success: sampleValue(told, 'quiz_sync_last_success_timestamp_seconds'),
      drift: sampleValue(told, 'quiz_sync_drift_rows', { tab: 'responses' }),
      setAside: sampleValue(told, 'quiz_sync_rows_set_aside'),
      used: sampleValue(told, 'quiz_sync_sheet_cells_used'),
      limit: sampleValue(told, 'quiz_sync_sheet_cells_limit'),
      quota: sampleValue(told, 'quiz_sync_google_quota_calls_left'),
      lease: sampleValue(told, 'quiz_sync_lease_held'),
      build: sampleValue(told, 'quiz_sync_build_info', {
        version: '0.1.0',
        node_version: process.versions.node,
      }),
    }).toEqual({
      ...{ up: 1, blocked: 1, in_sync: 0, submissions: 2, age: 12.5, drift: 3, setAside: 4 },
      ...{ used: 9_000_000, limit: 10_000_000, quota: 6, lease: 1, build: 1 },
      success: Date.parse('2026-11-23T12:00:01.090Z') / 1_000,
    });
    expect(told.samples.map(({ name }) => name)).toContain('process_cpu_seconds_total');
  });

  test('leaves out what is not known yet', async () => {
    const { url } = await serveApp({ metrics: serviceMetrics() });
    const names = (await scraped(url)).samples.map(({ name }) => name);
    expect(names).toContain('quiz_sync_pending_changes');
    for (const name of ['quiz_sync_sheet_cells_used', 'quiz_sync_drift_rows'])
      expect(names).not.toContain(name);
  });

  test('answers without its store, with what it has itself', async () => {
    const down = errAsync({ type: 'store_unavailable' as const, message: 'down' });
    const quizSync = stubQuizSync({ syncStatus: () => down });
    const { url } = await serveApp({ quizSync, metrics: serviceMetrics() });
    const told = await scraped(url);
    expect(sampleValue(told, 'quiz_sync_store_up')).toBe(0);
    const names = new Set(told.samples.map(({ name }) => name));
    for (const { name } of STATUS_METRICS) expect(names).not.toContain(name);
    expect(names).toContain('quiz_sync_submissions_total');
  });

  test('asks the store no more often than every five seconds, however many scrape', async () => {
    let reads = 0;
    let now = 0;
    const syncStatus = () => {
      reads += 1;
      return okAsync(status);
    };
    const metrics = serviceMetrics({ monotonic: () => now });
    const scrape = () => metrics.text({ syncStatus });
    await Promise.all([scrape(), scrape(), scrape()]);
    now = 4_999;
    await scrape();
    expect(reads).toBe(1);
    now = 5_000;
    await scrape();
    expect(reads).toBe(2);
  });

  test('is for operators', async () => {
    const { url } = await serveApp({
      metrics: serviceMetrics(),
      authenticate: (request, _response, next) => {
        identifyCaller(request, { scopes: [request.get('X-Scope') as Scope] });
        next();
      },
    });
    const as = async (scope: Scope) =>
      (await fetch(`${url}/metrics`, { headers: { 'X-Scope': scope } })).status;
    expect([await as('submit'), await as('read'), await as('admin')]).toEqual([403, 403, 200]);
  });
});

describe('what happens is counted', () => {
  test('requests by route, method and status', async () => {
    const { url } = await serveApp({ metrics: serviceMetrics() });
    await fetch(`${url}/livez`);
    await fetch(`${url}/api/quiz/submit`);
    const told = await scraped(url);
    const requests = 'quiz_sync_http_requests_total';
    expect(sampleValue(told, requests, { route: '/livez', method: 'GET', status: '200' })).toBe(1);
    expect(sampleValue(told, requests, { route: '/api/quiz/submit', method: 'GET', status: '405' })).toBe(1);
    const seconds = 'quiz_sync_http_request_duration_seconds_count';
    expect(sampleValue(told, seconds, { route: '/livez', method: 'GET' })).toBe(1);
  });

  test('submissions, runs and calls, each at once', async () => {
    const metrics = serviceMetrics();
    const { events } = metrics;
    events.submissionAnswered({ quizType: 'course', result: 'repeat' });
    events.runStarted({ runId: 'r1' });
    events.sheetCalled({
      ...{ kind: 'write', code: 'rate_limited', runId: 'r1', batchId: 'b1' },
      ...{ startedAt: 0, durationMs: 700 },
    });
    const during = readExposition(await metrics.text(stubQuizSync()));
    events.runEnded({ runId: 'r1', result: 'failed', code: 'rate_limited', durationMs: 800 });
    const after = readExposition(await metrics.text(stubQuizSync()));
    expect(
      sampleValue(during, 'quiz_sync_submissions_total', { quiz_type: 'course', result: 'repeat' }),
    ).toBe(1);
    expect(sampleValue(during, 'quiz_sync_google_calls_total', { kind: 'write', code: 'rate_limited' })).toBe(
      1,
    );
    expect(sampleValue(during, 'quiz_sync_google_call_duration_seconds_sum', { kind: 'write' })).toBe(0.7);
    expect(sampleValue(during, 'quiz_sync_runs_in_progress')).toBe(1);
    expect(sampleValue(after, 'quiz_sync_runs_in_progress')).toBe(0);
    expect(sampleValue(after, 'quiz_sync_runs_total', { result: 'failed', code: 'rate_limited' })).toBe(1);
    expect(sampleValue(after, 'quiz_sync_run_duration_seconds_sum', { result: 'failed' })).toBe(0.8);
  });

  test('nothing that somebody sends comes to be a label', async () => {
    const { url } = await serveApp({ metrics: serviceMetrics() });
    const before = await scraped(url);
    const odd = Array.from({ length: 60 }, (_, index) => [
      `/api/learners/ada-${index}/statistics`,
      `/API/Learners/ada-${index}/statistics`,
      `/aPi/quiz/submit?key=secret-${index}`,
      `/nothing/here-${index}`,
      `/api/learners/%E0%A4%A-${index}/statistics`,
      `//livez//${index}`,
    ]).flat();
    for (const [index, path] of odd.entries()) {
      const method = path.includes('%')
        ? 'GET'
        : (['GET', 'PROPFIND', 'REPORT', 'DELETE'][index % 4] ?? 'GET');
      await fetch(url + path, { method });
    }
    const labels = newLabels(before, await scraped(url));
    expect(labels['route']).toEqual(
      new Set(['/api/learners/:user_id/statistics', '/api/quiz/submit', '/metrics', 'other']),
    );
    expect(labels['method']).toEqual(new Set(['GET', 'DELETE', 'other']));
    for (const value of labels['status'] ?? []) expect(value).toMatch(/^[2-5]\d\d$/);
    expect(Object.keys(labels).sort()).toEqual(['le', 'method', 'route', 'status']);
  });
});

/** The labels of requests, of what was not there before, with the values they have. */
function newLabels(before: Exposition, after: Exposition): Record<string, Set<string>> {
  const known = new Set(before.samples.map(({ line }) => line.replace(/ \S+$/, '')));
  const found: Record<string, Set<string>> = {};
  for (const { name, labels, line } of after.samples) {
    if (!name.startsWith('quiz_sync_') || known.has(line.replace(/ \S+$/, ''))) continue;
    for (const [label, value] of Object.entries(labels)) {
      found[label] ??= new Set();
      found[label].add(value);
    }
  }
  return found;
}

test('names and types are as Prometheus advises', async () => {
  const metrics = serviceMetrics();
  const told = readExposition(await metrics.text({ syncStatus: () => okAsync(busy) }));
  const ours = told.families.filter(({ name }) => name.startsWith('quiz_sync_'));
  expect(ours.length).toBeGreaterThan(20);
  for (const { name, type, help } of ours) {
    expect(name).toMatch(/^[a-z][a-z0-9_]*[a-z]$/);
    expect(help, name).toMatch(/\.$/);
    expect(type === 'counter', `${name} is a ${type}`).toBe(name.endsWith('_total'));
    expect(name, 'units are base units, and no type is in a name').not.toMatch(
      /_(ms|millis|milliseconds|minutes|hours|kb|mb|percent|counter|gauge|histogram|summary|count|sum|bucket)$/,
    );
    if (type === 'histogram') expect(name).toMatch(/_seconds$/);
    if (/age|timestamp|duration/.test(name)) expect(name).toMatch(/_seconds$/);
  }
  expect(new Set(told.families.map(({ name }) => name)).size).toBe(told.families.length);
});
