import path from 'node:path';
import type { Log } from '@quiz-sync/core';
import { expect, onTestFinished, test } from 'vitest';
import { loadConfiguration } from '../src/configuration/load-configuration.js';
import { currentRequestId } from '../src/log/request-context.js';
import { startServer } from '../src/start-server.js';
import { readExposition, sampleValue } from './read-exposition.js';
import { temporaryDirectory } from './temporary-directory.js';

interface Line {
  readonly message: string;
  readonly fields: object;
  /** As the real log would tell it. */
  readonly requestId: string | undefined;
}

/** The service as it is, with a local spreadsheet, and a log that keeps what it is told. */
async function started(): Promise<{ url: string; lines: Line[] }> {
  const lines: Line[] = [];
  const keep: Log['info'] = (message, fields = {}) =>
    void lines.push({ message, fields, requestId: currentRequestId() });
  const QUIZ_SYNC_STORE = `sqlite:${path.join(temporaryDirectory(), 'quiz.db')}`;
  const configuration = loadConfiguration({ env: { PORT: '0', QUIZ_SYNC_STORE } })._unsafeUnwrap();
  const log = { debug: keep, info: keep, warn: keep, error: keep };
  const server = (await startServer(configuration, { log }))._unsafeUnwrap();
  onTestFinished(() => server.close());
  return { url: server.url, lines };
}

const submission = JSON.stringify({
  ...{ user_id: 'ada', quiz_type: 'micro' },
  responses: [{ quiz_id: 'q1', topic: 'Fractions', selected_option: 'A', correct: true }],
});

test('what the service does is in its metrics and its log', async () => {
  const { url, lines } = await started();
  const headers = { 'content-type': 'application/json', 'X-Request-Id': 'the-submission' };
  await fetch(`${url}/api/quiz/submit`, { method: 'POST', headers, body: submission });
  await fetch(`${url}/api/sync/force?wait=true`, { method: 'POST' });

  const told = readExposition(await (await fetch(`${url}/metrics`)).text());
  const count = (name: string, labels: Record<string, string>) => sampleValue(told, name, labels) ?? 0;
  expect(count('quiz_sync_submissions_total', { quiz_type: 'micro', result: 'stored' })).toBe(1);
  expect(count('quiz_sync_runs_total', { result: 'succeeded', code: '' })).toBeGreaterThan(0);
  expect(count('quiz_sync_google_calls_total', { kind: 'write', code: 'ok' })).toBeGreaterThan(0);
  const request = { route: '/api/quiz/submit', method: 'POST', status: '201' };
  expect(count('quiz_sync_http_requests_total', request)).toBe(1);
  expect(count('quiz_sync_sheet_rows', { tab: 'responses' })).toBe(1);

  const triggered = lines.find(({ message }) => message.startsWith('Background sync triggered'));
  expect(triggered?.requestId).toBe('the-submission');
  const ofRuns = lines.filter(({ fields }) => 'run_id' in fields);
  expect(ofRuns.length).toBeGreaterThan(0);
  for (const { requestId } of ofRuns) expect(requestId).toBeUndefined();
});
